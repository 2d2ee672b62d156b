import { YAMLException } from 'js-yaml';
import type { Refusal } from './problem.ts';

/** Where js-yaml found an error. */
export function offsetOf(error: unknown): number {
  return error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
}

/** The offset of the first error in a text; infinite if there is none. */
export type FirstError = (text: string) => number;

/** Says what is wrong with a text that js-yaml refuses: its own reason, and what the text at that place suggests. */
export function explain(text: string, error: unknown, firstError: FirstError): Refusal {
  const offset = offsetOf(error);
  for (const { find, say } of slips) {
    const at = find(text, offset, firstError);
    if (at !== -1) return { offset: at, message: `Not valid YAML: ${say(text, at)}` };
  }
  const reason = error instanceof YAMLException ? error.reason : String(error);
  return { offset, message: `Not valid YAML: ${reason}.${advice(text, offset)}` };
}

/** An everyday mistake: where it is, given where js-yaml found an error, or -1; and how it is told. */
interface Slip {
  readonly find: (text: string, offset: number, firstError: FirstError) => number;
  readonly say: (text: string, at: number) => string;
}

const slips: readonly Slip[] = [
  {
    find: indentingTab,
    say: () => 'a tab indents this line, and YAML allows only spaces there.',
  },
  {
    find: (text, offset) => (forbidden.test(text.slice(offset, offset + 2)) ? offset : -1),
    say: (text, at) => `${character(text, at)} is not allowed.`,
  },
  {
    find: falseSpace,
    say: (text, at) => `${character(text, at)} here looks like a space, but is none.`,
  },
  {
    find: conflictMark,
    say: () => 'this line is the mark of a merge conflict that is not solved.',
  },
  {
    find: looseLine,
    say: () => 'this line is no key, and not indented as part of a text.',
  },
  {
    find: leftOpen,
    say: (text, at) =>
      `this ${text.charAt(at)} is not closed on its line: close it, or indent what follows further than the key.`,
  },
];

/** Characters that YAML has nowhere: controls, halves of surrogate pairs and codes that are none. */
const forbidden = /^[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uD800-\uDFFF\uFFFE\uFFFF]/u;

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

/** A no-break space or the like that indents a line or follows an indicator. */
const falseSpaces =
  /[\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF](?<=(?:^(?: |- )*|:|^ *-).)[ \u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF]*/gm;

/** The offset of what only looks like a space, if a true one there would mend the text up to `offset`, or -1. */
function falseSpace(text: string, offset: number, firstError: FirstError): number {
  const at = text.search(falseSpaces);
  if (at === -1 || at > offset) return -1;
  const mended = text.replace(falseSpaces, (spaces) => ' '.repeat(spaces.length));
  return firstError(mended) > offset ? at : -1;
}

/** The offset of the first mark of a merge conflict if one stands at `offset` or before it, or -1. */
function conflictMark(text: string, offset: number): number {
  const at = text.search(/^<{7} /m);
  return at !== -1 && at <= offset ? at : -1;
}

/**
 * Where a key is refused since lines before it have no colon, which YAML takes for a part of the key: the offset of the
 * first such line's text, or -1.
 */
function looseLine(text: string, offset: number): number {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  if (text.charAt(offset) !== ':') {
    const { start: at, text: line } = lineBefore(text, start);
    const quoted = /^( *)(?:"[^"]*"|'[^']*')$/.exec(line);
    return quoted === null || before.trim() !== '' ? -1 : at + (quoted[1]?.length ?? 0);
  }
  if (!/^ *(?:- +)*[\w$/.{}"'-]+$/.test(before)) return -1;
  let loose = -1;
  let least = indentOf(before);
  for (
    let line = lineBefore(text, start);
    line.start < start;
    line = lineBefore(text, line.start)
  ) {
    const indent = indentOf(line.text);
    const column = /^ *(?:- +)*/.exec(line.text)?.[0].length ?? 0;
    if (/:$|: | #|^#/.test(line.text)) {
      const hasText = /: +[^ |>#]/.test(line.text);
      return hasText && least > column ? -1 : loose;
    }
    if (indent !== -1 && indent < column) {
      // An item of a list: the text begins in it, or it stands in the text or before it.
      if (indent < least) return column <= least ? line.start + column : -1;
    } else if (indent !== -1 && indent <= least) {
      loose = line.start + indent;
      least = indent;
    }
    if (line.start === 0) break;
  }
  return loose;
}

function indentOf(line: string): number {
  return line.search(/[^ ]/);
}

/**
 * The offset of the quote or bracket that the value of the line before begins with and leaves open, if the line at
 * `offset` is refused from its first character on; else -1.
 */
function leftOpen(text: string, offset: number): number {
  const start = lineStart(text, offset);
  const line = lineBefore(text, start);
  // No one writes longer ones by hand, and a hostile one full of brackets would take long.
  if (line.text.length > 1000 || text.slice(start, offset).trim() !== '') return -1;
  const open = /(?:: |- )(?:"(?:[^"\\]|\\.)*$|'(?:[^']|'')*$|\[[^\]]*$|\{[^}]*$)/.exec(line.text);
  return open === null ? -1 : line.start + open.index + 2;
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
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at -= 1;
  return at;
}

function lineAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  const length = text.slice(start).search(/[\r\n]/);
  return length === -1 ? text.slice(start) : text.slice(start, start + length);
}

/** A line up to where its value, an alias or one in brackets or quotes, has ended. */
const finished = /^ *(?:- +)*(?:[^\s:]+: +)?(\*\S+|\{[^}]*\}|\[[^\]]*\]|"[^"]*"|'[^']*') *$/;

function advice(text: string, offset: number): string {
  const char = text.charAt(offset);
  if (char !== '' && '@`%?'.includes(char)) return needsQuotes(char);
  if (/: .*:(?: |$)/.test(lineAt(text, offset))) return ' Text that holds ": " needs quotes.';
  const first = finished.exec(text.slice(lineStart(text, offset), offset))?.[1]?.charAt(0);
  if (first === undefined) return '';
  const isQuote = first === '"' || first === "'";
  return isQuote ? ' The text in quotes ends before this place.' : needsQuotes(first);
}

function needsQuotes(char: string): string {
  return ` Text that begins with "${char}" needs quotes.`;
}
