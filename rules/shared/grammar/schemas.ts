import { inTextOrder, type Pointer, type Schema } from 'specgate/rule';
import { otherSpelling } from '../other-spelling.ts';
import { isInlineSchema, isItemsObject, itemsProblems } from './inline.ts';
import { isObject, type Problem, wrong } from './problem.ts';
import { choiceProblems, oneOf } from './values.ts';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const OF_3_0 = new Set(TYPES);
const OF_2_0 = new Set([...TYPES, 'null']);
const OF_3_1 = new Set([...TYPES, 'null']);
const NONE: readonly never[] = [];

/** What a value under a keyword has to be. */
type Check = (schema: Schema, field: string, value: unknown) => readonly Problem[];

/** By keyword, so that a schema is asked only about what it has. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['type', typeProblems],
  ['maxLength', countProblems],
  ['minLength', countProblems],
  ['maxItems', countProblems],
  ['minItems', countProblems],
  ['maxProperties', countProblems],
  ['minProperties', countProblems],
  ['maxContains', countProblems],
  ['minContains', countProblems],
  ['exclusiveMinimum', boundProblems],
  ['exclusiveMaximum', boundProblems],
  ['multipleOf', stepProblems],
  ['enum', valueProblems],
  ['required', requiredListProblems],
  ['examples', exampleProblems],
  ['allOf', partProblems],
  ['anyOf', partProblems],
  ['oneOf', partProblems],
  ['prefixItems', partProblems],
  ['$id', identifierProblems],
  ['$anchor', anchorProblems],
  ['$dynamicAnchor', anchorProblems],
  ['$vocabulary', vocabularyProblems],
  ['dependentRequired', dependentProblems],
]);

export function schemaProblems(schema: Schema): readonly Problem[] {
  if (schema.boolean !== undefined) return NONE;
  const isItems = schema.api.version === '2.0' && isItemsObject(schema);
  let problems: readonly Problem[] = isItems ? itemsProblems(schema) : NONE;
  for (const field in schema.raw) {
    const found = CHECKS.get(field)?.(schema, field, schema.raw[field]);
    if (found === undefined || found.length === 0) continue;
    // `constraint-ignored-in-version` says more of what other versions would read.
    if (otherSpelling(schema, field) === undefined) problems = [...problems, ...found];
  }
  return problems;
}

function typeProblems(schema: Schema, _field: string, type: unknown): readonly Problem[] {
  const { version } = schema.api;
  const allowed = version === '2.0' ? OF_2_0 : version === '3.0' ? OF_3_0 : OF_3_1;
  if (type === 'file' && mayBeFile(schema)) return NONE;
  if (typeof type === 'string')
    return allowed.has(type) ? NONE : choiceProblems(schema, 'type', [...allowed]);
  if (version === '3.0' || !Array.isArray(type)) {
    return [wrong(schema.at('type'), 'type', 'a text', type)];
  }
  if (type.length === 0) return [wrong(schema.at('type'), 'type', 'a list with an entry', type)];
  const twice = type.findIndex((item, index) => type.indexOf(item) < index);
  if (twice !== -1)
    return [wrong(schema.at('type', twice), `type[${twice}]`, 'named only once', type[twice])];
  return type.flatMap((item: unknown, index) =>
    typeof item === 'string' && allowed.has(item)
      ? []
      : [wrong(schema.at('type', index), 'type', oneOf([...allowed]), item)],
  );
}

/** In 2.0 the body of a response may be a file, and a form field, whose own check says so. */
function mayBeFile(schema: Schema): boolean {
  if (schema.api.version !== '2.0') return false;
  return schema.owner?.kind === 'Response' || isInlineSchema(schema);
}

/** Values of another type are told with the shape of the schema. */
function countProblems(schema: Schema, field: string, value: unknown): readonly Problem[] {
  if (typeof value !== 'number' || (Number.isInteger(value) && value >= 0)) return NONE;
  return [wrong(schema.at(field), field, 'a whole number from 0 on', value)];
}

