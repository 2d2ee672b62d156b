import type { Pointer } from '../source/pointer.ts';
import type { Place } from '../source/source.ts';

/** A step towards wanted places: one for all pointers with the same steps. The locator fills in `place`. */
export interface Wanted {
  readonly parent: Wanted | undefined;
  children: Map<string, Wanted> | undefined;
  place: Place | undefined;
}

/** The steps to a set of pointers, as a tree that a locator walks beside the text. */
export interface WantedTree {
  readonly root: Wanted;
  readonly of: ReadonlyMap<Pointer, Wanted>;
}

/** Pointers that share a parent object share the work, which is what makes 50,000 of them cheap. */
export function wantedTree(pointers: readonly Pointer[]): WantedTree {
  const root: Wanted = { parent: undefined, children: undefined, place: undefined };
  const of = new Map<Pointer, Wanted>();
  const climb: Pointer[] = [];
  for (const pointer of pointers) {
    let at = pointer;
    let node = of.get(at);
    while (node === undefined) {
      climb.push(at);
      if (at.parent === undefined) node = root;
      else {
        at = at.parent;
        node = of.get(at);
      }
    }
    for (let step = climb.pop(); step !== undefined; step = climb.pop()) {
      if (step.parent !== undefined) node = childOf(node, String(step.key));
      of.set(step, node);
    }
  }
  return { root, of };
}

function childOf(node: Wanted, key: string): Wanted {
  node.children ??= new Map();
  let child = node.children.get(key);
  if (child === undefined) {
    child = { parent: node, children: undefined, place: undefined };
    node.children.set(key, child);
  }
  return child;
}

/** Of two equal keys the later counts, so what was found below the earlier is forgotten. */
export function forgetBelow(node: Wanted): void {
  if (node.children === undefined) return;
  for (const child of node.children.values()) {
    if (child.place === undefined) continue;
    child.place = undefined;
    forgetBelow(child);
  }
}

/** The place of each pointer, or of its nearest ancestor that exists. */
export function placesOf(tree: WantedTree, pointers: readonly Pointer[]): Map<Pointer, Place> {
  const places = new Map<Pointer, Place>();
  for (const pointer of pointers) {
    let node = tree.of.get(pointer);
    while (node !== undefined && node.place === undefined) node = node.parent;
    if (node?.place !== undefined) places.set(pointer, node.place);
  }
  return places;
}
