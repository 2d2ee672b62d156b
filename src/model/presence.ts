import { FIELDS, type FieldTable, type TableKind } from './fields.ts';

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

/** The bit of a field of a kind. */
export function presenceOf(kind: TableKind, name: string): Presence {
  const table: FieldTable = FIELDS[kind];
  const bit = Math.min(Object.keys(table).indexOf(name), LAST);
  return bit < 32 ? { low: 1 << bit, high: 0 } : { low: 0, high: 1 << (bit - 32) };
}
