import type { Pointer } from '../source/pointer.ts';
import type { Api, Kind, Kinds } from './kinds.ts';
import type { Version } from './version.ts';

/** Something that stands where a node of another shape belongs. */
export interface Malformed {
  readonly place: Pointer;
  readonly expected: Kind;
  readonly many: 'one' | 'list' | 'map';
}

/** A description as nodes, one shape whatever its version. */
export interface Model {
  readonly version: Version;
  readonly api: Api;
  /** Every node by kind, each once, in document order; referenced files after the root. */
  readonly nodes: { readonly [K in Kind]: readonly Kinds[K][] };
  readonly malformed: readonly Malformed[];
}
