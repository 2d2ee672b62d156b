import type { Bundle } from '../resolve/bundle.ts';
import type { Pointer } from '../source/pointer.ts';
import { type ChildField, EVERY } from './fields.ts';
import {
  Api,
  CLASSES,
  Discriminator,
  Extension,
  type Kind,
  type Kinds,
  type PlainKind,
  Reference,
} from './kinds.ts';
import { layoutOf } from './layout.ts';
import { followContainer, link, type Resolution } from './link.ts';
import type { Malformed, Model } from './model.ts';
import type { Node, Raw, Slot, Standing } from './node.ts';
import { completeV2, inlineSchema, RENAMED_IN_V2, readAsV3 } from './v2.ts';
import type { Version } from './version.ts';

/** The nodes of each kind, while they are being made. */
export type Nodes = { [K in Kind]: Kinds[K][] };

/** What the walk is filling. */
export interface Building {
  readonly api: Api;
  readonly bundle: Bundle;
  readonly nodes: Nodes;
  readonly malformed: Malformed[];
  /** References whose target is not known yet. */
  readonly pending: Reference[];
  /** Where references lead, by file, kind and text. */
  readonly resolutions: Map<string, Resolution>;
  /** Nodes made only because a reference leads there, by place and kind. */
  readonly targets: Map<string, Node>;
  /** Lists and maps that a `$ref` stands for, each made once. */
  readonly containers: Map<object, Slot>;
}

/** Makes the nodes of a description, whatever its version. Never throws for what the document holds. */
export function build(bundle: Bundle, version: Version): Model {
  const api = new Api(bundle.root, version, bundle.documents);
  const building: Building = {
    api,
    bundle,
    nodes: emptyNodes(),
    malformed: [],
    pending: [],
    resolutions: new Map(),
    targets: new Map(),
    containers: new Map(),
  };
  building.nodes.Api.push(api);
  fill(building, api);
  link(building);
  if (version === '2.0') completeV2(building);
  return { version, api, nodes: building.nodes, malformed: building.malformed };
}

/** Makes the node of a kind for a value, and all below it; undefined if the value cannot be one. */
export function visit(
  building: Building,
  kind: PlainKind,
  value: unknown,
  standing: Standing,
): Node | undefined {
  if (!fits(kind, value)) {
    building.malformed.push({ place: placeOf(standing), expected: kind, many: 'one' });
    return undefined;
  }
  // What fits is an object, a boolean schema or the text of a 2.0 discriminator.
  const raw = value as Raw;
  if (isPureReference(raw, kind, building.api)) return refer(building, kind, raw, standing);
  const read = building.api.version === '2.0' ? readAsV3(kind, raw) : raw;
  const node: Node = new CLASSES[kind](standing, read, building.api);
  if (read !== raw) node.renamed = RENAMED_IN_V2;
  // The class that made the node is the one of its kind, which the compiler cannot follow through the index.
  (building.nodes[kind] as Node[]).push(node);
  if (typeof raw === 'object') fill(building, node);
  return node;
}

function fits(kind: PlainKind, value: unknown): boolean {
  if (typeof value === 'object') return value !== null && !Array.isArray(value);
  if (kind === 'Schema') return typeof value === 'boolean';
  return kind === 'Discriminator' && typeof value === 'string';
}

function placeOf(standing: Standing): Pointer {
  return { source: standing.source, parent: standing.parent, key: standing.key };
}

/** Keys that say nothing about what a reference leads to. */
const ANNOTATIONS = new Set(['$ref', 'summary', 'description', '$comment']);

/**
 * Whether an object with `$ref` is nothing but the reference. Siblings are ignored up to 3.0 (OpenAPI 3.0.4
 * §4.8.23.1), and of Reference Objects always; beside the `$ref` of a 3.1 schema or of a path item, they count.
 */
function isPureReference(raw: Raw, kind: PlainKind, api: Api): boolean {
  if (raw.$ref === undefined || typeof raw !== 'object' || !Object.hasOwn(raw, '$ref'))
    return false;
  const siblingsCount =
    kind === 'PathItem' || kind === 'Webhook' || (kind === 'Schema' && !api.hasOldSchemas);
  if (!siblingsCount) return true;
  for (const key in raw) if (!ANNOTATIONS.has(key) && !isExtension(key)) return false;
  return true;
}

/** Makes a reference to a kind of node, to be followed when all of the description has been walked. */
export function refer(
  building: Building,
  kind: PlainKind,
  raw: Raw,
  standing: Standing,
  text: unknown = raw.$ref,
): Reference {
  const made = new Reference(
    standing,
    raw,
    building.api,
    kind,
    typeof text === 'string' ? text : '',
  );
  if (typeof text !== 'string' || text === '') {
    made.problem = 'malformed';
    made.reason = text === '' ? 'it is empty' : 'it is not a text';
  }
  building.nodes.Reference.push(made);
  building.pending.push(made);
  return made;
}

