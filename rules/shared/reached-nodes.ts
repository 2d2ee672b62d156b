import { type Api, fact, type Node, Schema } from 'specgate/rule';
import { DEFINITIONS, walked } from './document-walk.ts';

/** Everything that is found by following the operations of a description: children, references, mappings and links. */
export const reachedNodes: (api: Api) => ReadonlySet<Node> = fact((api: Api) => {
  const reached = new Set<Node>();
  for (const [field, slot] of Object.entries(api.slots ?? {}))
    if (!DEFINITIONS.has(field)) enter(slot, reached);
  enterNamed(api, reached);
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

const REFERENCE = /^#\/(?:components\/)?(\w+)\/([^/]+)/;

/**
 * The definitions that are referred to from anywhere but other definitions: by extensions, as `x-webhooks` does, and from
 * where no such reference may stand, which is a mistake of its own.
 */
function enterNamed(api: Api, reached: Set<Node>): void {
  for (const reference of walked(api).references) {
    const node = definitionAt(api, reference);
    if (node !== undefined) reached.add(node);
  }
}

function definitionAt(api: Api, reference: string): Node | undefined {
  const [, section = '', name = ''] = REFERENCE.exec(reference) ?? [];
  const slot = api.version === '2.0' ? api.slots?.[section] : api.components?.slots?.[section];
  return slot instanceof Map
    ? slot.get(name.replaceAll('~1', '/').replaceAll('~0', '~'))
    : undefined;
}
