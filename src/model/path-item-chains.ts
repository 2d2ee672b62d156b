import type { Dead } from '../resolve/bundle.ts';
import type { Nodes } from './building.ts';
import { Reference } from './kinds.ts';
import type { Node } from './node.ts';
import { fail } from './reference-edge.ts';

/** Path items in a row, each with a `$ref` to the next beside fields of its own; nobody writes more than two. */
const MOST_IN_A_ROW = 20;
const CIRCLE: Dead = { problem: 'circular', reason: 'it leads back to itself' };
const TOO_LONG: Dead = {
  problem: 'unresolved',
  reason: `more than ${MOST_IN_A_ROW} path items refer to each other in a row`,
};

/**
 * Path items with fields of their own beside a `$ref` hold the operations of what it leads to as well, and so on. A reference
 * that closes a circle of them leads nowhere, as one does that makes the row longer than can be followed each time.
 */
export function endPathItemChains({ PathItem, Webhook }: Nodes): void {
  /** How many follow on each. */
  const lengths = new Map<Node, number>();
  for (const start of [...PathItem, ...Webhook]) {
    const row = new Set<Node>();
    let at: Node | undefined = start;
    while (at !== undefined && !lengths.has(at)) {
      row.add(at);
      lengths.set(at, 0);
      const reference = referenceBeside(at);
      at = reference?.target;
      if (reference !== undefined && at !== undefined && row.has(at)) {
        cut(reference, at, CIRCLE);
        at = undefined;
      }
    }
    let length = at === undefined ? -1 : (lengths.get(at) ?? 0);
    for (const item of [...row].reverse()) {
      length += 1;
      const reference = referenceBeside(item);
      if (length >= MOST_IN_A_ROW && reference?.target !== undefined) {
        cut(reference, reference.target, TOO_LONG);
        length = 0;
      }
      lengths.set(item, length);
    }
  }
}

function referenceBeside(item: Node): Reference | undefined {
  const reference: unknown = item.slots?.$ref;
  return reference instanceof Reference ? reference : undefined;
}

function cut(reference: Reference, target: Node, reason: Dead): void {
  reference.target = undefined;
  target.referrers = target.referrers.filter((referrer) => referrer !== reference);
  fail(reference, reason);
}
