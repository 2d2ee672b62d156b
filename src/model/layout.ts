import { type ChildField, EVERY, FIELDS, type FieldTable, type TableKind } from './fields.ts';
import type { Kind } from './kinds.ts';
import { type Version, versionBit } from './version.ts';

/** The fields of a kind that hold nodes, in one version. */
export interface Layout {
  readonly children: ReadonlyMap<string, ChildField>;
  /** What every other key holds, in kinds that are maps themselves. */
  readonly every: ChildField | undefined;
}

const NO_CHILDREN: Layout = { children: new Map(), every: undefined };

const layouts = new Map<Version, ReadonlyMap<Kind, Layout>>();

/** Which keys of an object of this kind lead to nodes. */
export function layoutOf(kind: Kind, version: Version): Layout {
  let known = layouts.get(version);
  if (known === undefined) {
    known = layoutsOf(versionBit(version));
    layouts.set(version, known);
  }
  return known.get(kind) ?? NO_CHILDREN;
}

function layoutsOf(bit: number): ReadonlyMap<Kind, Layout> {
  const result = new Map<Kind, Layout>();
  for (const kind of Object.keys(FIELDS) as TableKind[]) {
    const table: FieldTable = FIELDS[kind];
    const children = new Map<string, ChildField>();
    for (const [name, field] of Object.entries(table)) {
      if ('child' in field && (field.versions & bit) !== 0) children.set(name, field);
    }
    const every = children.get(EVERY);
    children.delete(EVERY);
    result.set(kind, { children, every });
  }
  return result;
}
