import { isKind } from '../is-kind.ts';
import type { Schema } from '../kinds.ts';
import type { Node } from '../node.ts';
import { inTextOrder } from '../text-order.ts';
import { fact } from './fact.ts';
import { placeNameOf } from './places.ts';

/** More schemas than this are not taken together: where thousands hold for one value, each of them would be asked about all. */
const MOST_PARTS = 300;
/** More ways of use than this are not told apart. */
const MOST_WHOLES = 16;
/** Nobody makes an object of more schemas than this and refines one's properties in another. */
const MOST_REFINING = 100;
/** Where compositions cross, there are more ways than anybody can follow. */
const MOST_STEPS = 100;

/** The schemas that hold together for one value: itself, the one it refers to beside other keywords, and all of `allOf`, deeply; at most 300. */
export const partsOf: (schema: Schema) => readonly Schema[] = fact((schema: Schema) => {
  if (schema.ref === undefined && schema.allOf.length === 0) return [schema];
  const parts = new Set<Schema>();
  collect(schema, parts);
  return [...parts];
});

function collect(schema: Schema, parts: Set<Schema>): void {
  if (parts.has(schema) || parts.size >= MOST_PARTS) return;
  parts.add(schema);
  if (schema.ref !== undefined) collect(schema.ref, parts);
  for (const member of schema.allOf) collect(member, parts);
}

/** One way in which a schema judges a value: together with these others, on behalf of `head`. */
export interface Whole {
  readonly head: Schema;
  readonly parts: readonly Schema[];
}

/**
 * Every way in which the schema is used. A member of `allOf` is judged with its siblings; a branch of `oneOf` or `anyOf`
 * with what stands beside the list; a property, or the items of a list, with what all of these say of it; everything else
 * by itself.
 */
export const wholesOf: (schema: Schema) => readonly Whole[] = fact((schema: Schema) => {
  if (schema.referrers.length === 0 && joinedTo(schema) === undefined) return wholesBelow(schema);
  const wholes: Whole[] = [];
  const also = conditionOf(schema);
  gather(schema, [], { also, left: MOST_STEPS, room: MOST_PARTS, wholes });
  return wholes.length > 0 ? wholes : [{ head: schema, parts: partsOf(schema) }];
});

/** What holds wherever a `then` is asked: its `if`. */
function conditionOf({ owner, parent, key }: Schema): readonly Schema[] {
  const isThen = key === 'then' && parent === owner && isKind(owner, 'Schema');
  return isThen && owner.if !== undefined ? partsOf(owner.if) : [];
}

/** The ways of use of what stands inside one schema only: they are those of the object or list that it is a part of. */
function wholesBelow(schema: Schema): readonly Whole[] {
  const own = partsOf(schema);
  const alone = [{ head: schema, parts: own }];
  const { owner, parent, key } = schema;
  if (!isKind(owner, 'Schema')) return alone;
  const isItem = parent === owner && key === 'items';
  if (!isItem && (parent?.parent !== owner || parent.key !== 'properties')) return alone;
  const wholes = wholesOf(owner);
  const isRefined = ({ parts }: Whole) => parts.length > 1 && parts.length <= MOST_REFINING;
  if (!wholes.some(isRefined)) return alone;
  return wholes.map(({ parts }) => {
    const all = new Set(own);
    for (const part of parts.slice(0, MOST_REFINING)) {
      const same = isItem ? part.items : part.properties.get(String(key));
      if (same !== undefined) collect(same, all);
    }
    return { head: schema, parts: [...all] };
  });
}

/** A way up from a schema to what judges the same value: one schema may be reached on several. */
interface Ascent {
  /** What holds on every way. */
  readonly also: readonly Schema[];
  left: number;
  /** How many more parts the ways may have together, since rules look at all parts of all ways. */
  room: number;
  readonly wholes: Whole[];
}

function gather(at: Schema, below: readonly Schema[], ascent: Ascent): void {
  if (below.includes(at) || isDone(ascent)) return;
  ascent.left -= 1;
  const way = [...below, at];
  const { judges, standsAlone } = schemaUsesOf(at);
  for (const judge of judges) {
    if (isDone(ascent)) break;
    gather(judge, way, ascent);
  }
  if (!standsAlone || ascent.wholes.length >= MOST_WHOLES || ascent.room <= 0) return;
  const parts = partsOn(way, ascent.also);
  ascent.room -= parts.length;
  ascent.wholes.push({ head: at, parts });
}

function isDone({ left, room, wholes }: Ascent): boolean {
  return left === 0 || room <= 0 || wholes.length >= MOST_WHOLES;
}

