import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/model/build.ts';
import { parse } from '../../src/parse/parse.ts';
import { openBundle } from '../../src/resolve/open-bundle.ts';
import { Source } from '../../src/source/source.ts';
import { inMemory, outcomes, policyFor, referring } from './built.ts';

const numbered = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

test('what is used twice at every level is walked once', () => {
  const { nodes } = inMemory({
    'openapi.yaml': `openapi: 3.0.3\ncomponents:\n  schemas:\n    S26: { type: string }\n${numbered(26, (index) => `    S${index}: { properties: { a: { $ref: '#/components/schemas/S${index + 1}' }, b: { $ref: '#/components/schemas/S${index + 1}' } } }`)}`,
  }).model;
  expect(nodes.Schema).toHaveLength(27);
});

test('also through files', () => {
  const files: { [name: string]: string } = {
    'openapi.yaml': referring(['s0.yaml']),
    's26.yaml': 'type: string',
  };
  for (let index = 0; index < 26; index += 1) {
    files[`s${index}.yaml`] =
      `properties: { a: { $ref: s${index + 1}.yaml }, b: { $ref: s${index + 1}.yaml } }`;
  }
  const { bundle, model } = inMemory(files);
  expect(model.nodes.Schema).toHaveLength(27);
  expect(bundle.documents).toHaveLength(28);
});

describe('a chain of twenty thousand references', () => {
  const chain = (end: string) =>
    `openapi: 3.0.3\ncomponents:\n  schemas:\n${numbered(20_000, (index) => `    S${index}: { $ref: '#/components/schemas/S${index + 1}' }`)}\n    S20000: ${end}`;

  test('is followed to its end', () => {
    const { api, nodes } = inMemory({ 'openapi.yaml': chain('{ type: string }') }).model;
    expect(nodes.Schema).toHaveLength(1);
    expect(api.components?.schemas.get('S0')).toBe(nodes.Schema[0]);
  });

  test('is broken at one place only', () => {
    const { nodes } = inMemory({ 'openapi.yaml': chain("{ $ref: '#/nowhere' }") }).model;
    expect(nodes.Reference.filter(({ fault }) => fault === undefined)).toHaveLength(1);
  });

  test('may be a circle', () => {
    const { nodes } = inMemory({
      'openapi.yaml': chain("{ $ref: '#/components/schemas/S0' }"),
    }).model;
    expect(nodes.Reference.filter(({ fault }) => fault === undefined)).toHaveLength(1);
    expect(nodes.Schema).toEqual([]);
  });

  test('may lead through lists and maps', () => {
    const { nodes } = inMemory({
      'openapi.yaml': `openapi: 3.0.3\npaths: { $ref: '#/x/p0' }\nx:\n${numbered(5000, (index) => `  p${index}: { $ref: '#/x/p${index + 1}' }`)}\n  p5000: { /a: { get: { responses: {} } } }`,
    }).model;
    expect(nodes.Operation).toHaveLength(1);
  });
});

describe('beyond its bounds a description is read no further, and a failure says so', () => {
  const files = {
    'openapi.yaml': referring(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml']),
    'a.yaml': '{}',
    'b.yaml': `{ description: ${'x'.repeat(500)} }`,
    'c.yaml': '{}',
    'd.yaml': '{}',
  };

  test.each([
    [{ files: 2, characters: 100_000 }, 'It refers to more than 2 files; the rest was not read.'],
    [
      { files: 100, characters: 600 },
      'It refers to more than 600 characters; the rest was not read.',
    ],
  ])('%j', (bounds, message) => {
    const built = inMemory(files, { bounds });
    expect(outcomes(built)).toEqual(['a.yaml#', 'b.yaml#', 'unreadable', 'unreadable']);
    expect(built.bundle.failures).toEqual([{ uri: 'openapi.yaml', message }]);
  });

  test('and within them it is read whole', () => {
    expect(inMemory(files, { bounds: { files: 4, characters: 10_000 } }).bundle.failures).toEqual(
      [],
    );
  });
});

test('many references to one long list take no time each', () => {
  const { nodes } = inMemory({
    'openapi.yaml': `openapi: 3.1.0\ncomponents:\n  schemas:\n    All:\n      prefixItems:\n${numbered(20_000, () => '        - {}')}\n${numbered(20_000, (index) => `    S${index}: { $ref: '#/components/schemas/All/prefixItems/${index}' }`)}`,
  }).model;
  expect(nodes.Reference.every(({ problem }) => problem === undefined)).toBe(true);
});

test('no text of a reference makes the model throw', () => {
  const pieces = fc.constantFrom(
    '#',
    '/',
    '..',
    '%',
    '%23',
    '~',
    '~1',
    '\\',
    ':',
    'http',
    '//',
    'openapi.yaml',
    'components',
    'schemas',
    'A',
    '\0',
    '[',
    ' ',
    '?',
    '@',
    'file:',
    'urn:',
    '{',
    '__proto__',
    '$defs',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  const value = fc.oneof(texts, fc.jsonValue());
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), texts, (values, id) => {
      const schemas = Object.fromEntries(
        values.map(($ref, index) => [
          `S${index}`,
          { $ref, $id: id, $dynamicRef: $ref, properties: { $ref } },
        ]),
      );
      const text = JSON.stringify({
        openapi: '3.2.0',
        $self: id,
        paths: { '/a': values[0] },
        components: {
          schemas,
          parameters: { $ref: values[0] },
          links: { L: { operationRef: values[0] } },
        },
        security: [{ [id]: [] }],
      });
      const { document } = parse(new Source('/memory/openapi.json', text));
      if (document === undefined) return;
      const { nodes } = build(openBundle(document, policyFor('/memory')), '3.2');
      for (const { target, problem, reason, key } of nodes.Reference) {
        // A whole map of objects is no node.
        if (key === 'parameters' || key === 'properties') continue;
        if ((target === undefined) !== (problem !== undefined))
          throw new Error('neither led anywhere nor failed');
        if (problem !== undefined && !reason) throw new Error('no reason');
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
