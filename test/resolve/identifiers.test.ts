import { describe, expect, test } from 'vitest';
import { inMemory, outcomes } from './built.ts';

const api = (schemas: string, version = '3.1.0') =>
  `openapi: ${version}\ncomponents:\n  schemas:\n${schemas.replace(/^/gm, '    ')}`;

/** What came of the references of a description with these schemas, and of the files beside it. */
function led(schemas: string, files: { readonly [name: string]: string } = {}, version?: string) {
  return outcomes(inMemory({ 'openapi.yaml': api(schemas, version), ...files }));
}

describe('an anchor', () => {
  test('names a schema of the same document', () => {
    expect(led("A: { $ref: '#pet' }\nB: { $anchor: pet, type: object }")).toEqual([
      'openapi.yaml#/components/schemas/B',
    ]);
  });

  test('names a schema of another file', () => {
    const files = { 'pets.yaml': '$defs: { x: [{ $anchor: pet }] }\nPet: { $anchor: pet }' };
    expect(led("A: { $ref: 'pets.yaml#pet' }", files)).toEqual(['pets.yaml#/$defs/x/0']);
  });

  test('may be dynamic', () => {
    expect(led("A: { $ref: '#pet' }\nB: { $dynamicAnchor: pet }")).toEqual([
      'openapi.yaml#/components/schemas/B',
    ]);
  });

  test('that nobody set leads nowhere', () => {
    expect(led("A: { $ref: '#pet' }\nB: { $anchor: other }")).toEqual(['unresolved']);
  });

  test('means nothing among names, in examples and before 3.1', () => {
    const schemas = [
      "A: { $ref: '#pet' }",
      'B: { properties: { $anchor: { type: string } } }',
      'C: { example: { $anchor: pet }, default: { $anchor: pet }, x-data: { $anchor: pet } }',
    ].join('\n');
    expect(led(schemas)).toEqual(['unresolved']);
    expect(led("A: { $ref: '#pet' }\nB: { $anchor: pet }", {}, '3.0.3')).toEqual(['unresolved']);
  });

  test('is found under a property that is called like a keyword', () => {
    expect(led("A: { $ref: '#pet' }\nB: { properties: { default: { $anchor: pet } } }")).toEqual([
      'openapi.yaml#/components/schemas/B/properties/default',
    ]);
  });
});

describe('$dynamicRef', () => {
  test('leads to the schema that it names in its own resource', () => {
    const schemas = [
      'List: { $id: list, items: { $dynamicRef: "#item" }, $defs: { any: { $dynamicAnchor: item } } }',
      'Numbers: { $id: numbers, $ref: list, $defs: { item: { $dynamicAnchor: item, type: number } } }',
    ].join('\n');
    const built = inMemory({ 'openapi.yaml': api(schemas) });
    expect(outcomes(built)).toEqual([
      'openapi.yaml#/components/schemas/List/$defs/any',
      'openapi.yaml#/components/schemas/List',
    ]);
    expect(built.model.nodes.Reference[0]?.place.key).toBe('$dynamicRef');
  });

  test('is content with a dynamic anchor anywhere', () => {
    const files = { 'other.yaml': '$defs: { any: { $dynamicAnchor: item } }' };
    expect(led("A: { $ref: other.yaml }\nB: { $dynamicRef: '#item' }", files)).toEqual([
      'other.yaml#',
      'other.yaml#/$defs/any',
    ]);
  });

  test('without any is unresolved', () => {
    expect(led("A: { $dynamicRef: '#item' }")).toEqual(['unresolved']);
  });
});

describe('$id', () => {
  test('names a schema, by a relative and by an absolute name', () => {
    const schemas = [
      'A: { $ref: pet }',
      "B: { $ref: 'https://example.com/schemas/tag#/$defs/id' }",
      'Pet: { $id: pet, type: object }',
      "Tag: { $id: 'https://example.com/schemas/tag', $defs: { id: { type: string } } }",
      'C: { $ref: "urn:example:owner" }',
      'Owner: { $id: "urn:example:owner" }',
    ].join('\n');
    expect(led(schemas)).toEqual([
      'openapi.yaml#/components/schemas/Pet',
      'openapi.yaml#/components/schemas/Tag/$defs/id',
      'openapi.yaml#/components/schemas/Owner',
    ]);
  });

  test('is what references below it are relative to', () => {
    const schemas = [
      "Tag: { $id: 'https://example.com/schemas/tag', properties: { owner: { $ref: owner } } }",
      "Owner: { $id: 'https://example.com/schemas/owner' }",
      'Deep: { $id: deep/er, properties: { a: { $id: a, properties: { b: { $ref: c.yaml } } } } }',
    ].join('\n');
    const files = { 'deep/c.yaml': 'type: string', 'c.yaml': 'type: integer' };
    expect(led(schemas, files)).toEqual(['openapi.yaml#/components/schemas/Owner', 'deep/c.yaml#']);
  });

  test('makes a pointer start at its schema, or else at the document', () => {
    const schemas = [
      "A: { $id: a, properties: { own: { $ref: '#/$defs/x' }, far: { $ref: '#/components/schemas/B' } }, $defs: { x: {} } }",
      'B: { type: object }',
    ].join('\n');
    expect(led(schemas)).toEqual([
      'openapi.yaml#/components/schemas/A/$defs/x',
      'openapi.yaml#/components/schemas/B',
    ]);
  });

  test('that leads nowhere does not hide the files beside the document', () => {
    const schemas = "A: { $id: 'https://example.com/a', properties: { b: { $ref: b.yaml } } }";
    expect(led(schemas, { 'b.yaml': 'type: string' })).toEqual(['b.yaml#']);
  });

  test('that is a path does not hide them either', () => {
    const schemas =
      'A: { $id: /schemas/a, properties: { b: { $ref: b.yaml }, c: { $ref: c.yaml } } }';
    expect(led(schemas, { 'b.yaml': 'type: string' })).toEqual(['b.yaml#', 'escape']);
  });

  test('of a file names it also where it lies as the names of both say', () => {
    const files = {
      'schemas/pet.yaml': `$id: https://example.com/v1/pet.yaml
properties:
  owner: { $ref: 'https://example.com/v1/people/owner.yaml' }
  tag: { $ref: 'https://example.com/v1/tag.yaml' }
  other: { $ref: 'https://example.org/v1/people/owner.yaml' }
  above: { $ref: 'https://example.com/../../secret.yaml' }`,
      'schemas/people/owner.yaml': '$id: https://example.com/v1/people/owner.yaml',
      'schemas/tag.yaml': '$id: https://example.com/v2/tag.yaml',
    };
    expect(led('A: { $ref: schemas/pet.yaml }', files)).toEqual([
      'schemas/pet.yaml#',
      'schemas/people/owner.yaml#',
      'remote',
      'remote',
      'remote',
    ]);
  });

  test('counts in a 3.1 that is written as a number', () => {
    expect(led('A: { $ref: pet }\nPet: { $id: pet }', {}, '3.1')).toEqual([
      'openapi.yaml#/components/schemas/Pet',
    ]);
  });

  test('of a file that was not read is an address on the network', () => {
    expect(led("A: { $ref: 'https://example.com/pet.yaml' }")).toEqual(['remote']);
    expect(led('A: { $ref: "urn:example:nothing" }')).toEqual(['unresolved']);
  });

  test('means nothing in 3.0', () => {
    expect(led('A: { $ref: pet }\nPet: { $id: pet }', {}, '3.0.3')).toEqual(['unresolved']);
  });
});

