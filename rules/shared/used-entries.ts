import { type Api, Components, fact, type Node, type Reference } from 'specgate/rule';
import { reachedNodes } from './reached-nodes.ts';

/** How a definition is listed among those that are used. */
export function placeKey(section: string, name: string | number): string {
  return `${section} ${name}`;
}

/** The definitions that operations lead to, whole or in part. */
export const usedEntries: (api: Api) => ReadonlySet<string> = fact((api: Api) => {
  const used = new Set<string>();
  const reached = reachedNodes(api);
  for (const node of reached) {
    // Whoever is below something that is reached stands in the same definition.
    if (node.owner !== undefined && reached.has(node.owner)) continue;
    const key = entryOf(node);
    if (key !== undefined) used.add(key);
  }
  for (const node of reached) {
    for (const reference of node.referrers) {
      if (reference.owner !== undefined && reached.has(reference.owner))
        enterAliases(reference, used);
    }
  }
  if (api.version !== '2.0') return used;
  // Bodies and form fields of 2.0 are no longer what the operation refers to.
  for (const [name, parameter] of api.parameters)
    if (parameter.referrers.length > 0) used.add(placeKey('parameters', name));
  return used;
});

/** The definitions that are nothing but a reference to the next, on the way to what a reference leads to in the end. */
function enterAliases(reference: Reference, used: Set<string>): void {
  for (let at = reference.next; at !== undefined; at = at.next) {
    const key = entryOf(at);
    if (key === undefined) continue;
    if (used.has(key)) return;
    used.add(key);
  }
}

/** The definition that a node stands in. */
function entryOf(node: Node): string | undefined {
  for (let at: Node | undefined = node; at !== undefined; at = at.owner) {
    const { owner, parent, key } = at;
    if (owner === undefined || parent === undefined) return undefined;
    const isEntry = owner instanceof Components || owner === owner.api;
    if (isEntry && parent.parent === owner) return placeKey(String(parent.key), key);
  }
  return undefined;
}
