import { type Api, fact, type Node, Schema } from 'specgate/rule';

/** Where shared definitions stand in 2.0. */
const DEFINITIONS = ['definitions', 'parameters', 'responses', 'securityDefinitions'] as const;
const NOT_FOLLOWED: ReadonlySet<string> = new Set(['components', ...DEFINITIONS]);

/** Everything that is found by following the operations of a description: children, references, mappings and links. */
export const reachedNodes: (api: Api) => ReadonlySet<Node> = fact((api: Api) => {
  const reached = new Set<Node>();
  for (const [field, slot] of Object.entries(api.slots ?? {}))
    if (!NOT_FOLLOWED.has(field)) enter(slot, reached);
  for (const node of namedSomewhere(api)) reached.add(node);
  // A set goes on over what is added meanwhile.
  for (const node of reached) {
    for (const field in node.slots) enter(node.slots[field], reached);
    if (node instanceof Schema && node.discriminator !== undefined) enterHeirs(node, reached);
  }
  return reached;
});

type Slot = Node | readonly Node[] | ReadonlyMap<string, Node> | undefined;

function enter(slot: Slot, reached: Set<Node>): void {
  if (slot === undefined) return;
  if (slot instanceof Map) for (const node of slot.values()) reached.add(node);
  else if (Array.isArray(slot)) for (const node of slot) reached.add(node);
  else if ('kind' in slot) reached.add(slot);
}

/** Schemas that inherit by `allOf` are chosen by the discriminator of their parent, without being named. */
function enterHeirs(parent: Schema, reached: Set<Node>): void {
  for (const { owner } of parent.referrers)
    if (owner instanceof Schema && owner.allOf.includes(parent)) reached.add(owner);
}

/** More values than this are not looked through. */
const MOST_VALUES = 500_000;
const REFERENCE = /^#\/(?:components\/)?(\w+)\/([^/]+)/;

/**
 * The definitions that are referred to from anywhere but other definitions: by extensions, as `x-webhooks` does, and from
 * where no such reference may stand, which is a mistake of its own.
 */
function namedSomewhere(api: Api): readonly Node[] {
  const found = new Set<Node>();
  const queue: unknown[] = [];
  for (const key in api.raw) if (!NOT_FOLLOWED.has(key)) queue.push(api.raw[key]);
  for (let at = 0; at < queue.length && at < MOST_VALUES; at += 1) {
    const value = queue[at];
    if (typeof value !== 'object' || value === null) continue;
    if ('$ref' in value && typeof value.$ref === 'string') {
      const node = definitionAt(api, value.$ref);
      if (node !== undefined) found.add(node);
    }
    for (const item of Object.values(value)) if (typeof item === 'object') queue.push(item);
  }
  return [...found];
}

function definitionAt(api: Api, reference: string): Node | undefined {
  const [, section = '', name = ''] = REFERENCE.exec(reference) ?? [];
  const slot = api.version === '2.0' ? api.slots?.[section] : api.components?.slots?.[section];
  return slot instanceof Map
    ? slot.get(name.replaceAll('~1', '/').replaceAll('~0', '~'))
    : undefined;
}
