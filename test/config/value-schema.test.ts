import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { compileSchema, SCHEMA_KEYWORDS } from '../../src/config/checks/value-schema.ts';
import type { Mistake } from '../../src/config/validate.ts';
import { cpuTime } from '../cpu-time.ts';

/** A schema or two for each keyword. */
const SCHEMAS: { readonly [keyword: string]: readonly unknown[] } = {
  type: ['string', 'integer', 'null', ['number', 'array'], 'object', 'boolean'],
  enum: [[1, 'a', null, { a: [1] }], [[]]],
  const: ['a', { b: 1, a: [1] }, null],
  minimum: [1],
  maximum: [1.5],
  exclusiveMinimum: [1],
  exclusiveMaximum: [3],
  multipleOf: [2, 0.5],
  minLength: [2],
  maxLength: [1],
  minItems: [2],
  maxItems: [1],
  minProperties: [2],
  maxProperties: [1],
  pattern: ['^a', 'b$'],
  required: [['a'], ['a', 'b'], ['toString']],
  properties: [{ a: { type: 'array' }, b: false }, { constructor: false }],
  additionalProperties: [false, { type: 'integer' }],
  propertyNames: [{ maxLength: 1 }],
  items: [{ type: 'integer' }, false],
  contains: [{ const: 1 }],
  uniqueItems: [true, false],
  not: [{ type: 'string' }, {}],
  allOf: [[{ type: 'integer' }, { minimum: 2 }]],
  anyOf: [[{ type: 'string' }, { minimum: 2 }]],
  oneOf: [
    [{ type: 'number' }, { type: 'integer' }],
    [{ required: ['a'] }, { required: ['b'] }],
  ],
};

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, 1, 1.5, 2, 3, -4, '', 'a', 'ab', '😀', 'b'],
  ...[
    [],
    [1],
    [1, 1],
    [1, '1'],
    ['a', 2],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [[1], [2]],
    [0, null],
  ],
  ...[{}, { a: 1 }, { a: [1] }, { a: [1], b: 1 }, { b: 1 }, { b: 1, a: [1] }, { long: 1 }],
];

describe('a JSON Schema in a check', () => {
  test('has an example of each keyword here', () => {
    expect(Object.keys(SCHEMAS).toSorted()).toEqual([...SCHEMA_KEYWORDS].toSorted());
  });

  const ajv = new Ajv2020({ strict: false, ownProperties: true });
  const cases = Object.entries(SCHEMAS).flatMap(([keyword, list]) =>
    list.map((given) => [keyword, given] as const),
  );
  test.each(cases)('says of %s: %j what ajv says', (keyword, given) => {
    for (const schema of [{ [keyword]: given }, { properties: { a: true }, [keyword]: given }]) {
      const mistakes: Mistake[] = [];
      const ours = compileSchema(schema, [], mistakes);
      expect(mistakes).toEqual([]);
      const validate = ajv.compile(schema);
      for (const value of VALUES) expect([value, ours(value)]).toEqual([value, validate(value)]);
    }
  });

  test.each(['$ref', 'format', 'if', 'prefixItems', 'patternProperties', 'minContains', 'tpye'])(
    'is refused at the keyword %s, wherever it stands',
    (keyword) => {
      const mistakes: { readonly steps: readonly (string | number)[]; readonly message: string }[] =
        [];
      compileSchema(
        { properties: { a: { allOf: [{ [keyword]: 'x' }] } } },
        ['checks', 0],
        mistakes,
      );
      expect(mistakes).toMatchObject([
        {
          steps: ['checks', 0, 'properties', 'a', 'allOf', 0, keyword],
          message: `the keyword "${keyword}" is not among those of checks`,
        },
      ]);
    },
  );

  test('looks for what stands twice in a long list in time', () => {
    const isUnique = compileSchema({ uniqueItems: true }, [], []);
    const items = Array.from({ length: 200_000 }, (_, at) => (at % 2 === 0 ? at : { at }));
    expect(cpuTime(() => expect(isUnique(items)).toBe(true))).toBeLessThan(20_000);
    expect(isUnique([...items, { at: 1 }])).toBe(false);
  });
});
