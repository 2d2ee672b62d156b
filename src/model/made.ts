import type { Pointer } from '../source/pointer.ts';
import { type PlainKind, Reference } from './kinds.ts';
import type { Node, Raw, Standing } from './node.ts';

/** Nodes outside of the root's own walk, by kind and value, so that no place is ever two nodes of a kind. */
export type Made = Map<PlainKind, Map<object, Node>>;

export function remember(made: Made, kind: PlainKind, raw: Raw, node: Node): void {
  if (typeof raw !== 'object') return;
  const nodes = made.get(kind);
  if (nodes === undefined) made.set(kind, new Map([[raw, node]]));
  else nodes.set(raw, node);
}

/** The node of a kind that was made for the value at this place; an alias puts the same value at several. */
export function madeAt(
  made: Made,
  kind: PlainKind,
  raw: unknown,
  place: Pointer,
): Node | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const node = made.get(kind)?.get(raw);
  return node !== undefined && isSamePlace(node, place) ? node : undefined;
}

function isSamePlace(first: Pointer, second: Pointer): boolean {
  let [a, b]: [Pointer | undefined, Pointer | undefined] = [first, second];
  while (a !== b) {
    if (a === undefined || b === undefined || a.source !== b.source) return false;
    if (String(a.key) !== String(b.key)) return false;
    a = a.parent;
    b = b.parent;
  }
  return true;
}

/** Tells a node that was found through a reference first where it stands, once what holds it is walked. */
export function adopt(node: Node, { parent, owner }: Standing): void {
  // Readonly for rules; the builder that made the node may still place it.
  Object.assign(node, { parent, owner });
}

/** The kind that a node is, or for a reference that it should lead to. */
export function kindOf(node: Node): string {
  return node instanceof Reference ? node.expected : node.kind;
}