/** Makes the nodes below a node. */
function fill(building: Building, node: Node): void {
  const { raw } = node;
  const layout = layoutOf(node.kind, building.api.version);
  for (const key in raw) {
    if (isExtension(key) && node.kind !== 'SecurityRequirement') {
      extend(building, node, node, raw, key);
      continue;
    }
    const field = layout.children.get(key);
    if (field !== undefined) put(node, key, child(building, node, key, field));
    else if (layout.every !== undefined) putEvery(building, node, key, layout.every);
  }
  if (raw.$ref !== undefined && Object.hasOwn(raw, '$ref')) {
    const { source, parent, key } = node;
    // Only kinds of the table are filled.
    put(
      node,
      '$ref',
      refer(building, node.kind as PlainKind, raw, { source, parent, key, owner: node }),
    );
  }
  if (node instanceof Discriminator) mapTo(building, node);
  if (building.api.version === '2.0') inlineSchema(building, node);
}

function put(node: Node, slot: string, value: Slot | undefined): void {
  if (value === undefined) return;
  node.slots ??= {};
  node.slots[slot] = value;
}

/** In a kind that is a map itself, each key holds a node. */
function putEvery(building: Building, node: Node, key: string, field: ChildField): void {
  const { source } = node;
  // The table names kinds of its own only.
  const kind = field.child as PlainKind;
  const made = visit(building, kind, node.raw[key], { source, parent: node, key, owner: node });
  if (made === undefined) return;
  const all = node.slots?.[EVERY];
  if (all instanceof Map) all.set(key, made);
  else put(node, EVERY, new Map([[key, made]]));
}

function child(building: Building, node: Node, key: string, field: ChildField): Slot | undefined {
  const value = node.raw[key];
  const kind = field.child as PlainKind;
  const { source } = node;
  if (field.many === 'one')
    return visit(building, kind, value, { source, parent: node, key, owner: node });
  return container(building, kind, field.many, value, { source, parent: node, key }, node);
}

/** A list or a map of nodes; where a `$ref` stands for the whole of it, the one that it leads to. */
function container(
  building: Building,
  kind: PlainKind,
  many: 'list' | 'map',
  value: unknown,
  place: Pointer,
  owner: Node,
): Slot | undefined {
  if (typeof value === 'object' && value !== null) {
    if (Object.hasOwn(value, '$ref') && typeof (value as Raw).$ref === 'string') {
      const { source, parent, key } = place;
      const reference = refer(building, kind, value as Raw, { source, parent, key, owner });
      building.pending.pop();
      const end = followContainer(building, reference);
      if (end === undefined) return undefined;
      const known = building.containers.get(end.value);
      if (known !== undefined) return known;
      return fillContainer(building, kind, many, end.value, end.place, owner);
    }
    return fillContainer(building, kind, many, value, place, owner);
  }
  building.malformed.push({ place, expected: kind, many });
  return undefined;
}

function fillContainer(
  building: Building,
  kind: PlainKind,
  many: 'list' | 'map',
  value: object,
  place: Pointer,
  owner: Node,
): Slot | undefined {
  if (Array.isArray(value) !== (many === 'list')) {
    building.malformed.push({ place, expected: kind, many });
    return undefined;
  }
  if (Array.isArray(value)) return fillList(building, kind, value, place, owner);
  return fillMap(building, kind, value as Raw, place, owner);
}

function fillList(
  building: Building,
  kind: PlainKind,
  values: readonly unknown[],
  parent: Pointer,
  owner: Node,
): readonly Node[] {
  const made: Node[] = [];
  if (parent.parent !== owner) building.containers.set(values, made);
  for (let key = 0; key < values.length; key += 1) {
    const node = visit(building, kind, values[key], { source: parent.source, parent, key, owner });
    if (node !== undefined) made.push(node);
  }
  return made;
}

/** Maps in which the specification has `x-…` for extensions; in all others it is a name like any other. */
const EXTENSIBLE = new Set(['paths', 'responses', 'callbacks', 'flows', 'webhooks', 'scopes']);

function fillMap(
  building: Building,
  kind: PlainKind,
  values: Raw,
  parent: Pointer,
  owner: Node,
): ReadonlyMap<string, Node> {
  const made = new Map<string, Node>();
  if (parent.parent !== owner) building.containers.set(values, made);
  const extensible = EXTENSIBLE.has(String(parent.key));
  for (const key in values) {
    if (extensible && isExtension(key)) {
      extend(building, owner, parent, values, key);
      continue;
    }
    const node = visit(building, kind, values[key], { source: parent.source, parent, key, owner });
    if (node !== undefined) made.set(key, node);
  }
  return made;
}

function extend(building: Building, owner: Node, parent: Pointer, holder: Raw, key: string): void {
  const standing = { source: parent.source, parent, key, owner };
  building.nodes.Extension.push(new Extension(standing, holder[key], building.api));
}

function isExtension(key: string): boolean {
  return key.charCodeAt(0) === 120 && key.charCodeAt(1) === 45;
}

/** A mapping's values are names of schemas or references to them (OpenAPI 3.1.1 §4.8.25.2). */
function mapTo(building: Building, node: Discriminator): void {
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

function emptyNodes(): Nodes {
  const nodes: { [kind: string]: Node[] } = { Api: [], Extension: [], Reference: [] };
  for (const kind of Object.keys(CLASSES)) nodes[kind] = [];
  // The keys are those of CLASSES and the three kinds outside of it: together, all of Kind.
  return nodes as unknown as Nodes;
}
