/** A set of code points: pairs of first and last, in order, neither overlapping nor touching. */
export type CharacterSet = readonly number[];

export const LAST_CODE_POINT = 0x10ffff;
export const EVERYTHING: CharacterSet = [0, LAST_CODE_POINT];

export const DIGITS: CharacterSet = [0x30, 0x39];
export const WORD: CharacterSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
/** What `\s` matches (ECMA-262, WhiteSpace and LineTerminator). */
export const SPACE: CharacterSet = [
  0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f,
  0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff,
];
const LINE_ENDS: CharacterSet = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];
/** What `.` matches. */
export const DOT: CharacterSet = without(LINE_ENDS);

/** The set of any pairs, in whatever order they come. */
export function setOf(pairs: readonly number[]): CharacterSet {
  const ranges: (readonly [number, number])[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2)
    ranges.push([pairs[at] ?? 0, pairs[at + 1] ?? 0]);
  ranges.sort((a, b) => a[0] - b[0]);
  const set: number[] = [];
  for (const [first, last] of ranges) {
    const end = set.at(-1);
    if (end === undefined || first > end + 1) set.push(first, last);
    else if (last > end) set[set.length - 1] = last;
  }
  return set;
}

export function union(a: CharacterSet, b: CharacterSet): CharacterSet {
  return setOf([...a, ...b]);
}

/** Every code point that is not in the set. */
export function without(set: CharacterSet): CharacterSet {
  const rest: number[] = [];
  let next = 0;
  for (let at = 0; at + 1 < set.length; at += 2) {
    const first = set[at] ?? 0;
    if (first > next) rest.push(next, first - 1);
    next = (set[at + 1] ?? 0) + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push(next, LAST_CODE_POINT);
  return rest;
}

/** Whether `set` has every code point of `part`. */
export function includes(set: CharacterSet, part: CharacterSet): boolean {
  let at = 0;
  for (let pair = 0; pair + 1 < part.length; pair += 2) {
    const first = part[pair] ?? 0;
    while (at < set.length && (set[at + 1] ?? 0) < first) at += 2;
    if (at >= set.length || (set[at] ?? 0) > first || (set[at + 1] ?? 0) < (part[pair + 1] ?? 0))
      return false;
  }
  return true;
}

export function has(set: CharacterSet, codePoint: number): boolean {
  for (let at = 0; at < set.length; at += 2) {
    if (codePoint < (set[at] ?? 0)) return false;
    if (codePoint <= (set[at + 1] ?? 0)) return true;
  }
  return false;
}