describe('$self', () => {
  const self = (text: string, schema: string) =>
    `openapi: 3.2.0\n$self: ${text}\ncomponents: { schemas: { A: ${schema}, B: {} } }`;

  test('is a name of the document', () => {
    const built = inMemory({
      'openapi.yaml': self('https://example.com/api/openapi', '{ $ref: parts.yaml#/P }'),
      'parts.yaml':
        "P: { allOf: [{ $ref: 'https://example.com/api/openapi#/components/schemas/B' }] }",
    });
    expect(outcomes(built)).toEqual(['parts.yaml#/P', 'openapi.yaml#/components/schemas/B']);
  });

  test.each([
    ['before', ['chain', 'address', 'file']],
    ['after', ['file', 'address', 'chain']],
  ])(
    'is a name of a file, and it does not matter that it is asked for %s the file is met',
    (_, order) => {
      const texts = new Map([
        ['chain', '#/components/schemas/address'],
        ['address', 'https://example.com/api/parts#/P'],
        ['file', 'parts.yaml#/P'],
      ]);
      const schemas = order.map((name) => `${name}: { $ref: '${texts.get(name)}' }`);
      const built = inMemory({
        'openapi.yaml': `openapi: 3.2.0\ncomponents: { schemas: { ${schemas.join(', ')} } }`,
        'parts.yaml': '$self: https://example.com/api/parts\nP: { type: string }',
      });
      expect(outcomes(built)).toEqual(Array(3).fill('parts.yaml#/P'));
      expect(built.model.nodes.Schema.map(({ referrers }) => referrers.length)).toEqual([3]);
      expect(built.model.nodes.Reference.map(({ reason, address }) => reason ?? address)).toEqual(
        Array(3).fill(undefined),
      );
    },
  );

  test('of a file that only such a name leads to is told, when what it refers to is read', () => {
    const parts = (name: string, next: string) =>
      `$self: https://example.com/${name}\nP: { properties: { next: { $ref: '${next}' } } }`;
    const built = inMemory({
      'openapi.yaml': `openapi: 3.2.0
components: { schemas: { A: { $ref: 'https://example.com/two#/P' }, B: { $ref: 'one.yaml#/P' } } }`,
      'one.yaml': parts('one', 'sub/two.yaml#/P'),
      'sub/two.yaml': parts('two', 'https://example.com/one#/P'),
    });
    expect(outcomes(built)).toEqual([
      'sub/two.yaml#/P',
      'one.yaml#/P',
      'sub/two.yaml#/P',
      'one.yaml#/P',
    ]);
  });

  test('may be relative', () => {
    const text = self('v2/openapi.yaml', '{ $ref: pet.yaml }');
    expect(
      outcomes(inMemory({ 'openapi.yaml': text, 'v2/pet.yaml': '{}', 'pet.yaml': '{}' })),
    ).toEqual(['v2/pet.yaml#']);
    expect(outcomes(inMemory({ 'openapi.yaml': text, 'pet.yaml': '{}' }))).toEqual(['pet.yaml#']);
  });

  test('makes a relative reference to a file that is not there a remote one', () => {
    const built = inMemory({
      'openapi.yaml': self('http://example.com/api/openapi', '{ $ref: pet.yaml }'),
    });
    expect(built.model.nodes.Reference[0]).toMatchObject({
      problem: 'remote',
      address: 'http://example.com/api/pet.yaml',
    });
  });
});

test('names that make no sense, and cycles of aliases, do no harm', () => {
  const schemas = [
    'A: { $id: 7, $anchor: [x] }',
    'B: { $id: "http://[", $anchor: "" }',
    'C: { $id: "a\\\\b" }',
    'D: { $id: "#d", $ref: "#/components/schemas/A" }',
    'E: &e { $id: e, $anchor: e }',
    'F: *e',
  ].join('\n');
  expect(led(schemas)).toEqual(['openapi.yaml#/components/schemas/A']);
});
