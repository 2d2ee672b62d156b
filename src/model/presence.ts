import { FIELDS, type FieldTable, type TableKind } from './fields.ts';
import type { Kind } from './kinds.ts';

/** Which fields an object may have: a bit a field, in two words. Most fields of most objects are not there. */
export interface Presence {
  readonly low: number;
  readonly high: number;
}

/** What the bits of a node that nobody has looked through say: anything may be there. */
export const ANYTHING = -1;

/** Stands for all keys that begin with `x-`. */
export const EXTENSIONS: Presence = { low: 0, high: 1 << 31 };

/** The last bit for a field of its own; all later fields of a kind share one, since a bit only says "may be there". */
const LAST = 62;

/** The bit of a field of a kind, or that of all extensions. */
export function presenceOf(kind: TableKind, name: string): Presence {
  if (name.startsWith('x-')) return EXTENSIONS;
  const table: FieldTable = FIELDS[kind];
  const bit = Math.min(Object.keys(table).indexOf(name), LAST);
  return bit < 32 ? { low: 1 << bit, high: 0 } : { low: 0, high: 1 << (bit - 32) };
}

/** The bits of several fields of a kind; what a kind without fixed fields has is not known. */
export function presenceOfAny(kind: Kind, names: readonly string[]): Presence {
  let low = 0;
  let high = 0;
  for (const name of names) {
    const bits = isTableKind(kind) ? presenceOf(kind, name) : EVERYTHING;
    low |= bits.low;
    high |= bits.high;
  }
  return { low, high };
}

/** Whether an object may have one of the fields that the bits stand for. */
export function mayHave(
  { presentLow, presentHigh }: { readonly presentLow: number; readonly presentHigh: number },
  { low, high }: Presence,
): boolean {
  return (presentLow & low) !== 0 || (presentHigh & high) !== 0;
}

const EVERYTHING: Presence = { low: ANYTHING, high: ANYTHING };

function isTableKind(kind: Kind): kind is TableKind {
  return Object.hasOwn(FIELDS, kind);
}
