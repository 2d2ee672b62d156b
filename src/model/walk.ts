import type { Pointer } from '../source/pointer.ts';
import { type Building, put } from './building.ts';
import { type ChildField, EVERY } from './fields.ts';
import { CLASSES, Extension, type Kind, type PlainKind, Reference } from './kinds.ts';
import { layoutOf } from './layout.ts';
import { adopt, madeAt } from './made.ts';
import { referByName } from './named-references.ts';
import type { Node, Raw, Slot, Standing } from './node.ts';
import { EXTENSIONS } from './presence.ts';
import { isExtension, isPureReference, refer } from './refer.ts';
import { referenceIn } from './reference-edge.ts';
import { inlineSchema, RENAMED_IN_V2, readAsV3 } from './v2.ts';
import type { Version } from './version.ts';

/** Makes the node of a kind for a value, and all below it; undefined if the value cannot be one. */
export function visit(
  building: Building,
  kind: PlainKind,
  value: unknown,
  standing: Standing,
): Node | undefined {
  if (!fits(kind, value, building.api.version)) {
    building.malformed.push({ place: placeOf(standing), expected: kind, many: 'one' });
    return undefined;
  }
  // What fits is an object, a boolean schema or the text of a 2.0 discriminator.
  const raw = value as Raw;
  if (building.isLinking) {
    const known = madeAt(building.made, kind, raw, standing);
    if (known !== undefined) return adopted(building, known, standing);
  }
  const node = make(building, kind, raw, standing);
  if (!(node instanceof Reference) && typeof raw === 'object') fill(building, node);
  return node;
}

function adopted(building: Building, known: Node, standing: Standing): Node {
  adopt(known, standing);
  // Held by a node now, it counts as a use of what it leads to.
  if (known instanceof Reference && building.uncounted.delete(known)) building.pending.push(known);
  return known;
}

function make(building: Building, kind: PlainKind, raw: Raw, standing: Standing): Node {
  if (isPureReference(raw, kind, building.api)) return refer(building, kind, raw, standing);
  const read = building.api.version === '2.0' ? readAsV3(kind, raw) : raw;
  const node: Node = new CLASSES[kind](standing, read, building.api);
  if (read !== raw) node.renamed = RENAMED_IN_V2;
  // The class that made the node is the one of its kind, which the compiler cannot follow through the index.
  (building.nodes[kind] as Node[]).push(node);
  return node;
}

/** Whether a value has the shape of an object of the kind. */
export function fits(kind: PlainKind, value: unknown, version: Version): boolean {
  if (typeof value === 'object') return value !== null && !Array.isArray(value);
  if (kind === 'Schema') return typeof value === 'boolean';
  return kind === 'Discriminator' && version === '2.0' && typeof value === 'string';
}

function placeOf(standing: Standing): Pointer {
  return { source: standing.source, parent: standing.parent, key: standing.key };
}

/** Makes the nodes below a node. */
export function fill(building: Building, node: Node): void {
  const { raw } = node;
  const layout = layoutOf(node.kind, building.api.version);
  let low = 0;
  let high = 0;
  for (const key in raw) {
    const isExtra = isExtension(key) && node.kind !== 'SecurityRequirement';
    if (isExtra) high |= EXTENSIONS.high;
    if (isExtra && !layout.fields.has(key)) {
      extend(building, node, node, raw, key);
      continue;
    }
    const field = layout.fields.get(key);
    if (field !== undefined) {
      low |= field.low;
      high |= field.high;
      if (field.child !== undefined) put(node, key, child(building, node, key, field.child));
    } else if (layout.every !== undefined) putEvery(building, node, key, layout.every);
  }
  node.presentLow = low;
  node.presentHigh = high;
  if (raw.$ref !== undefined && Object.hasOwn(raw, '$ref')) {
    const { source, parent, key } = node;
    // Only kinds of the table are filled.
    put(
      node,
      '$ref',
      refer(building, node.kind as PlainKind, raw, { source, parent, key, owner: node }),
    );
  }
  referByName(building, node);
  if (building.api.version === '2.0') inlineSchema(building, node, visit);
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
    if (referenceIn(value) === undefined)
      return fillContainer(building, kind, many, value, place, owner);
    const reference = refer(building, kind, value as Raw, { ...place, owner });
    building.pending.pop();
    if (reference.problem === undefined)
      building.deferred.push({ reference, kind, many, owner, key: String(place.key) });
    if (Array.isArray(value) || many === 'list' || Object.keys(value).length === 1)
      return undefined;
    return fillMap(building, kind, value as Raw, place, owner);
  }
  building.malformed.push({ place, expected: kind, many });
  return undefined;
}

/** Makes the nodes of a list or map. */
export function fillContainer(
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

/** What the maps hold, by their owner, in which `x-…` is an extension; in all others it is a name like any other. */
const EXTENSIBLE: { readonly [K in Kind]?: Kind } = {
  Api: 'PathItem',
  Operation: 'Response',
  SecurityScheme: 'OAuthFlow',
};

function fillMap(
  building: Building,
  kind: PlainKind,
  values: Raw,
  parent: Pointer,
  owner: Node,
): ReadonlyMap<string, Node> {
  const made = new Map<string, Node>();
  if (parent.parent !== owner) building.containers.set(values, made);
  const extensible = EXTENSIBLE[owner.kind] === kind;
  for (const key in values) {
    if (key === '$ref' && typeof values[key] === 'string') continue;
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
