import {
  EVERY,
  FIELDS,
  type FieldTable,
  type Many,
  type TableKind,
  type ValueType,
} from './fields.ts';
import type { Kind } from './kinds.ts';
import { isWrittenIn } from './made-in-v2.ts';
import { type Version, versionBit } from './version.ts';

/** What may stand in a field: a plain value, or one, a list or a map of nodes. */
export type FieldType =
  | { readonly value: ValueType; readonly child?: undefined }
  | { readonly child: string; readonly many: Many; readonly value?: undefined };

/** The fixed fields that an object of a kind may have in a document of a version; undefined for kinds that have none, such as `Callback`. */
export function fieldTypesOf(
  kind: Kind,
  version: Version,
): ReadonlyMap<string, FieldType> | undefined {
  let known = types.get(version);
  if (known === undefined) {
    known = typesIn(version);
    types.set(version, known);
  }
  return known.get(kind);
}

const types = new Map<Version, ReadonlyMap<Kind, ReadonlyMap<string, FieldType>>>();

function typesIn(version: Version): ReadonlyMap<Kind, ReadonlyMap<string, FieldType>> {
  const bit = versionBit(version);
  const kinds = new Map<Kind, ReadonlyMap<string, FieldType>>();
  for (const kind of Object.keys(FIELDS) as TableKind[]) {
    const table: FieldTable = FIELDS[kind];
    if (Object.hasOwn(table, EVERY)) continue;
    const present = Object.entries(table).filter(
      ([field, { versions }]) => (versions & bit) !== 0 && isWrittenIn(version, kind, field),
    );
    kinds.set(kind, new Map(present));
  }
  return kinds;
}
