import { inTextOrder, type Schema } from 'specgate/rule';
import { otherSpelling } from '../other-spelling.ts';
import { type Problem, wrong } from './problem.ts';
import { choiceProblems, oneOf } from './values.ts';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const OF_3_0 = new Set(TYPES);
const OF_2_0 = new Set([...TYPES, 'null', 'file']);
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
]);

export function schemaProblems(schema: Schema): readonly Problem[] {
  if (schema.boolean !== undefined) return NONE;
  let problems: readonly Problem[] = NONE;
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
  if (typeof type === 'string')
    return allowed.has(type) ? NONE : choiceProblems(schema, 'type', [...allowed]);
  if (version === '3.0' || !Array.isArray(type)) {
    return [wrong(schema.at('type'), 'type', 'a text', type)];
  }
  if (type.length === 0) return [wrong(schema.at('type'), 'type', 'a list with an entry', type)];
  return type.flatMap((item: unknown, index) =>
    typeof item === 'string' && allowed.has(item)
      ? []
      : [wrong(schema.at('type', index), 'type', oneOf([...allowed]), item)],
  );
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
  if (!Array.isArray(required))
    return [wrong(schema.at(field), field, 'a list of names', required)];
  if (required.length === 0 && schema.api.hasOldSchemas)
    return [wrong(schema.at(field), field, 'a list with an entry', required)];
  const seen = new Set<unknown>();
  const wrongOnes: number[] = [];
  for (const [position, name] of required.entries()) {
    if (typeof name !== 'string' || seen.has(name)) wrongOnes.push(position);
    seen.add(name);
  }
  const [index] = inTextOrder(wrongOnes, (position) => String(required[position]));
  if (index === undefined) return [];
  const expected = typeof required[index] === 'string' ? 'named only once' : 'a text';
  return [wrong(schema.at('required', index), `required[${index}]`, expected, required[index])];
}
