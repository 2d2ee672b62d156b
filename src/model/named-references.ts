import { rootPointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import { type Building, put } from './building.ts';
import { type Api, Discriminator, Link, type PlainKind, type Reference } from './kinds.ts';
import type { Node, Raw, Standing } from './node.ts';
import { refer } from './refer.ts';
import { SecurityRequirement } from './security.ts';

/** Makes the references of a node that are written as a text under another key than `$ref`. */
export function referByName(building: Building, node: Node): void {
  if (node.kind === 'Schema') {
    // Asked first and of the raw object, since most nodes are schemas and next to none of them has it.
    if (node.raw.$dynamicRef !== undefined) followDynamically(building, node);
  } else if (node instanceof Discriminator) mapTo(building, node);
  else if (node instanceof Link) linkTo(building, node);
  else if (node instanceof SecurityRequirement) require(building, node);
}

/** A mapping's values are names of schemas or references to them (OpenAPI 3.1.1 §4.8.25.2). */
function mapTo(building: Building, node: Discriminator): void {
  const { mapping, defaultMapping } = node;
  const mapped = new Map<string, Node>();
  if (typeof mapping === 'object' && mapping !== null) {
    const parent = node.at('mapping');
    for (const [key, value] of Object.entries(mapping)) {
      const standing = { source: node.source, parent, key, owner: node };
      mapped.set(key, referToSchema(building, value, standing));
    }
  }
  if (defaultMapping !== undefined) {
    const standing = { source: node.source, parent: node, key: 'defaultMapping', owner: node };
    put(node, 'mappedByDefault', referToSchema(building, defaultMapping, standing));
  }
  if (mapped.size > 0) put(node, 'mapped', mapped);
}

function referToSchema(building: Building, value: unknown, standing: Standing): Reference {
  const home = typeof value === 'string' ? homeOf(building, value, standing) : undefined;
  const text = home === undefined ? value : `#/components/schemas/${value}`;
  const reference = refer(building, 'Schema', {}, standing, text);
  if (home !== undefined) reference.base = home;
  return reference;
}

/**
 * The description in which a value names a schema: the one that is scanned (OpenAPI 3.1.1, Resolving Implicit Connections), or else the one that the
 * mapping stands in. The map of schemas may be a reference.
 */
function homeOf(
  { api, bundle }: Building,
  value: string,
  { source }: Standing,
): Source | undefined {
  if (!/^[\w.-]+$/.test(value)) return undefined;
  if (hasComponent(api, 'schemas', value)) return api.source;
  return [api.source, source].find((home) => {
    const base = bundle.baseAt(rootPointer(home));
    return bundle.find(base, `#/components/schemas/${value}`).problem === undefined;
  });
}

function hasComponent(api: Api, section: string, name: string): boolean {
  const components = api.raw.components;
  if (typeof components !== 'object' || components === null) return false;
  const named = (components as Raw)[section];
  return typeof named === 'object' && named !== null && Object.hasOwn(named, name);
}

/** Leads to what `$ref` would lead to; which schema holds in the end depends on the way to it (JSON Schema 2020-12 §8.2.3.2). */
function followDynamically(building: Building, node: Node): void {
  const { $dynamicRef } = node.raw;
  if (typeof $dynamicRef === 'string' && !node.api.hasOldSchemas)
    referAt(building, node, '$dynamicRef', 'Schema', $dynamicRef);
}

/** A link does not use an operation but tells of it, and so does not count among those that refer to it. */
function linkTo(building: Building, node: Link): void {
  const { operationRef } = node;
  if (operationRef === undefined) return;
  const reference = referAt(building, node, 'operationRef', 'Operation', operationRef);
  building.uncounted.add(reference);
}

/** Since 3.2, a scheme may be named by the URI of its definition, if no component has that name. */
function require(building: Building, node: SecurityRequirement): void {
  if (node.api.version !== '3.2') return;
  const referred = new Map<string, Node>();
  for (const key in node.raw) {
    if (!/[/#:]|\.(?:ya?ml|json)$/i.test(key) || hasComponent(node.api, 'securitySchemes', key))
      continue;
    const standing = { source: node.source, parent: node, key, owner: node };
    referred.set(key, refer(building, 'SecurityScheme', {}, standing, key));
  }
  if (referred.size > 0) put(node, 'referred', referred);
}

function referAt(
  building: Building,
  node: Node,
  key: string,
  kind: PlainKind,
  text: string,
): Reference {
  const standing = { source: node.source, parent: node, key, owner: node };
  const reference = refer(building, kind, {}, standing, text);
  put(node, `${key} target`, reference);
  return reference;
}