function boundProblems(schema: Schema, field: string, value: unknown): readonly Problem[] {
  const { hasOldSchemas } = schema.api;
  if (hasOldSchemas ? typeof value === 'boolean' : Number.isFinite(value)) return NONE;
  return [wrong(schema.at(field), field, hasOldSchemas ? 'true or false' : 'a number', value)];
}

function stepProblems(schema: Schema, field: string, value: unknown): readonly Problem[] {
  if (typeof value !== 'number' || value > 0) return NONE;
  return [wrong(schema.at(field), field, 'more than 0', value)];
}

function valueProblems(schema: Schema, field: string, values: unknown): readonly Problem[] {
  if (!Array.isArray(values)) return [wrong(schema.at(field), field, 'a list', values)];
  if (values.length > 0 || !schema.api.hasOldSchemas) return NONE;
  return [wrong(schema.at(field), field, 'a list with an entry', values)];
}

function exampleProblems(schema: Schema, field: string, examples: unknown): readonly Problem[] {
  if (schema.api.hasOldSchemas || Array.isArray(examples)) return NONE;
  return [wrong(schema.at(field), field, 'a list', examples)];
}

function partProblems(schema: Schema, field: string, parts: unknown): readonly Problem[] {
  if (schema.api.hasOldSchemas || !Array.isArray(parts) || parts.length > 0) return NONE;
  return [wrong(schema.at(field), field, 'a list with an entry', parts)];
}

function requiredListProblems(
  schema: Schema,
  field: string,
  required: unknown,
): readonly Problem[] {
  if (Array.isArray(required) && required.length === 0 && schema.api.hasOldSchemas)
    return [wrong(schema.at(field), field, 'a list with an entry', required)];
  return namesProblems(schema.at(field), required);
}

/** A list of names, each once. */
function namesProblems(at: Pointer, names: unknown): readonly Problem[] {
  const field = String(at.key);
  if (!Array.isArray(names)) return [wrong(at, field, 'a list of names', names)];
  const seen = new Set<unknown>();
  const wrongOnes: number[] = [];
  for (const [position, name] of names.entries()) {
    if (typeof name !== 'string' || seen.has(name)) wrongOnes.push(position);
    seen.add(name);
  }
  const [index] = inTextOrder(wrongOnes, (position) => String(names[position]));
  if (index === undefined) return [];
  const expected = typeof names[index] === 'string' ? 'named only once' : 'a text';
  const place = { source: at.source, parent: at, key: index };
  return [wrong(place, `${field}[${index}]`, expected, names[index])];
}

function dependentProblems(schema: Schema, field: string, lists: unknown): readonly Problem[] {
  if (schema.api.hasOldSchemas) return NONE;
  if (!isObject(lists)) return [wrong(schema.at(field), field, 'an object', lists)];
  return Object.entries(lists).flatMap(([name, names]) =>
    namesProblems(schema.at(field, name), names),
  );
}

function vocabularyProblems(schema: Schema, field: string, flags: unknown): readonly Problem[] {
  if (schema.api.hasOldSchemas) return NONE;
  if (!isObject(flags)) return [wrong(schema.at(field), field, 'an object', flags)];
  return Object.entries(flags)
    .filter(([, flag]) => typeof flag !== 'boolean')
    .map(([name, flag]) => wrong(schema.at(field, name), name, 'true or false', flag));
}

/** A fragment would name a part of the schema, which `$anchor` is for. */
function identifierProblems(schema: Schema, field: string, id: unknown): readonly Problem[] {
  if (typeof id !== 'string' || schema.api.hasOldSchemas || /^[^#]*#?$/.test(id)) return NONE;
  return [wrong(schema.at(field), field, 'an address without a fragment', id)];
}

function anchorProblems(schema: Schema, field: string, anchor: unknown): readonly Problem[] {
  if (typeof anchor !== 'string' || schema.api.hasOldSchemas) return NONE;
  if (/^[A-Za-z_][-A-Za-z0-9._]*$/.test(anchor)) return NONE;
  return [wrong(schema.at(field), field, 'a plain name', anchor)];
}
