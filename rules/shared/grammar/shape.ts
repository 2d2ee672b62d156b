import { type FieldType, fieldTypesOf, type Node, suggest, type Version } from 'specgate/rule';
import { INLINE_FIELDS, isInlineSchema, isItemsObject } from './inline.ts';
import { isObject, type Problem, wrong } from './problem.ts';

/** Fields that are no fields of the object in a version, and fields with a value of another shape. */
export function shapeProblems(node: Node): readonly Problem[] {
  const types = fieldTypesOf(node.kind, node.api.version);
  if (types === undefined) return NONE;
  let problems: Problem[] | undefined;
  for (const key in node.raw) {
    if (key.charCodeAt(0) === 120 && key.charCodeAt(1) === 45) continue;
    const type = types.get(key);
    if (type !== undefined) {
      if (isRight(node.raw[key], type) && !isNameInV2(node, key)) continue;
      problems ??= [];
      checkShape(node, key, type, problems);
    } else if (key !== '$ref' && !isInline(node, key)) {
      problems ??= [];
      problems.push(...unknown(node, key, types));
    }
  }
  return problems ?? NONE;
}

const NONE: readonly never[] = [];

/** 2.0 has the name of a property where 3.x has an object. */
function isNameInV2(node: Node, key: string): boolean {
  return key === 'discriminator' && node.api.version === '2.0';
}

/** Nearly all fields are what they should be; they are told so without making anything. */
function isRight(value: unknown, type: FieldType): boolean {
  if (type.child !== undefined) return isWellFormed(value, type.many);
  return type.value === 'any' || isPlain(value, type.value);
}

/** In 2.0 a parameter or header and its schema are one object, which either of them sees. */
function isInline(node: Node, key: string): boolean {
  if (node.api.version !== '2.0') return false;
  // What `basic` is read as is not written.
  if (node.renamed !== undefined && Object.hasOwn(node.renamed, key)) return true;
  if (node.kind === 'Parameter' || node.kind === 'Header') return INLINE_FIELDS.has(key);
  if (node.kind !== 'Schema') return false;
  return isInlineSchema(node) || (key === 'collectionFormat' && isItemsObject(node));
}

/**
 * Schemas of JSON Schema 2020-12 may hold keywords of any vocabulary; there, only what is a letter away from a keyword is
 * told, since it was meant to be that one. Words of two letters are a letter away from many.
 */
function unknown(
  node: Node,
  field: string,
  types: ReadonlyMap<string, FieldType>,
): readonly Problem[] {
  const near = suggest(field, types.keys());
  const problem = { what: 'unknown', at: node.at(field), field } as const;
  if (isOfSchema(node, field)) return [{ ...problem, what: 'misplaced' }];
  const isOpen = node.kind === 'Schema' && !node.api.hasOldSchemas;
  if (!isOpen) return [near === undefined ? problem : { ...problem, near }];
  const isSlip =
    field.length > 2 &&
    near !== undefined &&
    near[0] === field[0] &&
    Math.abs(near.length - field.length) <= 1;
  return isSlip && !OLD_KEYWORDS.has(field) ? [{ ...problem, near }] : [];
}

/** 2.0 has the keywords of the schema beside the name of a parameter; later versions have not. */
function isOfSchema({ kind, api }: Node, field: string): boolean {
  if (kind !== 'Parameter' && kind !== 'Header') return false;
  return INLINE_FIELDS.has(field) && api.version !== '2.0';
}

/** Keywords of other versions, which mean nothing in 3.1 and are no slips. */
const OLD_KEYWORDS = new Set([
  'nullable',
  'definitions',
  'dependencies',
  'id',
  '$recursiveRef',
  '$recursiveAnchor',
]);

const WORDS = {
  text: 'a text',
  flag: 'true or false',
  number: 'a number',
  texts: 'a list of texts',
} as const;

