import { describe, expect, test } from 'vitest';
import { inMemory, outcomes, referring } from './built.ts';

describe('a reference that stands on the way', () => {
  const files = {
    'a.yaml': "Pet: { $ref: 'sub/b.yaml#/Pet' }\nDeep: { properties: { pet: { $ref: '#/Pet' } } }",
    'sub/b.yaml':
      "Pet: { properties: { tag: { $ref: '#/Tag' }, pet: { $ref: '#/Pet/properties/tag' } } }\nTag: { items: {} }",
  };

  test.each([
    ['a.yaml#/Pet/properties/tag/items', 'sub/b.yaml#/Tag/items'],
    ['a.yaml#/Deep/properties/pet/properties/pet/items', 'sub/b.yaml#/Tag/items'],
    ['#/components/schemas/B/Tag/items', 'sub/b.yaml#/Tag/items'],
  ])('of %s is followed', (text, end) => {
    const built = inMemory({ 'openapi.yaml': referring([text, 'sub/b.yaml']), ...files });
    expect(outcomes(built)[0]).toBe(end);
  });

  test('also into a map of definitions that is a reference', () => {
    const built = inMemory({
      'openapi.yaml': `openapi: 3.0.3
paths: { /pets: { $ref: pets.yaml } }
components:
  schemas: { $ref: schemas.yaml }
  links: { Next: { operationRef: '#/paths/~1pets/get' } }
  headers: { Id: { schema: { $ref: '#/components/schemas/Id' } } }`,
      'pets.yaml': 'get: { responses: {} }',
      'schemas.yaml': 'Id: { type: string }',
    });
    expect(outcomes(built)).toEqual([
      'pets.yaml#',
      'undefined',
      'pets.yaml#/get',
      'schemas.yaml#/Id',
    ]);
    expect(built.model.nodes.Schema).toHaveLength(1);
  });

  test('is one of a hundred at most', () => {
    const chain = (length: number) => {
      const names = Array.from({ length }, (_, index) => `S${index}: { $ref: '#/S${index + 1}' }`);
      return { 'x.yaml': `${names.join('\n')}\nS${length}: { items: {} }` };
    };
    const end = (length: number) =>
      outcomes(inMemory({ 'openapi.yaml': referring(['x.yaml#/S0/items']), ...chain(length) }));
    expect(end(100)).toEqual(['x.yaml#/S100/items']);
    expect(end(101)).toEqual(['unresolved']);
  });

  test('may lead back to where it stands', () => {
    const loops = "A: { $ref: '#/B/x' }\nB: { $ref: '#/A/x' }\nC: { $ref: '#/C/x' }";
    const texts = ['x.yaml#/A/y', 'x.yaml#/C/y', 'x.yaml#/C'];
    const built = inMemory({ 'openapi.yaml': referring(texts), 'x.yaml': loops });
    expect(outcomes(built).filter((outcome) => !outcome.startsWith('unresolved'))).toEqual([]);
  });
});
