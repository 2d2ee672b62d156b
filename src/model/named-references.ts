import { type Building, put } from './building.ts';
import type { Api, Discriminator } from './kinds.ts';
import type { Node, Raw } from './node.ts';
import { refer } from './refer.ts';

/** A mapping's values are names of schemas or references to them (OpenAPI 3.1.1 §4.8.25.2). */
export function mapTo(building: Building, node: Discriminator): void {
  const { mapping } = node;
  if (typeof mapping !== 'object' || mapping === null) return;
  const parent = node.at('mapping');
  const mapped = new Map<string, Node>();
  for (const [key, value] of Object.entries(mapping)) {
    const isName =
      typeof value === 'string' && /^[\w.-]+$/.test(value) && hasSchema(building.api, value);
    const text = isName ? `#/components/schemas/${value}` : value;
    const source = isName ? building.api.source : node.source;
    const standing = { source: node.source, parent, key, owner: node };
    const reference = refer(building, 'Schema', {}, standing, text);
    reference.base = source;
    mapped.set(key, reference);
  }
  put(node, 'mapped', mapped);
}

function hasSchema(api: Api, name: string): boolean {
  const components = api.raw.components;
  if (typeof components !== 'object' || components === null) return false;
  const { schemas } = components as Raw;
  return typeof schemas === 'object' && schemas !== null && Object.hasOwn(schemas, name);
}
