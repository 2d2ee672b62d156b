import type { Pointer } from 'specgate/rule';

/** A plain value inside an extension, and where it stands. */
export interface Spot {
  readonly value: unknown;
  readonly at: Pointer;
}

/** What stands below a value, step by step; undefined where there is nothing. */
export function down(spot: Spot | undefined, ...keys: readonly string[]): Spot | undefined {
  let found = spot;
  for (const key of keys) {
    if (found === undefined || !isObject(found.value) || !Object.hasOwn(found.value, key))
      return undefined;
    found = below(found, key, found.value[key]);
  }
  return found;
}

/** The entries of an object or a list; nothing for other values. */
export function childrenOf(spot: Spot | undefined): readonly Spot[] {
  if (spot === undefined) return [];
  if (Array.isArray(spot.value)) return spot.value.map((value, index) => below(spot, index, value));
  if (!isObject(spot.value)) return [];
  return Object.entries(spot.value).map(([key, value]) => below(spot, key, value));
}

/** The key under which a value stands. */
export function keyOf(spot: Spot): string {
  return String(spot.at.key);
}

/** Every value below one, itself included; not deeper than 8 steps, nor more than 2000. */
export function everythingIn(spot: Spot): readonly Spot[] {
  const found: Spot[] = [spot];
  let from = 0;
  for (let depth = 0; depth < 8 && from < found.length; depth += 1) {
    const until = found.length;
    for (; from < until && found.length < 2000; from += 1) found.push(...childrenOf(found[from]));
    from = until;
  }
  return found;
}

function below(spot: Spot, key: string | number, value: unknown): Spot {
  return { value, at: { source: spot.at.source, parent: spot.at, key } };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
