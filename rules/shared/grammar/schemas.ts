import type { Schema } from 'specgate/rule';
import { type Problem, wrong } from './problem.ts';
import { choiceProblems, oneOf } from './values.ts';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const COUNTS = [
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'maxProperties',
  'minProperties',
  'maxContains',
  'minContains',
];

const OF_3_0 = new Set(TYPES);
const OF_2_0 = new Set([...TYPES, 'null', 'file']);
const OF_3_1 = new Set([...TYPES, 'null']);
const NONE: readonly never[] = [];

export function schemaProblems(schema: Schema): readonly Problem[] {
  if (schema.boolean !== undefined) return NONE;
  const parts = [
    typeProblems(schema),
    countProblems(schema),
    boundProblems(schema),
    listProblems(schema),
  ];
  return parts.every((part) => part.length === 0) ? NONE : parts.flat();
}

function typeProblems(schema: Schema): readonly Problem[] {
  const { type } = schema.raw;
  if (type === undefined) return NONE;
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

function countProblems(schema: Schema): readonly Problem[] {
  let problems: Problem[] | undefined;
  for (const field of COUNTS) {
    const value = schema.raw[field];
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= 0)) continue;
    problems ??= [];
    problems.push(wrong(schema.at(field), field, 'a whole number from 0 on', value));
  }
  return problems ?? NONE;
}

function boundProblems(schema: Schema): readonly Problem[] {
  const { exclusiveMinimum, exclusiveMaximum, multipleOf: step } = schema.raw;
  if (exclusiveMinimum === undefined && exclusiveMaximum === undefined && step === undefined)
    return NONE;
  const problems: Problem[] = [];
  const type = schema.api.hasOldSchemas ? 'boolean' : 'number';
  for (const field of ['exclusiveMinimum', 'exclusiveMaximum']) {
    const value = schema.raw[field];
    if (value !== undefined && typeof value !== type) {
      problems.push(
        wrong(schema.at(field), field, type === 'boolean' ? 'true or false' : 'a number', value),
      );
    }
  }
  const { multipleOf } = schema.raw;
  if (typeof multipleOf === 'number' && multipleOf <= 0)
    problems.push(wrong(schema.at('multipleOf'), 'multipleOf', 'more than 0', multipleOf));
  return problems;
}

function listProblems(schema: Schema): readonly Problem[] {
  const { enum: values, required } = schema.raw;
  const problems: Problem[] = [];
  if (values !== undefined && !Array.isArray(values))
    problems.push(wrong(schema.at('enum'), 'enum', 'a list', values));
  else if (Array.isArray(values) && values.length === 0 && schema.api.hasOldSchemas)
    problems.push(wrong(schema.at('enum'), 'enum', 'a list with an entry', values));
  if (required !== undefined) problems.push(...requiredListProblems(schema, required));
  if (schema.api.hasOldSchemas) return problems;
  const { examples } = schema.raw;
  if (examples !== undefined && !Array.isArray(examples))
    problems.push(wrong(schema.at('examples'), 'examples', 'a list', examples));
  for (const field of LISTS) {
    const list = schema.raw[field];
    if (Array.isArray(list) && list.length === 0) {
      problems.push(wrong(schema.at(field), field, 'a list with an entry', list));
    }
  }
  return problems;
}

const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

function requiredListProblems(schema: Schema, required: unknown): readonly Problem[] {
  if (!Array.isArray(required))
    return [wrong(schema.at('required'), 'required', 'a list of names', required)];
  if (required.length === 0 && schema.api.hasOldSchemas)
    return [wrong(schema.at('required'), 'required', 'a list with an entry', required)];
  const index = required.findIndex(
    (name: unknown, position) => typeof name !== 'string' || required.indexOf(name) !== position,
  );
  if (index === -1) return [];
  const expected = typeof required[index] === 'string' ? 'named only once' : 'a text';
  return [wrong(schema.at('required', index), `required[${index}]`, expected, required[index])];
}
