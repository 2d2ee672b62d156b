import type { Pointer } from '../source/pointer.ts';
import { descend } from './descend.ts';
import { Reference } from './kinds.ts';
import type { Node, Raw, Standing } from './node.ts';

/**
 * Nodes that were made because a reference leads there, by the value they were made of, so that no place is ever two
 * nodes of a kind. What stands below them is not listed: asking for a value that was never a key costs nearly nothing.
 */
export type Made = Map<object, Node[]>;

export function remember(made: Made, raw: Raw | object, node: Node): void {
  if (typeof raw !== 'object') return;
  const nodes = made.get(raw);
  if (nodes === undefined) made.set(raw, [node]);
  else nodes.push(node);
}

/** The node of a kind that was made for the value at this place; an alias puts the same value at several. */
export function madeAt(made: Made, kind: string, raw: Raw, place: Pointer): Node | undefined {
  return made.get(raw)?.find((node) => kindOf(node) === kind && isSamePlace(node, place));
}

/** The node of a kind that was made as a part of another one. */
export function madeBelow(
  made: Made,
  kind: string,
  { value, steps }: { readonly value: unknown; readonly steps: readonly string[] },
): Node | undefined {
  let at: unknown = value;
  for (let length = 0; length < steps.length; length += 1) {
    if (typeof at !== 'object' || at === null) return undefined;
    for (const node of made.get(at) ?? []) {
      if (depthOf(node) !== length) continue;
      const found = descend(node, steps.slice(length));
      if (found !== undefined && kindOf(found) === kind) return found;
    }
    at = Reflect.get(at, steps[length] ?? '');
  }
  return undefined;
}

function depthOf(pointer: Pointer): number {
  let depth = 0;
  for (let at = pointer.parent; at !== undefined; at = at.parent) depth += 1;
  return depth;
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
