import { describe, expect, test } from 'vitest';
import { securityOf } from '../../src/model/facts/security.ts';
import { first } from '../model/model-of.ts';
import { inMemory } from './built.ts';

describe('a mapping of a discriminator', () => {
  const { api, nodes } = inMemory({
    'openapi.yaml': `
openapi: 3.2.0
components:
  schemas:
    Pet:
      discriminator:
        propertyName: kind
        mapping: { cat: Cat, dog: dog.yaml, eel: '#/components/schemas/Eel', fly: Fly, gnu: 7 }
        defaultMapping: other.yaml#/Other
    Cat: { $ref: 'parts/cat.yaml' }
    Eel: {}`,
    'dog.yaml': 'type: object',
    'other.yaml': 'Other: {}',
    'parts/cat.yaml': 'discriminator: { mapping: { tame: Eel, wild: lion.yaml } }',
    'parts/lion.yaml': '{}',
  }).model;
  const placeOf = (schema: { source: { uri: string }; pointer: string } | undefined) =>
    schema === undefined ? undefined : schema.source.uri + schema.pointer;

  test('leads to schemas by name and by reference, also into other files', () => {
    const discriminator = api.components?.schemas.get('Pet')?.discriminator;
    expect(
      [...(discriminator?.mapped ?? [])].map(([key, schema]) => [key, placeOf(schema)]),
    ).toEqual([
      ['cat', 'parts/cat.yaml#'],
      ['dog', 'dog.yaml#'],
      ['eel', 'openapi.yaml#/components/schemas/Eel'],
    ]);
    expect(placeOf(discriminator?.mappedByDefault)).toBe('other.yaml#/Other');
  });

  test('in another file names schemas of the description, and refers from where it stands', () => {
    const mapped = api.components?.schemas.get('Cat')?.discriminator?.mapped;
    expect([...(mapped?.values() ?? [])].map(placeOf)).toEqual([
      'openapi.yaml#/components/schemas/Eel',
      'parts/lion.yaml#',
    ]);
  });

  test('names what its own description has, if the scanned one has none, also where the map is a reference', () => {
    const built = inMemory({
      'openapi.yaml': `openapi: 3.1.0
paths: { /pets: { $ref: 'lib.yaml#/item' } }
components: { schemas: { $ref: schemas.yaml } }`,
      'schemas.yaml': 'Cat: {}',
      'lib.yaml': `item: { parameters: [{ schema: { discriminator: { mapping: { cat: Cat, dog: Dog, emu: Emu } } } }] }
components: { schemas: { Cat: {}, Dog: {} } }`,
    });
    const [discriminator] = built.model.nodes.Discriminator;
    expect([...(discriminator?.mapped.values() ?? [])].map(placeOf)).toEqual([
      'schemas.yaml#/Cat',
      'lib.yaml#/components/schemas/Dog',
    ]);
  });

  test('that leads nowhere has a problem at its own line', () => {
    const told = nodes.Reference.filter(({ problem }) => problem !== undefined);
    expect(told.map(({ place, problem }) => [place.key, problem])).toEqual([
      ['fly', 'unresolved'],
      ['gnu', 'malformed'],
    ]);
  });
});

describe('a link', () => {
  const { api, nodes } = inMemory({
    'openapi.yaml': `
openapi: 3.0.3
paths:
  /a: { get: { operationId: a, responses: {} } }
components:
  links:
    Here: { operationRef: '#/paths/~1a/get' }
    There: { operationRef: 'other.yaml#/paths/~1b/post' }
    Schema: { operationRef: '#/components/schemas/S' }
    Far: { operationRef: 'https://example.com/openapi.yaml#/paths/~1c/get' }
  schemas: { S: {} }`,
    'other.yaml': 'openapi: 3.0.3\npaths: { /b: { post: { operationId: b, responses: {} } } }',
  }).model;
  const links = api.components?.links;

  test('leads to an operation', () => {
    expect(links?.get('Here')?.operation).toBe(api.paths.get('/a')?.get);
    expect(links?.get('There')?.operation?.operationId).toBe('b');
    expect(links?.get('Schema')?.operation).toBeUndefined();
  });

  test('is no use of the operation that it tells of', () => {
    expect(links?.get('Here')?.operation?.referrers).toEqual([]);
  });

  test('that leads astray has a problem', () => {
    const told = nodes.Reference.filter(({ problem }) => problem !== undefined);
    expect(told.map(({ pointer, problem }) => [pointer, problem])).toEqual([
      ['#/components/links/Schema/operationRef', 'mismatch'],
      ['#/components/links/Far/operationRef', 'remote'],
    ]);
  });
});

test('a requirement may name a scheme by its URI since 3.2', () => {
  const built = (version: string) =>
    inMemory({
      'openapi.yaml': `
openapi: ${version}
paths: { /a: { get: { security: [{ 'shared.yaml#/key': [] }, { './local': [] }, { plain: [] }], responses: {} } } }
components: { securitySchemes: { ./local: { type: http, scheme: basic } } }`,
      'shared.yaml': 'key: { type: apiKey, in: header, name: key }',
    }).model;
  const { alternatives } = securityOf(first(built('3.2.0').nodes.Operation));
  expect(alternatives.map(({ schemes }) => schemes[0]?.scheme?.type)).toEqual([
    'apiKey',
    'http',
    undefined,
  ]);
  expect(built('3.1.0').nodes.Reference).toEqual([]);
});
