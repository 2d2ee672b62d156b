import type { Meter } from './meter.ts';
import { type CharacterSet, has, LAST_CODE_POINT } from './set.ts';

/**
 * Characters that no set tells apart, as one letter each: reading one of them is reading any of them.
 * `of` gives the letters of a set.
 */
export interface Alphabet {
  /** A character for each letter, one that can be shown where there is one. */
  readonly characters: readonly number[];
  readonly of: (set: CharacterSet) => ReadonlySet<number>;
}

/** The letters that the sets need; undefined where they are too many to be looked at in time. */
export function alphabetOf(sets: readonly CharacterSet[], meter: Meter): Alphabet | undefined {
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()];
  const starts = new Set([0]);
  for (const set of distinct) {
    for (let at = 0; at + 1 < set.length; at += 2) {
      starts.add(set[at] ?? 0);
      const after = (set[at + 1] ?? 0) + 1;
      if (after <= LAST_CODE_POINT) starts.add(after);
    }
    if (starts.size > MOST_RANGES) return undefined;
  }
  meter.left -= starts.size * distinct.length;
  if (meter.left <= 0) return undefined;
  const ranges = [...starts].sort((a, b) => a - b);
  const letters = new Map<string, { readonly letter: number; character: number }>();
  const letterAt = ranges.map((start, index) => {
    const identity = distinct.map((set) => (has(set, start) ? 1 : 0)).join('');
    const shown = shownIn(start, (ranges[index + 1] ?? LAST_CODE_POINT + 1) - 1);
    const known = letters.get(identity);
    if (known === undefined) letters.set(identity, { letter: letters.size, character: shown });
    else if (rank(shown) < rank(known.character)) known.character = shown;
    return letters.get(identity)?.letter ?? 0;
  });
  const byText = new Map<string, ReadonlySet<number>>();
  // Asked at every step: sets of many ranges take long to be told apart by what they hold.
  const bySet = new Map<CharacterSet, ReadonlySet<number>>();
  const of = (set: CharacterSet): ReadonlySet<number> => {
    let found = bySet.get(set);
    if (found !== undefined) return found;
    const text = set.join();
    found =
      byText.get(text) ?? new Set(letterAt.filter((_, index) => has(set, ranges[index] ?? 0)));
    byText.set(text, found);
    bySet.set(set, found);
    return found;
  };
  return { characters: [...letters.values()].map(({ character }) => character), of };
}

const MOST_RANGES = 2000;

/** Characters by how well they show: letters, digits, other visible ones, the rest. */
function rank(character: number): number {
  const order = ORDER.findIndex(([first, last]) => character >= first && character <= last);
  return order === -1 ? ORDER.length : order;
}

const ORDER: readonly (readonly [number, number])[] = [
  [0x61, 0x7a],
  [0x41, 0x5a],
  [0x30, 0x39],
  [0x21, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0x7e],
  [0x20, 0x20],
  [0xa1, 0xd7ff],
];

/** The character of a range that shows best. */
function shownIn(first: number, last: number): number {
  for (const [start, end] of ORDER) {
    const character = Math.max(first, start);
    if (character <= Math.min(last, end)) return character;
  }
  return first;
}
