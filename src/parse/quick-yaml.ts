import { readBlock } from './quick-block.ts';
import { readFlow } from './quick-flow.ts';
import { beginsPlain, readPlain, readQuoted, trimBlanks } from './quick-scalar.ts';
import { endLine, isDash, isGap, nextLine, type Scan } from './quick-scan.ts';
import { addToTape, Kind, newTape } from './tape.ts';
import { setNew } from './yaml-map.ts';
import type { Built } from './yaml-state.ts';

declare global {
  interface String {
    /** In Node since 20, in TypeScript's library since ES2024. */
    isWellFormed(): boolean;
  }
}

/** Line breaks other than LF, and characters that YAML forbids. */
const forbidden = '\\0-\\x08\\x0B-\\x1F\\x7F-\\x9F\\uFEFF\\uFFFE\\uFFFF';
const isStrange = new RegExp(`[${forbidden}]`);
/** The halves of surrogate pairs are looked for with the rest, so that most texts are searched once. */
const isSuspect = new RegExp(`[${forbidden}\\uD800-\\uDFFF]`);

/**
 * Reads the YAML that people and tools mostly write, in half the time that js-yaml takes; undefined for anything
 * else, be it an anchor, a tag, a tab, a key that stands twice or a mistake. What it reads, it reads exactly as js-yaml does.
 */
export function quickYaml(text: string, maxDepth: number): Built | undefined {
  if (isSuspect.test(text) && (isStrange.test(text) || !text.isWellFormed())) return undefined;
  const tape = newTape((text.length >> 4) + 16);
  const scan: Scan = { text, tape, maxDepth, at: -1, indent: 0, end: 0 };
  nextLine(scan);
  if (scan.indent === 0 && text.startsWith('---\n', scan.at)) {
    scan.at += 3;
    nextLine(scan);
  }
  const value = readNode(scan, -1, 0);
  return value === undefined || scan.indent !== -1 ? undefined : { value, problems: [], tape };
}

/** Reads the node at the current place up to the line after it; undefined if there is anything unusual. */
function readNode(scan: Scan, parent: number, depth: number): unknown {
  const { text, at } = scan;
  if (isDash(text, at)) return readList(scan, depth);
  const colon = colonAfter(text, at);
  if (colon !== -1) return readMap(scan, colon, depth);
  return parent === -1 ? undefined : readScalar(scan, parent, depth);
}

/** Reads a value that is no block list or map, up to the line after it. */
function readScalar(scan: Scan, parent: number, depth: number): unknown {
  const code = scan.text.charCodeAt(scan.at);
  if (code === 124 || code === 62) return readBlock(scan, parent);
  let value: unknown;
  if (code === 34 || code === 39) value = readQuoted(scan, parent);
  else if (code === 123 || code === 91) value = readFlow(scan, parent, depth);
  else return readPlain(scan, parent);
  if (value === undefined || !endLine(scan)) return undefined;
  nextLine(scan);
  return value;
}

function readList(scan: Scan, depth: number): unknown[] | undefined {
  const { text, tape, indent: column } = scan;
  if (depth >= scan.maxDepth) return undefined;
  const entry = addToTape(tape, Kind.list, scan.at, scan.at);
  const list: unknown[] = [];
  do {
    const dash = scan.at;
    scan.at = dash + 1;
    let value: unknown = null;
    if (!endLine(scan)) {
      scan.indent = column + scan.at - dash;
      value = readNode(scan, column, depth + 1);
    } else {
      nextLine(scan);
      if (scan.indent > column) value = readNode(scan, column, depth + 1);
      else addEmpty(scan, dash + 1);
    }
    if (value === undefined) return undefined;
    list.push(value);
  } while (scan.indent === column && isDash(text, scan.at));
  closeBlock(scan, entry);
  return scan.indent > column ? undefined : list;
}

function readMap(scan: Scan, firstColon: number, depth: number): object | undefined {
  const { text, tape, indent: column } = scan;
  if (depth >= scan.maxDepth) return undefined;
  const entry = addToTape(tape, Kind.map, scan.at, scan.at);
  const map: Record<string, unknown> = {};
  let colon = firstColon;
  do {
    const key = readKey(scan, colon);
    scan.at = colon + 1;
    const value = readMember(scan, column, depth);
    if (key === undefined || value === undefined || !setNew(map, key, value)) return undefined;
    if (scan.indent !== column) break;
    colon = colonAfter(text, scan.at);
  } while (colon !== -1);
  closeBlock(scan, entry);
  return scan.indent >= column ? undefined : map;
}

function readKey(scan: Scan, colon: number): string | undefined {
  const { text, tape } = scan;
  const start = scan.at;
  const first = text.charCodeAt(start);
  if (first === 34 || first === 39) {
    const entry = tape.length;
    const key = readQuoted(scan, 0);
    if (key !== undefined && tape.kinds[entry] === Kind.decoded) tape.names.set(entry, key);
    return key;
  }
  scan.end = trimBlanks(text, colon);
  addToTape(tape, Kind.plain, start, scan.end);
  return text.slice(start, scan.end);
}

/** Reads what follows the colon of a key in a map at `column`. A list may stand right below its key. */
function readMember(scan: Scan, column: number, depth: number): unknown {
  const colonEnd = scan.at;
  if (!endLine(scan)) return readScalar(scan, column, depth + 1);
  nextLine(scan);
  if (scan.indent > column) return readNode(scan, column, depth + 1);
  if (scan.indent === column && isDash(scan.text, scan.at)) return readList(scan, depth + 1);
  return addEmpty(scan, colonEnd);
}

/** A value that is not written is null. */
function addEmpty(scan: Scan, at: number): null {
  addToTape(scan.tape, Kind.plain, at, at);
  scan.end = at;
  return null;
}

function closeBlock({ tape, end }: Scan, entry: number): void {
  tape.ends[entry] = end;
  tape.nexts[entry] = tape.length;
}

/** The offset of the colon after the key that begins at an offset; -1 if no key does. */
function colonAfter(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === 34 || first === 39) return colonAfterQuotes(text, start);
  if (!beginsPlain(text, start) || isMarker(text, start)) return -1;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 58) {
      if (isGap(text, at + 1)) return at;
    } else if (code === 35) {
      if (text.charCodeAt(at - 1) === 32) return -1;
    } else if (!(code >= 32)) return -1;
  }
}

function colonAfterQuotes(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code >= 32)) return -1;
    const isPair = code === 92 ? quote === 34 : code === 39 && text.charCodeAt(at + 1) === 39;
    if (code === quote && !isPair) break;
    // A key stands on one line: its break may not be escaped either.
    if (isPair && !(text.charCodeAt(at + 1) >= 32)) return -1;
    at += isPair && (code === 92 || quote === 39) ? 2 : 1;
  }
  at += 1;
  while (text.charCodeAt(at) === 32) at += 1;
  return text.charCodeAt(at) === 58 && isGap(text, at + 1) ? at : -1;
}

/** A `---` or `...` at the beginning of a line may end a document. */
function isMarker(text: string, at: number): boolean {
  if (at > 0 && text.charCodeAt(at - 1) !== 10) return false;
  return text.startsWith('---', at) || text.startsWith('...', at);
}
