import type { Pointer } from '../source/pointer.ts';
import type { Place } from '../source/source.ts';

/**
 * A step towards wanted places: one for all pointers with the same steps. The locator fills in where it stands.
 * Numbers and a linked list, since with 100,000 steps small objects and arrays keep the garbage collector busy.
 */
export interface Wanted {
  readonly name: string;
  readonly parent: Wanted | undefined;
  /** The next child of the same parent. */
  readonly next: Wanted | undefined;
  first: Wanted | undefined;
  size: number;
  /** The children by name, where there are many. */
  index: Map<string, Wanted> | undefined;
  /** The key's span, -1 if it has none. */
  keyStart: number;
  keyEnd: number;
  /** Whether it is the last step of a pointer. */
  isEnd: boolean;
  /** The value's span, -1 as long as it is not found. */
  start: number;
  end: number;
}

/** With so few children, looking at each is faster than cutting the name out of the text and hashing it. */
const few = 8;

/** The steps to a set of pointers, as a tree that a locator walks beside the text. */
export interface WantedTree {
  readonly root: Wanted;
  /** The last step of each pointer. */
  readonly ends: readonly Wanted[];
  /** How many of them differ. */
  readonly size: number;
}

/** Pointers that share a parent object share the way to it, which is what makes 50,000 of them cheap. */
export function wantedTree(pointers: readonly Pointer[]): WantedTree {
  const root = newStep('', undefined);
  const known = new Map<Pointer, Wanted>();
  let size = 0;
  const ends = pointers.map(({ parent, key }) => {
    const end = parent === undefined ? root : childOf(stepAt(parent, known, root), key);
    if (!end.isEnd) size += 1;
    end.isEnd = true;
    return end;
  });
  return { root, ends, size };
}

function stepAt(pointer: Pointer, known: Map<Pointer, Wanted>, root: Wanted): Wanted {
  const way: Pointer[] = [];
  let at = pointer;
  let step = known.get(at);
  while (step === undefined) {
    way.push(at);
    if (at.parent === undefined) step = root;
    else {
      at = at.parent;
      step = known.get(at);
    }
  }
  for (const next of way.reverse()) {
    if (next.parent !== undefined) step = childOf(step, next.key);
    known.set(next, step);
  }
  return step;
}

function childOf(parent: Wanted, key: string | number): Wanted {
  const name = String(key);
  const known = childNamed(parent, name);
  if (known !== undefined) return known;
  const child = newStep(name, parent);
  parent.first = child;
  parent.size += 1;
  if (parent.index !== undefined) parent.index.set(name, child);
  else if (parent.size > few) parent.index = indexOf(parent);
  return child;
}

function newStep(name: string, parent: Wanted | undefined): Wanted {
  return {
    name,
    parent,
    next: parent?.first,
    first: undefined,
    size: 0,
    index: undefined,
    keyStart: -1,
    keyEnd: -1,
    isEnd: false,
    start: -1,
    end: -1,
  };
}

function indexOf(parent: Wanted): Map<string, Wanted> {
  const index = new Map<string, Wanted>();
  for (let child = parent.first; child !== undefined; child = child.next) {
    index.set(child.name, child);
  }
  return index;
}

/** The wanted step from a place to its child of that name. */
export function childNamed(parent: Wanted, name: string): Wanted | undefined {
  if (parent.index !== undefined) return parent.index.get(name);
  let child = parent.first;
  while (child !== undefined && child.name !== name) child = child.next;
  return child;
}

/** As `childNamed`, for a name that stands in a text as it is. */
export function childSpelled(
  parent: Wanted,
  text: string,
  start: number,
  end: number,
): Wanted | undefined {
  if (parent.index !== undefined) return parent.index.get(text.slice(start, end));
  const length = end - start;
  let child = parent.first;
  while (
    child !== undefined &&
    !(child.name.length === length && text.startsWith(child.name, start))
  ) {
    child = child.next;
  }
  return child;
}

/** Says that a step is looked at again: of two equal keys the later counts, with what is below it. */
export function forget(step: Wanted): void {
  if (step.start === -1) return;
  step.start = -1;
  for (let child = step.first; child !== undefined; child = child.next) forget(child);
}

/** The place of each pointer, or of its nearest ancestor that exists; the root always does. */
export function placesOf({ ends }: WantedTree): Place[] {
  return ends.map((end) => {
    let step = end;
    while (step.start === -1 && step.parent !== undefined) step = step.parent;
    return placeOf(step);
  });
}

function placeOf({ keyStart, keyEnd, start, end }: Wanted): Place {
  const key = keyStart === -1 ? undefined : { start: keyStart, end: keyEnd };
  return { key, value: { start, end } };
}
