import type { Tape } from './tape.ts';

/** How far the quick parser has read. */
export interface Scan {
  readonly text: string;
  readonly tape: Tape;
  readonly maxDepth: number;
  /** The next character to be read. */
  at: number;
  /** The column, counted from 0, of the node that begins at `at`; -1 at the end of the text. */
  indent: number;
  /** Where the last node ends. */
  end: number;
}

/** From the end of a line to the next one that holds more than blanks or a comment. */
export function nextLine(scan: Scan): void {
  const { text } = scan;
  let at = scan.at;
  while (at < text.length) {
    at += 1;
    const start = at;
    while (text.charCodeAt(at) === 32) at += 1;
    const code = text.charCodeAt(at);
    if (code === 35) at = lineEnd(text, at);
    else if (code !== 10 && at < text.length) {
      scan.at = at;
      scan.indent = at - start;
      return;
    }
  }
  scan.at = text.length;
  scan.indent = -1;
}

/** The offset of the line break that ends a line. */
export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

/** Goes to the end of the line if only blanks or a comment follow; else false. */
export function endLine(scan: Scan): boolean {
  const { text } = scan;
  let at = scan.at;
  while (text.charCodeAt(at) === 32) at += 1;
  if (text.charCodeAt(at) === 35 && at > scan.at) at = lineEnd(text, at);
  scan.at = at;
  return at >= text.length || text.charCodeAt(at) === 10;
}

/** Where text that goes on after a line break is next, if its line is indented more than `parent`; else -1. */
export function nextText(text: string, lineBreak: number, parent: number): number {
  let at = lineBreak;
  let start = at;
  while (text.charCodeAt(at) === 10) {
    start = at + 1;
    at = start;
    while (text.charCodeAt(at) === 32) at += 1;
  }
  return at - start > parent && text.charCodeAt(at) > 32 ? at : -1;
}

/** Whether a blank, a line break or the end of the text stands at an offset. */
export function isGap(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 10 || at >= text.length;
}

/** Whether a `-` that begins the item of a list stands at an offset. */
export function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === 45 && isGap(text, at + 1);
}
