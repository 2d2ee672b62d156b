/** What a fixture says must be found: a message at the line where its place starts. */
export interface Expected {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** A comment at the end of a line, `# <- message` or `# <- message, other`. */
const MARKER = /(?<=^|\s)#\s*<-\s*(.*?)\s*$/;
const MESSAGE_IDS = /^[a-zA-Z][\w-]*(?:\s*,\s*[a-zA-Z][\w-]*)*$/;

/** The markers of a text, in the order of its lines. Throws a TypeError for a marker that names no message. */
export function readMarkers(text: string): readonly Expected[] {
  const expected: Expected[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const ids = MARKER.exec(line)?.[1];
    if (ids === undefined) continue;
    if (!MESSAGE_IDS.test(ids))
      throw new TypeError(`line ${index + 1}: a marker reads "# <- messageId", not "${ids}"`);
    for (const message of ids.split(','))
      expected.push({ line: index + 1, message: message.trim() });
  }
  return expected;
}

/** The text without its markers, as a page shows it. */
export function withoutMarkers(text: string): string {
  return text
    .split('\n')
    .map((line) => (MARKER.test(line) ? line.replace(MARKER, '').trimEnd() : line))
    .join('\n');
}