function checkShape(node: Node, key: string, type: FieldType, problems: Problem[]): void {
  const value = node.raw[key];
  if (type.child !== undefined) {
    checkChild(node, { key, value, many: type.many, isSchema: type.child === 'Schema' }, problems);
    return;
  }
  if (type.value === 'any' || isPlain(value, type.value)) return;
  // The version of a description may be written as a number: a rule of its own says so.
  if ((key === 'openapi' || key === 'swagger') && typeof value === 'number') return;
  if (type.value === 'texts' && Array.isArray(value)) {
    const index = value.findIndex((item) => typeof item !== 'string');
    problems.push(wrong(node.at(key, index), `${key}[${index}]`, 'a text', value[index]));
  } else problems.push(wrong(node.at(key), key, WORDS[type.value], value));
}

/** Whether a value is an object, or a list or map of nothing but objects. */
function isWellFormed(value: unknown, many: 'one' | 'list' | 'map'): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (many === 'list') {
    if (!Array.isArray(value)) return false;
    for (let index = 0; index < value.length; index += 1) if (!isObject(value[index])) return false;
    return true;
  }
  if (Array.isArray(value)) return false;
  if (many === 'one') return true;
  // Only own keys are enumerable: the values come from a parser.
  const entries = value as { readonly [key: string]: unknown };
  for (const key in entries) if (!isObject(entries[key])) return false;
  return true;
}

function isPlain(value: unknown, type: keyof typeof WORDS): boolean {
  if (type === 'text') return typeof value === 'string';
  if (type === 'flag') return typeof value === 'boolean';
  if (type === 'number') return Number.isFinite(value);
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

interface Child {
  readonly key: string;
  readonly value: unknown;
  readonly many: 'one' | 'list' | 'map';
  readonly isSchema: boolean;
}

/** Where booleans are schemas: everywhere since 3.1, before that for `additionalProperties` alone. */
function mayBeBoolean({ key, isSchema }: Child, version: Version): boolean {
  return isSchema && (key === 'additionalProperties' || version === '3.1' || version === '3.2');
}

function checkChild(node: Node, child: Child, problems: Problem[]): void {
  const { key, value, many, isSchema } = child;
  const fits = (item: unknown) =>
    isObject(item) || (typeof item === 'boolean' && mayBeBoolean(child, node.api.version));
  const word = isSchema && mayBeBoolean(child, node.api.version) ? 'a schema' : 'an object';
  if (isNameInV2(node, key)) {
    if (typeof value !== 'string') problems.push(wrong(node.at(key), key, 'a text', value));
    return;
  }
  if (many === 'one') {
    const expected = isOldTuple(node, key, value) ? 'a schema (a list is "prefixItems")' : word;
    if (!fits(value)) problems.push(wrong(node.at(key), key, expected, value));
    return;
  }
  // A reference that stands for the whole list or map is followed; what is there is judged there.
  if (isObject(value) && typeof value.$ref === 'string') return;
  if (many === 'list') {
    if (!Array.isArray(value)) problems.push(wrong(node.at(key), key, 'a list', value));
    else
      checkItems(
        node,
        child,
        { items: value.map((item, index) => [index, item]), fits, word },
        problems,
      );
  } else if (!isObject(value)) problems.push(wrong(node.at(key), key, 'an object', value));
  else checkItems(node, child, { items: Object.entries(value), fits, word }, problems);
}

/** What `items` was allowed to be before JSON Schema 2020-12. */
function isOldTuple(node: Node, key: string, value: unknown): boolean {
  return key === 'items' && Array.isArray(value) && !node.api.hasOldSchemas;
}

/** Maps whose keys may be extensions, by their owner. */
const EXTENSIBLE: { readonly [kind: string]: string } = {
  Api: 'paths',
  Operation: 'responses',
  SecurityScheme: 'flows',
};

interface Items {
  readonly items: readonly (readonly [key: string | number, value: unknown])[];
  readonly fits: (item: unknown) => boolean;
  readonly word: string;
}

function checkItems(
  node: Node,
  { key }: Child,
  { items, fits, word }: Items,
  problems: Problem[],
): void {
  for (const [name, item] of items) {
    if (fits(item) || (EXTENSIBLE[node.kind] === key && String(name).startsWith('x-'))) continue;
    const field = typeof name === 'number' ? `${key}[${name}]` : name;
    problems.push(wrong(node.at(key, name), field, word, item));
  }
}
