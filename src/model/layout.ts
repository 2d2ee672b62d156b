import { type ChildField, EVERY, FIELDS, type FieldTable, type TableKind } from './fields.ts';
import type { Kind } from './kinds.ts';
import { isWrittenIn } from './made-in-v2.ts';
import { type Presence, presenceOf } from './presence.ts';
import { type Version, versionBit } from './version.ts';

/** What the walk has to know of a key. */
export interface Entry extends Presence {
  /** What it leads to, where it leads to nodes. */
  readonly child: ChildField | undefined;
}

/** The fields of a kind, in one version. */
export interface Layout {
  readonly fields: ReadonlyMap<string, Entry>;
  /** What every other key holds, in kinds that are maps themselves. */
  readonly every: ChildField | undefined;
}

const NO_FIELDS: Layout = { fields: new Map(), every: undefined };

const layouts = new Map<Version, ReadonlyMap<Kind, Layout>>();

/** What the keys of an object of this kind mean. */
export function layoutOf(kind: Kind, version: Version): Layout {
  let known = layouts.get(version);
  if (known === undefined) {
    known = layoutsOf(version);
    layouts.set(version, known);
  }
  return known.get(kind) ?? NO_FIELDS;
}

function layoutsOf(version: Version): ReadonlyMap<Kind, Layout> {
  const bit = versionBit(version);
  const result = new Map<Kind, Layout>();
  for (const kind of Object.keys(FIELDS) as TableKind[]) {
    const table: FieldTable = FIELDS[kind];
    const fields = new Map<string, Entry>();
    let every: ChildField | undefined;
    for (const [name, field] of Object.entries(table)) {
      if ((field.versions & bit) === 0) continue;
      const child = 'child' in field ? field : undefined;
      if (child !== undefined && !isWrittenIn(version, kind, name)) continue;
      if (name === EVERY) every = child;
      else fields.set(name, { ...presenceOf(kind, name), child });
    }
    result.set(kind, { fields, every });
  }
  return result;
}