/** What holds together on a way up. What a schema is a part of has its parts too, so that long chains are not gathered anew at each step. */
function partsOn(way: readonly Schema[], also: readonly Schema[]): readonly Schema[] {
  const parts = new Set(also);
  for (const [index, step] of way.entries()) {
    parts.add(step);
    const next = way[index + 1];
    if (next !== undefined && partsOf(next).includes(step)) continue;
    for (const part of partsOf(step)) parts.add(part);
  }
  return [...parts];
}

interface SchemaUses {
  /** The schemas that judge the same value, by name. */
  readonly judges: readonly Schema[];
  /** Whether it is used by itself, too. */
  readonly standsAlone: boolean;
}

/** Found out once a schema: where all refer to all, it is met on the way up from each of them. */
const schemaUsesOf = fact((schema: Schema): SchemaUses => {
  const { referrers } = schema;
  const uses: readonly Node[] =
    referrers.length === 0 ? [schema] : isDefinition(schema) ? referrers : [schema, ...referrers];
  let standsAlone = false;
  const judges: Schema[] = [];
  for (const use of uses) {
    const joined = joinedTo(use);
    if (joined === undefined) standsAlone = true;
    else judges.push(joined);
  }
  return { judges: inTextOrder(judges, nameInOrder), standsAlone };
});

/** Where there are more ways than are told apart, which of them are must not depend on how a document is sorted. */
function nameInOrder(schema: Schema): string {
  return placeNameOf(schema, schema.api);
}

/** Whether a schema stands under a name for others to refer to, and judges nothing where it stands. */
function isDefinition(schema: Schema): boolean {
  return (
    schema.owner?.kind === 'Components' ||
    schema.parent?.key === 'definitions' ||
    schema.parent?.key === '$defs'
  );
}

/**
 * The schema that judges the same value, for a member of a composition, what an `if` leads to, what holds with a property,
 * and for a `$ref` beside other keywords.
 */
function joinedTo(use: Node): Schema | undefined {
  const { owner, parent } = use;
  if (!isKind(owner, 'Schema') || parent === undefined) return undefined;
  if (use.kind === 'Reference' && parent === owner.parent && use.key === owner.key) return owner;
  const isJoined =
    parent === owner
      ? use.key === 'then' || use.key === 'else'
      : parent.parent === owner && JOINING.has(parent.key);
  return isJoined ? owner : undefined;
}

/** Keywords that hold schemas for the value that their own schema judges (JSON Schema 2020-12 core §10.2). */
const JOINING = new Set<string | number>(['allOf', 'oneOf', 'anyOf', 'dependentSchemas']);

/** The lowest of a limit over schemas that hold together; undefined where none has it. */
export function lowest(
  parts: readonly Schema[],
  limit: 'maxLength' | 'maxItems' | 'maxProperties' | 'maximum',
): number | undefined {
  let least: number | undefined;
  for (const part of parts) {
    const value = part[limit];
    if (value !== undefined && (least === undefined || value < least)) least = value;
  }
  return least;
}

/** The types that schemas allow together; empty where none says. */
export function typesOf(parts: readonly Schema[]): readonly string[] {
  let types: readonly string[] = [];
  for (const part of parts) {
    if (part.types.length === 0) continue;
    types = types.length === 0 ? part.types : types.filter((type) => part.types.includes(type));
  }
  return types;
}

/** Properties by name over schemas that hold together; the first one where several define a name. */
export const propertiesOf: (schema: Schema) => ReadonlyMap<string, Schema> = fact(
  (schema: Schema) => {
    const parts = partsOf(schema);
    if (parts.length === 1) return schema.properties;
    const all = new Map<string, Schema>();
    for (const part of parts)
      for (const [name, property] of part.properties) if (!all.has(name)) all.set(name, property);
    return all;
  },
);

/** The alternatives of a schema: the members of `oneOf` and `anyOf` of all its parts. */
export function branchesOf(schema: Schema): readonly Schema[] {
  return partsOf(schema).flatMap((part) => [...part.oneOf, ...part.anyOf]);
}

/** Whether a schema says nothing at all about the value: `true`, `{}`, or annotations only. `besides` is a keyword that is not counted. */
export function isEmpty(schema: Schema, besides?: string): boolean {
  if (schema.boolean !== undefined) return schema.boolean;
  for (const key in schema.raw)
    if (!SILENT.has(key) && key !== besides && !key.startsWith('x-')) return false;
  return true;
}

/** Keywords that constrain nothing. */
const SILENT = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
  'externalDocs',
  'xml',
  '$comment',
  '$schema',
  '$id',
  '$anchor',
  '$defs',
  '$vocabulary',
]);
