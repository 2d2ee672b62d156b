import { YAMLException } from 'js-yaml';
import type { Refusal } from './problem.ts';

/** Characters that YAML has nowhere: controls, halves of surrogate pairs and codes that are none. */
const forbidden = /^[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uD800-\uDFFF\uFFFE\uFFFF]/u;

/** What stands before a no-break space or the like that indents a line or follows an indicator. */
const falseSpaceDue = /(?:^(?: |- )*|:|^ *-)(?=[\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF])/;

/** A line up to where its value, an alias or one in brackets or quotes, has ended. */
const finished = /^ *(?:- +)*(?:[^\s:]+: +)?(\*\S+|\{[^}]*\}|\[[^\]]*\]|"[^"]*"|'[^']*') *$/;

/** The quote or bracket that a value begins with and that its line does not close. */
function leftOpen(line: string): string | undefined {
  // No one writes longer ones by hand, and a hostile one full of brackets would take long.
  if (line.length > 1000) return undefined;
  const open = /(?:: |- )(?:"(?:[^"\\]|\\.)*$|'(?:[^']|'')*$|\[[^\]]*$|\{[^}]*$)/.exec(line)?.[0];
  return open?.charAt(2);
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
  if (forbidden.test(text.slice(offset, offset + 2))) {
    return { offset, message: `Not valid YAML: ${character(text, offset)} is not allowed.` };
  }
  const space = falseSpace(text, offset);
  if (space !== -1) {
    const message = `Not valid YAML: ${character(text, space)} here looks like a space, but is none.`;
    return { offset: space, message };
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

function character(text: string, offset: number): string {
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return `the character U+${code}`;
}

/** The offset of a tab in the white space that begins the line at `offset`, or -1. */
function indentingTab(text: string, offset: number): number {
  let at = lineStart(text, offset);
  while (text.charAt(at) === ' ') at += 1;
  return text.charAt(at) === '\t' ? at : -1;
}

/** The offset of what only looks like a space, where one is due in the line at `offset` or the one before it, or -1. */
function falseSpace(text: string, offset: number): number {
  const start = lineStart(text, offset);
  for (const line of [lineBefore(text, start), { start, text: lineAt(text, offset) }]) {
    const before = falseSpaceDue.exec(line.text);
    if (before !== null) return line.start + before.index + before[0].length;
  }
  return -1;
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
  return indented === -1 || /:$|: |[#[{]/.test(before.text) ? -1 : before.start + indented;
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

function lineAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  const length = text.slice(start).search(/[\r\n]/);
  return length === -1 ? text.slice(start) : text.slice(start, start + length);
}

function advice(text: string, offset: number): string {
  const char = text.charAt(offset);
  if (char !== '' && '@`%?'.includes(char)) return needsQuotes(char);
  const start = lineStart(text, offset);
  const open = leftOpen(lineBefore(text, start).text);
  if (open !== undefined) {
    return ` The line before leaves a ${open} open: close it, or indent what follows further than the key.`;
  }
  if (/: .*:(?: |$)/.test(lineAt(text, offset))) return ' Text that holds ": " needs quotes.';
  const first = finished.exec(text.slice(start, offset))?.[1]?.charAt(0);
  if (first === undefined) return '';
  const isQuote = first === '"' || first === "'";
  return isQuote ? ' The text in quotes ends before this place.' : needsQuotes(first);
}

function needsQuotes(char: string): string {
  return ` Text that begins with "${char}" needs quotes.`;
}
