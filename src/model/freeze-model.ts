import { deepFreeze } from './deep-freeze.ts';
import { freezeMap } from './freeze-map.ts';
import type { Model } from './model.ts';
import type { Node, Slot } from './node.ts';

/** Makes a model unchangeable, with the values that it was made of, for rules that nobody here has read. */
export function freezeModel({ api, nodes }: Model): void {
  for (const { value } of api.documents) deepFreeze(value);
  for (const ofKind of Object.values<readonly Node[]>(nodes)) {
    for (const node of ofKind) freezeNode(node);
    Object.freeze(ofKind);
  }
  Object.freeze(nodes);
}

function freezeNode(node: Node): void {
  const { slots, renamed, referrers } = node;
  // Answers are added to those that are there.
  node.answers ??= { question: undefined, value: undefined, next: null };
  for (const field in slots) freezeSlot(slots[field]);
  Object.freeze(slots);
  Object.freeze(renamed);
  Object.freeze(referrers);
  Object.freeze(node);
}

function freezeSlot(slot: Slot | undefined): void {
  if (Array.isArray(slot)) Object.freeze(slot);
  else if (slot instanceof Map) freezeMap(slot);
}
