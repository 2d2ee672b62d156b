import type { Problem } from './document.ts';
import { duplicateKey } from './problem.ts';
import { keysOf, keyText, type Tape } from './tape.ts';

/** A merge key `<<` of a map: what it brings in, and its entry on the tape. */
export interface Merge {
  readonly value: unknown;
  readonly entry: number;
}

/** How much merging cost, and the entries of merge keys whose value cannot be merged. */
export interface Merged {
  readonly copied: number;
  readonly misfits: readonly number[];
}

/** A merged key is a copy, which costs memory as an alias does not. */
const copyWeight = 8;

/** Sets an own property, whatever its name: `__proto__` too is data. */
export function setOwn(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') map[key] = value;
  else
    Object.defineProperty(map, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
}

/** As `setOwn`, but does nothing and says false if the key is there already or is a merge key. */
export function setNew(map: Record<string, unknown>, key: string, value: unknown): boolean {
  if (key === '<<' || (map[key] !== undefined && Object.hasOwn(map, key))) return false;
  setOwn(map, key, value);
  return true;
}

/** Adds what merge keys bring in. Keys of the map itself win, then later merge keys, then the first map of a list. */
export function mergeInto(map: Record<string, unknown>, merges: readonly Merge[]): Merged {
  let copied = 0;
  const misfits: number[] = [];
  for (const { value, entry } of merges.toReversed()) {
    for (const source of Array.isArray(value) ? value : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        misfits.push(entry);
        continue;
      }
      for (const [key, item] of Object.entries(source)) {
        copied += copyWeight;
        if (!Object.hasOwn(map, key)) setOwn(map, key, item);
      }
    }
  }
  return { copied, misfits };
}

/** The keys of a map that stand in it a second time. */
export function duplicatesIn(tape: Tape, text: string, map: number): Problem[] {
  const problems: Problem[] = [];
  const firsts = new Map<string, number>();
  for (const key of keysOf(tape, map)) {
    const name = keyText(tape, text, key);
    const start = tape.starts[key] ?? 0;
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, start);
    else problems.push(duplicateKey(name, first, { start, end: tape.ends[key] ?? start }));
  }
  return problems;
}
