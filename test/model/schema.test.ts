import { expect, test } from 'vitest';
import type { Schema } from '../../src/model/kinds.ts';
import { first, modelOf } from './model-of.ts';

function schemaOf(version: string, schema: string): Schema {
  const text =
    version === '2.0'
      ? `{ swagger: '2.0', definitions: { A: ${schema} } }`
      : `{ openapi: ${version}, components: { schemas: { A: ${schema} } } }`;
  return first(modelOf(text).nodes.Schema);
}

test.each([
  ['2.0', '{ type: string, x-nullable: true }'],
  ['3.0.3', '{ type: string, nullable: true }'],
  ['3.1.0', "{ type: [string, 'null'] }"],
  ['3.2.0', "{ type: ['null', string] }"],
])('null beside a type reads the same in %s', (version, written) => {
  const schema = schemaOf(version, written);
  expect(schema.types).toEqual(['string']);
  expect(schema.isNullable).toBe(true);
});

test('nullable means nothing in 3.1, and a type list nothing in 3.0', () => {
  expect(schemaOf('3.1.0', '{ type: string, nullable: true }').isNullable).toBe(false);
  expect(schemaOf('3.0.3', '{ type: [string, integer] }').types).toEqual([]);
});

test.each([
  ['3.0.3', '{ minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true }'],
  ['3.1.0', '{ exclusiveMinimum: 1, exclusiveMaximum: 9 }'],
  ['3.1.0', '{ minimum: 0, exclusiveMinimum: 1, maximum: 10, exclusiveMaximum: 9 }'],
])('exclusive bounds read the same in %s', (version, written) => {
  const schema = schemaOf(version, written);
  expect(schema.lower).toEqual({ value: 1, exclusive: true });
  expect(schema.upper).toEqual({ value: 9, exclusive: true });
});

test('the tighter of two bounds holds', () => {
  expect(schemaOf('3.1.0', '{ minimum: 5, exclusiveMinimum: 1 }').lower).toEqual({
    value: 5,
    exclusive: false,
  });
  expect(schemaOf('3.0.3', '{ minimum: 5 }').lower).toEqual({ value: 5, exclusive: false });
});

test('boolean schemas are schemas without fields', () => {
  const { nodes } = modelOf(
    '{ openapi: 3.1.0, components: { schemas: { Any: true, None: false } } }',
  );
  expect(nodes.Schema.map((schema) => schema.boolean)).toEqual([true, false]);
  expect(nodes.Schema.map((schema) => schema.types)).toEqual([[], []]);
  expect(nodes.Schema.map((schema) => schema.has('type'))).toEqual([false, false]);
});

test('const and enum read as one list of values', () => {
  expect(schemaOf('3.1.0', '{ const: 7 }').values).toEqual([7]);
  expect(schemaOf('3.1.0', '{ enum: [a, b] }').values).toEqual(['a', 'b']);
  expect(schemaOf('3.0.3', '{ const: 7 }').values).toBeUndefined();
});
