/** A position in a pattern. */
export interface Reader {
  readonly text: string;
  readonly isUnicode: boolean;
  at: number;
  /** How many groups are open. */
  depth: number;
}

/** Thrown by the parser for what it does not read, and caught where it begins. */
export class Unreadable extends Error {}

export function peek(reader: Reader, offset = 0): string {
  return reader.text.charAt(reader.at + offset);
}

/** Steps over a text if it stands here. */
export function take(reader: Reader, text: string): boolean {
  if (!reader.text.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

/** The next code point. */
export function next(reader: Reader): number {
  const point = reader.text.codePointAt(reader.at);
  if (point === undefined) throw new Unreadable('the pattern ends too early');
  reader.at += point > 0xffff ? 2 : 1;
  return point;
}

/** Steps over what a sticky expression matches here, and gives it. */
export function takeMatch(reader: Reader, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = reader.at;
  const match = sticky.exec(reader.text) ?? undefined;
  if (match !== undefined) reader.at += match[0].length;
  return match;
}
