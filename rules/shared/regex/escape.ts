import { next, peek, type Reader, take, takeMatch, Unreadable } from './reader.ts';
import { type CharacterSet, DIGITS, SPACE, setOf, WORD, without } from './set.ts';

const CLASSES: { readonly [letter: string]: CharacterSet } = {
  d: DIGITS,
  D: without(DIGITS),
  w: WORD,
  W: without(WORD),
  s: SPACE,
  S: without(SPACE),
};

const CONTROLS: { readonly [letter: string]: number } = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** The set that an escape stands for; the backslash has been read. `\b`, `\B` and echoes of groups are not for here. */
export function readEscape(reader: Reader): CharacterSet {
  const letter = peek(reader);
  if (Object.hasOwn(CLASSES, letter)) {
    reader.at += 1;
    return CLASSES[letter] ?? [];
  }
  if (reader.isUnicode && (letter === 'p' || letter === 'P')) return readProperty(reader);
  const point = readCodePoint(reader);
  return [point, point];
}

const HEX_2 = /x([0-9a-fA-F]{2})/y;
const HEX_4 = /u([0-9a-fA-F]{4})/y;
const BRACED = /u\{([0-9a-fA-F]{1,6})\}/y;
const LOW_SURROGATE = /\\u([dD][c-fC-F][0-9a-fA-F]{2})/y;
const CONTROL = /c([a-zA-Z])/y;
const OCTAL = /[0-3][0-7]{0,2}|[4-7][0-7]?/y;

function readCodePoint(reader: Reader): number {
  const hex =
    takeMatch(reader, HEX_2) ?? (reader.isUnicode ? takeMatch(reader, BRACED) : undefined);
  if (hex !== undefined) return Number.parseInt(hex[1] ?? '', 16);
  const unit = takeMatch(reader, HEX_4);
  if (unit !== undefined) return joined(reader, Number.parseInt(unit[1] ?? '', 16));
  const control = takeMatch(reader, CONTROL);
  if (control !== undefined) return (control[1] ?? '').charCodeAt(0) % 32;
  const octal = takeMatch(reader, OCTAL);
  if (octal !== undefined) return Number.parseInt(octal[0], 8);
  const point = next(reader);
  return CONTROLS[String.fromCodePoint(point)] ?? point;
}

/** A pair of surrogates is one code point. */
function joined(reader: Reader, unit: number): number {
  if (!reader.isUnicode || unit < 0xd800 || unit > 0xdbff) return unit;
  const low = takeMatch(reader, LOW_SURROGATE);
  if (low === undefined) return unit;
  return (unit - 0xd800) * 0x400 + (Number.parseInt(low[1] ?? '', 16) - 0xdc00) + 0x10000;
}

const PROPERTY = /([pP])\{([\w=]+)\}/y;
const properties = new Map<string, CharacterSet>();
/** Properties of what lies beyond the first plane do not matter to any question asked here. */
const LAST_ASKED = 0xffff;

/** The set of a Unicode property. The engine knows its tables: each code point is asked once. */
function readProperty(reader: Reader): CharacterSet {
  const match = takeMatch(reader, PROPERTY);
  const name = match?.[2];
  if (name === undefined) throw new Unreadable('a property without a name');
  let set = properties.get(name);
  if (set === undefined) {
    set = codePointsOf(new RegExp(`^\\p{${name}}$`, 'u'));
    properties.set(name, set);
  }
  return match?.[1] === 'P' ? without(set) : set;
}

function codePointsOf(property: RegExp): CharacterSet {
  const pairs: number[] = [];
  let first = -1;
  for (let point = 0; point <= LAST_ASKED + 1; point += 1) {
    const isIn = point <= LAST_ASKED && property.test(String.fromCodePoint(point));
    if (isIn && first === -1) first = point;
    if (isIn || first === -1) continue;
    pairs.push(first, point - 1);
    first = -1;
  }
  return setOf(pairs);
}

/** Reads `[…]`; the bracket has been read. */
export function readClass(reader: Reader): CharacterSet {
  const negated = take(reader, '^');
  const pairs: number[] = [];
  while (!take(reader, ']')) {
    const first = readMember(reader);
    const isRange =
      peek(reader) === '-' &&
      peek(reader, 1) !== ']' &&
      first.length === 2 &&
      first[0] === first[1];
    if (!isRange) {
      pairs.push(...first);
      continue;
    }
    reader.at += 1;
    const last = readMember(reader);
    if (last.length === 2 && last[0] === last[1]) pairs.push(first[0] ?? 0, last[0] ?? 0);
    // Before the flag `u`, `[a-\d]` means the three members.
    else pairs.push(...first, 0x2d, 0x2d, ...last);
  }
  const set = setOf(pairs);
  return negated ? without(set) : set;
}

function readMember(reader: Reader): CharacterSet {
  if (!take(reader, '\\')) {
    const point = next(reader);
    return [point, point];
  }
  if (take(reader, 'b')) return [8, 8];
  return readEscape(reader);
}
