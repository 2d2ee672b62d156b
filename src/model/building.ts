import type { Base, Bundle } from '../resolve/bundle.ts';
import type { Deferred } from './container.ts';
import type { Api, Kind, Kinds, PlainKind, Reference } from './kinds.ts';
import type { Resolution } from './link.ts';
import type { Made } from './made.ts';
import type { Malformed } from './model.ts';
import type { Node, Slot } from './node.ts';
import { ANYTHING } from './presence.ts';

/** The nodes of each kind, while they are being made. */
export type Nodes = { [K in Kind]: Kinds[K][] };

/** What the walk is filling. */
export interface Building {
  readonly api: Api;
  readonly bundle: Bundle;
  readonly nodes: Nodes;
  readonly malformed: Malformed[];
  /** References whose target is not known yet. */
  readonly pending: Reference[];
  /** Lists and maps for which a `$ref` stands. */
  readonly deferred: Deferred[];
  /** Where references lead, by what they are relative to, kind and text. */
  readonly resolutions: Map<Base, Map<PlainKind, Map<string, Resolution>>>;
  /** Whether the root has been walked, and nodes are made because references lead there. */
  isLinking: boolean;
  readonly made: Made;
  /** References that are no use of what they lead to, as a step of a chain that no node holds. */
  readonly uncounted: Set<Reference>;
  /** Lists and maps that a `$ref` stands for, each made once. */
  readonly containers: Map<object, Slot>;
}

/** Sets what a field of a node holds. */
export function put(node: Node, slot: string, value: Slot | undefined): void {
  if (value === undefined) return;
  node.slots ??= {};
  node.slots[slot] = value;
}

/** Sets what a field holds that is not among the keys of the object, or was. */
export function putAnew(node: Node, slot: string, value: Slot | undefined): void {
  node.presentLow = ANYTHING;
  node.presentHigh = ANYTHING;
  put(node, slot, value);
}
