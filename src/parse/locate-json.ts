import { endianness } from 'node:os';
import type { Span } from '../source/range.ts';
import type { Locator, Source } from '../source/source.ts';
import { forgetBelow, placesOf, type Wanted, wantedTree } from './wanted.ts';

interface Text {
  readonly text: string;
  /** The same as numbers: reading these is twice as fast as asking a two-byte string for each character. */
  readonly units: Uint16Array;
}

/** Finds places in a text that is valid JSON: one pass, in which only the way to wanted places is read. */
export function jsonLocator(source: Source): Locator {
  return (pointers) => {
    const tree = wantedTree(pointers);
    const text = { text: source.text, units: unitsOf(source.text) };
    locateValue(text, skipSpace(text.units, 0), tree.root, undefined);
    return placesOf(tree, pointers);
  };
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  const bytes = Buffer.from(units.buffer);
  bytes.write(text, 'utf16le');
  if (endianness() === 'BE') bytes.swap16();
  return units;
}

/** Each of the functions below takes the offset where its part starts and gives the one after its end. */
function locateValue(text: Text, start: number, node: Wanted, key: Span | undefined): number {
  let end: number;
  if (node.place !== undefined) forgetBelow(node);
  if (node.children === undefined) end = skipValue(text.units, start);
  else if (text.units[start] === 123) end = locateMembers(text, start, node.children);
  else if (text.units[start] === 91) end = locateItems(text, start, node.children);
  else end = skipValue(text.units, start);
  node.place = { key, value: { start, end } };
  return end;
}

function locateMembers(text: Text, start: number, wanted: ReadonlyMap<string, Wanted>): number {
  const { units } = text;
  let at = skipSpace(units, start + 1);
  while (at < units.length && units[at] !== 125) {
    const keyEnd = skipString(units, at);
    const node = wanted.get(keyText(text, at, keyEnd));
    const valueStart = skipSpace(units, skipSpace(units, keyEnd) + 1);
    if (node === undefined) at = skipValue(units, valueStart);
    else at = locateValue(text, valueStart, node, { start: at, end: keyEnd });
    at = skipComma(units, at);
  }
  return at + 1;
}

function locateItems(text: Text, start: number, wanted: ReadonlyMap<string, Wanted>): number {
  const { units } = text;
  let at = skipSpace(units, start + 1);
  for (let index = 0; at < units.length && units[at] !== 93; index += 1) {
    const node = wanted.get(String(index));
    at = node === undefined ? skipValue(units, at) : locateValue(text, at, node, undefined);
    at = skipComma(units, at);
  }
  return at + 1;
}

function keyText(text: Text, start: number, end: number): string {
  const raw = text.text.slice(start + 1, end - 1);
  return raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
}

function skipComma(units: Uint16Array, start: number): number {
  const at = skipSpace(units, start);
  return units[at] === 44 ? skipSpace(units, at + 1) : at;
}

function skipSpace(units: Uint16Array, start: number): number {
  let at = start;
  for (let unit = units[at]; unit === 32 || unit === 10 || unit === 13 || unit === 9; ) {
    at += 1;
    unit = units[at];
  }
  return at;
}

function skipString(units: Uint16Array, start: number): number {
  let at = start + 1;
  while (at < units.length && units[at] !== 34) at += units[at] === 92 ? 2 : 1;
  return at + 1;
}

function skipValue(units: Uint16Array, start: number): number {
  const first = units[start];
  if (first === 34) return skipString(units, start);
  if (first === 123 || first === 91) return skipNested(units, start);
  let at = start;
  while (at < units.length && !endsLiteral(units[at])) at += 1;
  return at;
}

function endsLiteral(unit: number | undefined): boolean {
  return unit === 44 || unit === 125 || unit === 93 || (unit !== undefined && unit <= 32);
}

/** Brackets are counted, not matched: the text is known to be valid. */
function skipNested(units: Uint16Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < units.length) {
    const unit = units[at] ?? 0;
    if (unit === 34) {
      at = skipString(units, at);
      continue;
    }
    at += 1;
    if (unit === 123 || unit === 91) depth += 1;
    else if (unit === 125 || unit === 93) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return at;
}
