import { YAMLException } from 'js-yaml';
import type { Refusal } from './problem.ts';

/** The quote that a value begins with and that its line does not close. */
function openQuote(line: string): string | undefined {
  const quoted = /(?:: |- )(?:"(?:[^"\\]|\\.)*$|'(?:[^']|'')*$)/.exec(line)?.[0];
  return quoted?.charAt(2);
}

/** Where js-yaml found an error. */
export function offsetOf(error: unknown): number {
  return error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
}

/** Says what is wrong with a text that js-yaml refuses: its own reason, and what the text at that place suggests. */
export function explain(text: string, error: unknown): Refusal {
  const offset = offsetOf(error);
  const tab = indentingTab(text, offset);
  if (tab !== -1) {
    const message = 'Not valid YAML: a tab indents this line, and YAML allows only spaces there.';
    return { offset: tab, message };
  }
  const conflict = conflictMark(text, offset);
  if (conflict !== -1) {
    const message = 'Not valid YAML: this line is the mark of a merge conflict that is not solved.';
    return { offset: conflict, message };
  }
  const loose = looseLine(text, offset);
  if (loose !== -1) {
    const message = 'Not valid YAML: this line is no key, and not indented as part of a text.';
    return { offset: loose, message };
  }
  const reason = error instanceof YAMLException ? error.reason : String(error);
  return { offset, message: `Not valid YAML: ${reason}.${advice(text, offset)}` };
}

/** The offset of a tab in the white space that begins the line at `offset`, or -1. */
function indentingTab(text: string, offset: number): number {
  let at = lineStart(text, offset);
  while (text.charAt(at) === ' ') at += 1;
  return text.charAt(at) === '\t' ? at : -1;
}

/** The offset of the first mark of a merge conflict if one stands at `offset` or before it, or -1. */
function conflictMark(text: string, offset: number): number {
  const at = text.search(/^<{7} /m);
  return at !== -1 && at <= offset ? at : -1;
}

/**
 * Where the colon of a key is refused since a line before has none, which YAML takes for a part of the key: the offset of
 * that line's text, or -1.
 */
function looseLine(text: string, offset: number): number {
  if (text.charAt(offset) !== ':') return -1;
  const start = lineStart(text, offset);
  if (!/^ *[\w$/.{}"'-]+$/.test(text.slice(start, offset))) return -1;
  const before = lineBefore(text, start);
  const indented = before.text.search(/[^ ]/);
  return indented === -1 || /[:#[{]/.test(before.text) ? -1 : before.start + indented;
}

/** The line before the one that begins at `start`. */
function lineBefore(
  text: string,
  start: number,
): { readonly start: number; readonly text: string } {
  const end = text.startsWith('\r\n', start - 2) ? start - 2 : Math.max(start - 1, 0);
  const begin = lineStart(text, end);
  return { start: begin, text: text.slice(begin, end) };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function advice(text: string, offset: number): string {
  const char = text.charAt(offset);
  if (char !== '' && '@`%'.includes(char)) return ` Text that begins with "${char}" needs quotes.`;
  const line = text.slice(lineStart(text, offset)).split(/[\r\n]/, 1)[0] ?? '';
  const open = openQuote(lineBefore(text, lineStart(text, offset)).text);
  if (open !== undefined) {
    return ` The line before leaves a ${open} open: close it, or indent what follows further than the key.`;
  }
  return /: .*: /.test(line) ? ' Text that holds ": " needs quotes.' : '';
}
