import { CHOMPING_MODE, EVENT_ID, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { isGap, lineEnd, nextLine, nextText, type Scan } from './quick-scan.ts';
import { addToTape, Kind } from './tape.ts';
import { plainValue } from './yaml-scalar.ts';

/** What js-yaml is told of a scalar that it shall decode. */
export const shape = {
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

/** Characters that begin no plain scalar, by their codes; a table, as it is asked at each of a million scalars. */
const indicators = new Uint8Array(128);
for (const char of '#&*!|>\'"%@`,[]{}') indicators[char.charCodeAt(0)] = 1;

/** Whether text without quotes may begin at an offset. */
export function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!(code > 32) || indicators[code] === 1) return false;
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
