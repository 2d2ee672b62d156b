import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../src/model/fields.ts';
import { ANYTHING, mayHave, presenceOf, presenceOfAny } from '../../src/model/presence.ts';
import { modelOf } from './model-of.ts';

const { api, nodes } = modelOf(`openapi: 3.0.3
info: { title: Shop, version: '1' }
paths: {}
components:
  schemas:
    A: { type: string, pattern: '^a$', $comment: none of 3.0 }
    B: { type: object, x-internal: true, properties: { constructor: { nullable: true } } }
`);
const schemas = new Map(nodes.Schema.map((schema) => [schema.key, schema]));

function may(name: string, ...fields: readonly string[]): boolean {
  const schema = schemas.get(name);
  return schema !== undefined && mayHave(schema, presenceOfAny('Schema', fields));
}

describe('which fields an object may have', () => {
  test('those that it has, extensions among them', () => {
    expect([may('A', 'pattern'), may('A', 'type'), may('A', 'format')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([may('B', 'x-other'), may('A', 'x-other')]).toEqual([true, false]);
    expect(may('A', 'format', 'pattern')).toBe(true);
    expect([may('constructor', 'nullable'), may('constructor', 'type')]).toEqual([true, false]);
  });

  test('not those of other versions, which read as undefined', () => {
    expect(may('A', '$comment')).toBe(false);
    expect(schemas.get('A')?.$comment).toBeUndefined();
  });

  test('any, where nobody looked', () => {
    const unseen = { presentLow: ANYTHING, presentHigh: ANYTHING };
    for (const name of Object.keys(FIELDS.Schema))
      expect(mayHave(unseen, presenceOf('Schema', name))).toBe(true);
    expect(mayHave(api, presenceOfAny('Extension', ['value']))).toBe(true);
  });

  test('each field of a schema has a bit of its own but the last ones, which share one', () => {
    const names = Object.keys(FIELDS.Schema);
    const bits = names.map((name) => JSON.stringify(presenceOf('Schema', name)));
    expect(new Set(bits).size).toBe(Math.min(names.length, 63));
  });
});
