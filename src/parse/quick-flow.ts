import { beginsPlain, readQuoted, trimBlanks } from './quick-scalar.ts';
import { isGap, nextText, type Scan } from './quick-scan.ts';
import { addToTape, Kind } from './tape.ts';
import { setNew } from './yaml-map.ts';
import { plainValue } from './yaml-scalar.ts';

/** Reads a list or map in brackets, over lines that are indented more than `parent`. */
export function readFlow(scan: Scan, parent: number, depth: number): unknown {
  const { text, tape } = scan;
  if (depth >= scan.maxDepth) return undefined;
  const start = scan.at;
  const isMap = text.charAt(start) === '{';
  const entry = addToTape(tape, isMap ? Kind.map : Kind.list, start, start);
  scan.at += 1;
  scan.end = scan.at;
  const value = isMap ? readMembers(scan, parent, depth) : readItems(scan, parent, depth);
  if (value === undefined) return undefined;
  scan.at += 1;
  scan.end = scan.at;
  tape.ends[entry] = scan.at;
  tape.nexts[entry] = tape.length;
  return value;
}

function readItems(scan: Scan, parent: number, depth: number): unknown[] | undefined {
  const list: unknown[] = [];
  while (next(scan, parent) !== ']') {
    const value = readValue(scan, parent, depth);
    if (value === undefined || !endEntry(scan, parent, ']')) return undefined;
    list.push(value);
  }
  return list;
}

function readMembers(scan: Scan, parent: number, depth: number): object | undefined {
  const { text, tape } = scan;
  const map: Record<string, unknown> = {};
  while (next(scan, parent) !== '}') {
    const key = readKey(scan, parent);
    if (key === undefined) return undefined;
    let value: unknown = null;
    if (next(scan, parent) === ':') {
      scan.at += 1;
      scan.end = scan.at;
      const char = next(scan, parent);
      if (char !== ',' && char !== '}') value = readValue(scan, parent, depth);
      else addToTape(tape, Kind.plain, scan.end, scan.end);
    } else addToTape(tape, Kind.plain, scan.end, scan.end);
    if (value === undefined || !setNew(map, key, value)) return undefined;
    if (!endEntry(scan, parent, '}')) return undefined;
  }
  return text.charAt(scan.at) === '}' ? map : undefined;
}

/** Goes to the next character that is no blank or line break; '' if that is badly indented. */
function next(scan: Scan, parent: number): string {
  const { text } = scan;
  while (text.charCodeAt(scan.at) === 32) scan.at += 1;
  if (text.charCodeAt(scan.at) === 10) {
    const at = nextText(text, scan.at, parent);
    if (at === -1) return '';
    scan.at = at;
  }
  return text.charAt(scan.at);
}

/** After an entry: a comma, or the closing bracket, which is left. */
function endEntry(scan: Scan, parent: number, close: string): boolean {
  const char = next(scan, parent);
  if (char === ',') scan.at += 1;
  return char === ',' || char === close;
}

function readValue(scan: Scan, parent: number, depth: number): unknown {
  const char = scan.text.charAt(scan.at);
  if (char === '{' || char === '[') return readFlow(scan, parent, depth + 1);
  if (char === '"' || char === "'") return readQuoted(scan, parent);
  const text = readPlain(scan);
  return text === undefined ? undefined : plainValue(text);
}

function readKey(scan: Scan, parent: number): string | undefined {
  const { text, tape } = scan;
  const char = text.charAt(scan.at);
  if (char !== '"' && char !== "'") return readPlain(scan);
  const entry = tape.length;
  const key = readQuoted(scan, parent);
  if (key !== undefined && tape.kinds[entry] === Kind.decoded) tape.names.set(entry, key);
  return key;
}

/** Reads text without quotes on one line. */
function readPlain(scan: Scan): string | undefined {
  const { text } = scan;
  const start = scan.at;
  if (!beginsPlain(text, start) || endsPlain(text, start) || isLoneDash(text, start))
    return undefined;
  let at = start + 1;
  while (!endsPlain(text, at)) at += 1;
  if (text.charCodeAt(at) === 9) return undefined;
  const end = trimBlanks(text, at);
  addToTape(scan.tape, Kind.plain, start, end);
  scan.at = at;
  scan.end = end;
  return text.slice(start, end);
}

/** A `-` or `?` before a bracket or a comma, which begins no text. */
function isLoneDash(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 45 || code === 63) && isBracketOrComma(text.charCodeAt(at + 1));
}

function endsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 58) return isGap(text, at + 1) || isBracketOrComma(text.charCodeAt(at + 1));
  if (code === 35) return text.charCodeAt(at - 1) === 32;
  return isBracketOrComma(code) || !(code >= 32);
}

function isBracketOrComma(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}
