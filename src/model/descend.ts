import { Reference } from './kinds.ts';
import type { Node, Slot } from './node.ts';

/** The node or reference that the walk made at the end of these steps. Looks through no reference. */
export function descend(start: Node, steps: readonly string[]): Node | undefined {
  let node: Node | undefined = start;
  let at = 0;
  while (at < steps.length) {
    if (node === undefined || node instanceof Reference) return undefined;
    const slot = ownSlot(node, steps[at]);
    if (slot instanceof Map || Array.isArray(slot)) {
      node = itemOf(slot, steps[at + 1] ?? '');
      at += 2;
    } else {
      // A slot that is neither a map nor a list is a node.
      node = slot as Node | undefined;
      at += 1;
    }
  }
  return at === steps.length ? node : undefined;
}

function itemOf(slot: ReadonlyMap<string, Node> | readonly Node[], step: string): Node | undefined {
  if (slot instanceof Map) return slot.get(step);
  const list = slot as readonly Node[];
  const item = list[Number(step)];
  // Items of a wrong shape leave no node, and move those after them.
  return String(item?.key) === step ? item : list.find(({ key }) => String(key) === step);
}

/** What a field holds; a step of a document may be `__proto__` or `constructor`, which every object seems to have. */
function ownSlot({ slots }: Node, step = ''): Slot | undefined {
  return slots !== undefined && Object.hasOwn(slots, step) ? slots[step] : undefined;
}

/** The list or map that the walk made at the end of these steps. */
export function slotAt(start: Node, steps: readonly string[]): Slot | undefined {
  const holder = descend(start, steps.slice(0, -1));
  const slot = holder && ownSlot(holder, steps.at(-1));
  return slot instanceof Map || Array.isArray(slot) ? slot : undefined;
}
