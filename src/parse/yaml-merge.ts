/** A merge key `<<` of a map: what it brings in, and its entry on the tape. */
export interface Merge {
  readonly value: unknown;
  readonly entry: number;
}

/** How much merging cost, and the entry of a merge key whose value cannot be merged. */
export interface Merged {
  readonly copied: number;
  readonly misfit: number | undefined;
}

/** A merged key is a copy, which costs memory as an alias does not. */
const copyWeight = 4;

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

/** Adds what merge keys bring in. Keys of the map itself win, then later merge keys, then the first map of a list. */
export function mergeInto(map: Record<string, unknown>, merges: readonly Merge[]): Merged {
  let copied = 0;
  let misfit: number | undefined;
  for (const { value, entry } of merges.toReversed()) {
    for (const source of Array.isArray(value) ? value : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        misfit = entry;
        continue;
      }
      for (const [key, item] of Object.entries(source)) {
        copied += copyWeight;
        if (!Object.hasOwn(map, key)) setOwn(map, key, item);
      }
    }
  }
  return { copied, misfit };
}
