import { CHOMPING_MODE, EVENT_ID, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { endLine, isGap, lineEnd, nextLine, nextText, type Scan } from './quick-scan.ts';
import { addToTape, Kind } from './tape.ts';
import { trimBreaks } from './yaml-gap.ts';
import { plainValue } from './yaml-scalar.ts';

/** What js-yaml is told of a scalar that it shall decode. */
const shape = {
  type: EVENT_ID.SCALAR,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  style: SCALAR_STYLE.PLAIN,
  chomping: CHOMPING_MODE.CLIP,
  indent: -1,
  fast: false,
} satisfies Partial<ScalarEvent>;

/** Characters that begin no plain scalar. */
const indicators = new Set([...'#&*!|>\'"%@`,[]{}'].map((char) => char.charCodeAt(0)));

/** Whether text without quotes may begin at an offset. */
export function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!(code > 32) || indicators.has(code)) return false;
  return !((code === 45 || code === 63 || code === 58) && isGap(text, at + 1));
}

/** Reads text without quotes; lines that are indented more than `parent` continue it. */
export function readPlain(scan: Scan, parent: number): unknown {
  const { text } = scan;
  const start = scan.at;
  if (!beginsPlain(text, start)) return undefined;
  let stop = plainStop(text, start);
  let next = continuation(text, stop, parent);
  const isFolded = next !== -1;
  while (next !== -1) {
    stop = plainStop(text, next);
    next = continuation(text, stop, parent);
  }
  if (stop === -1) return undefined;
  const end = trimBlanks(text, stop);
  addToTape(scan.tape, isFolded ? Kind.decoded : Kind.plain, start, end);
  scan.end = end;
  scan.at = lineEnd(text, stop);
  nextLine(scan);
  if (!isFolded) return plainValue(text.slice(start, end));
  return plainValue(getScalarValue(text, { ...shape, valueStart: start, valueEnd: end }));
}

/** Where the text of a line stops: at its comment or its end; -1 if it holds a tab or something like a key. */
function plainStop(text: string, start: number): number {
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 58) {
      if (isGap(text, at + 1)) return -1;
    } else if (code === 35) {
      if (text.charCodeAt(at - 1) === 32) return at;
    } else if (!(code >= 32)) return code === 9 ? -1 : at;
  }
}

function continuation(text: string, stop: number, parent: number): number {
  if (stop === -1 || text.charCodeAt(stop) !== 10) return -1;
  const next = nextText(text, stop, parent);
  return text.charCodeAt(next) === 35 ? -1 : next;
}

/** The offset after the last character before `end` that is no blank. */
export function trimBlanks(text: string, end: number): number {
  let at = end;
  while (text.charCodeAt(at - 1) === 32) at -= 1;
  return at;
}

/** Reads text in quotes up to the closing one, over lines that are indented more than `parent`. */
export function readQuoted(scan: Scan, parent: number): string | undefined {
  const { text } = scan;
  const start = scan.at;
  const quote = text.charCodeAt(start);
  let isSimple = true;
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== quote || isDoubled(text, at); ) {
    const isText = code > 31 ? code !== quote && (code !== 92 || quote === 39) : code === 9;
    if (isText) at += 1;
    else {
      at = skipSpecial(text, at, { quote, parent });
      isSimple = false;
    }
    if (at === -1) return undefined;
    code = text.charCodeAt(at);
  }
  scan.at = at + 1;
  scan.end = scan.at;
  addToTape(scan.tape, isSimple ? Kind.quoted : Kind.decoded, start, scan.end);
  if (isSimple) return text.slice(start + 1, at);
  const style = quote === 34 ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
  return getScalarValue(text, { ...shape, style, valueStart: start + 1, valueEnd: at });
}

function isDoubled(text: string, at: number): boolean {
  return text.charCodeAt(at) === 39 && text.charCodeAt(at + 1) === 39;
}

/** The offset after a line break, a doubled quote or an escape; -1 if it is none. */
function skipSpecial(
  text: string,
  at: number,
  { quote, parent }: { readonly quote: number; readonly parent: number },
): number {
  const code = text.charCodeAt(at);
  if (code === 10) return nextText(text, at, parent);
  if (code === quote) return at + 2;
  return code === 92 ? escapeEnd(text, at, parent) : -1;
}

const escapes = /\\(?:[0abt\tnvfre "/\\N_LP]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/y;

/** The offset after an escape; one before a line break goes on to the next line. */
function escapeEnd(text: string, at: number, parent: number): number {
  if (text.charCodeAt(at + 1) === 10) return nextText(text, at + 1, parent);
  escapes.lastIndex = at;
  return escapes.test(text) ? escapes.lastIndex : -1;
}

/** Reads a block scalar, each line of which is indented more than `parent`. */
export function readBlock(scan: Scan, parent: number): string | undefined {
  const { text } = scan;
  const header = scan.at;
  const [marks = ''] = /^[1-9]?[+-]?/.exec(text.slice(header + 1, header + 3)) ?? [];
  scan.at = header + 1 + marks.length;
  if (!endLine(scan)) return undefined;
  const valueStart = Math.min(scan.at + 1, text.length);
  const given = Number.parseInt(marks, 10);
  const indent = given > 0 ? parent + given : indentOf(text, valueStart, parent);
  if (indent === undefined) return undefined;
  const valueEnd = blockEnd(text, valueStart, indent === -1 ? parent + 1 : indent);
  scan.end = Math.max(header + 1, trimBreaks(text, valueStart, valueEnd));
  addToTape(scan.tape, Kind.decoded, header, scan.end);
  scan.at = valueEnd < text.length ? valueEnd - 1 : valueEnd;
  nextLine(scan);
  const style =
    text.charAt(header) === '|' ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  const chomping = chompingOf(marks);
  return getScalarValue(text, { ...shape, style, chomping, indent, valueStart, valueEnd });
}

function chompingOf(marks: string): ScalarEvent['chomping'] {
  if (marks.endsWith('-')) return CHOMPING_MODE.STRIP;
  return marks.endsWith('+') ? CHOMPING_MODE.KEEP : CHOMPING_MODE.CLIP;
}

/** How far the first line of a block scalar is indented; -1 if none holds anything, undefined if blanks mislead. */
function indentOf(text: string, start: number, parent: number): number | undefined {
  let line = start;
  let widest = 0;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      widest = Math.max(widest, at - line);
      line = at + 1;
    } else if (code !== 32) {
      const column = at - line;
      if (at >= text.length) return column > 0 ? undefined : -1;
      if (column <= parent) return -1;
      return code === 9 || column < widest ? undefined : column;
    }
  }
}

/** Where the lines end that are blank or indented at least by `indent`. */
function blockEnd(text: string, start: number, indent: number): number {
  let line = start;
  for (;;) {
    let at = line;
    while (text.charCodeAt(at) === 32) at += 1;
    if (at >= text.length) return at - line > indent ? at : line;
    if (text.charCodeAt(at) !== 10 && at - line < indent) return line;
    const end = lineEnd(text, at);
    if (end === text.length) return end;
    line = end + 1;
  }
}
