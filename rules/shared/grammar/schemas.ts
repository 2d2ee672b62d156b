import type { Schema } from 'specgate/rule';
import { isObject, type Problem, wrong } from './problem.ts';
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

export function schemaProblems(schema: Schema): readonly Problem[] {
  if (schema.boolean !== undefined) return [];
  return [
    ...typeProblems(schema),
    ...countProblems(schema),
    ...boundProblems(schema),
    ...listProblems(schema),
  ];
}

function typeProblems(schema: Schema): readonly Problem[] {
  const { type } = schema.raw;
  if (type === undefined) return [];
  const allowed =
    schema.api.version === '2.0'
      ? [...TYPES, 'null', 'file']
      : schema.api.hasOldSchemas
        ? TYPES
        : [...TYPES, 'null'];
  if (typeof type === 'string') return choiceProblems(schema, 'type', allowed);
  if (schema.api.version === '3.0' || !Array.isArray(type))
    return [wrong(schema.at('type'), 'type', 'a text', type)];
  if (type.length === 0) return [wrong(schema.at('type'), 'type', 'a list with an entry', type)];
  return type.flatMap((item: unknown, index) =>
    typeof item === 'string' && allowed.includes(item)
      ? []
      : [wrong(schema.at('type', index), 'type', oneOf(allowed), item)],
  );
}

function countProblems(schema: Schema): readonly Problem[] {
  return COUNTS.flatMap((field) => {
    const value = schema.raw[field];
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= 0)) return [];
    return [wrong(schema.at(field), field, 'a whole number from 0 on', value)];
  });
}

function boundProblems(schema: Schema): readonly Problem[] {
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
  const { enum: values, required, mapping } = schema.raw;
  const problems: Problem[] = [];
  if (values !== undefined && !Array.isArray(values))
    problems.push(wrong(schema.at('enum'), 'enum', 'a list', values));
  else if (Array.isArray(values) && values.length === 0 && schema.api.hasOldSchemas)
    problems.push(wrong(schema.at('enum'), 'enum', 'a list with an entry', values));
  if (required !== undefined) problems.push(...requiredListProblems(schema, required));
  for (const field of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) {
    const list = schema.raw[field];
    if (Array.isArray(list) && list.length === 0 && !schema.api.hasOldSchemas)
      problems.push(wrong(schema.at(field), field, 'a list with an entry', list));
  }
  if (mapping !== undefined && isObject(mapping)) return problems;
  return problems;
}

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
