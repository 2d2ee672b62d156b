import { describe, expect, test } from 'vitest';
import { first } from '../model/model-of.ts';
import { inMemory, outcomes, referring } from './built.ts';

const PETS = 'Pet: { type: object }\nTag: { type: string }';

describe('a schema is found', () => {
  test.each([
    ['in a file', 'pets.yaml#/Pet', '/memory/pets.yaml#/Pet'],
    ['in a file by its whole path', '/memory/pets.yaml#/Pet', '/memory/pets.yaml#/Pet'],
    ['in a file by its address', 'file:///memory/pets.yaml#/Pet', '/memory/pets.yaml#/Pet'],
    ['as a whole file', 'whole.json', '/memory/whole.json#'],
    ['as a whole file with an empty fragment', 'whole.json#', '/memory/whole.json#'],
    ['in a folder above', '../memory/pets.yaml#/Tag', '/memory/pets.yaml#/Tag'],
    [
      'under a name with spaces',
      'my models/a b.yaml#/The Pet',
      '/memory/my models/a b.yaml#/The Pet',
    ],
    [
      'under an encoded name',
      'my%20models/a%20b.yaml#/The%20Pet',
      '/memory/my models/a b.yaml#/The Pet',
    ],
    ['under a percent sign', 'odd.yaml#/100%25', '/memory/odd.yaml#/100%'],
    ['under a name with a slash', 'odd.yaml#/a~1b', '/memory/odd.yaml#/a~1b'],
    ['under an encoded slash', 'odd.yaml#/a~1b%2Fc', '/memory/odd.yaml#/a~1b/c'],
    ['under a name with a tilde', 'odd.yaml#/m~0n', '/memory/odd.yaml#/m~0n'],
    ['under an empty name', 'odd.yaml#/', '/memory/odd.yaml#/'],
    ['in a list', 'odd.yaml#/list/1', '/memory/odd.yaml#/list/1'],
    [
      'by the name of the root itself',
      'openapi.yaml#/components/schemas/Z',
      'openapi.yaml#/components/schemas/Z',
    ],
    ['over several files', 'one.yaml#/A', '/memory/sub/three.yaml#/C'],
  ])('%s', (_how, text, place) => {
    const built = inMemory({
      'openapi.yaml': `${referring([text])}\n    Z: { type: string }`,
      'pets.yaml': PETS,
      'whole.json': '{ "type": "object" }',
      'my models/a b.yaml': 'The Pet: { type: object }',
      'odd.yaml': "'100%': {}\na/b: { c: {}, type: object }\nm~n: {}\n'': {}\nlist: [1, {}]",
      'one.yaml': "A: { $ref: 'sub/two.json#/B' }",
      'sub/two.json': '{ "B": { "$ref": "./three.yaml#/C" } }',
      'sub/three.yaml': 'C: { type: string }',
    });
    const relative = place.replace('/memory/', '');
    expect(outcomes(built)[0]).toBe(relative.replace(/^openapi/, 'openapi'));
    expect(built.bundle.failures).toEqual([]);
  });

  test('in a templated path, plain and encoded', () => {
    const path = 'paths/~1pets~1{id}/get/responses/200/content/application~1json/schema';
    const encoded = path.replace('{', '%7B').replace('}', '%7D');
    const { model } = inMemory({
      'openapi.yaml': `
openapi: 3.0.3
paths:
  /pets/{id}:
    get: { responses: { '200': { content: { application/json: { schema: { type: string } } } } } }
components:
  schemas: { A: { $ref: '#/${path}' }, B: { $ref: '#/${encoded}' } }`,
    });
    const [schema] = model.nodes.Schema;
    expect(model.nodes.Schema).toHaveLength(1);
    expect([...(model.api.components?.schemas.values() ?? [])]).toEqual([schema, schema]);
  });
});

test('what a reference is relative to is the file that it stands in, not the root', () => {
  const built = inMemory({
    'api/openapi.yaml': referring(['models/pet.yaml#/Pet']),
    'api/models/pet.yaml': 'Pet: { properties: { soil: { $ref: common/soil.yaml } } }',
    'api/models/common/soil.yaml': 'type: string',
    'api/common/soil.yaml': 'type: integer',
  });
  expect(outcomes(built)).toEqual(['api/models/pet.yaml#/Pet', 'api/models/common/soil.yaml#']);
});

describe('files that refer to themselves and to each other', () => {
  test('by name are the same nodes', () => {
    const { bundle, model } = inMemory({
      'openapi.yaml': `
openapi: 3.1.0
components:
  schemas:
    Node: { properties: { next: { $ref: 'openapi.yaml#/components/schemas/Node' } } }
    Left: { properties: { right: { $ref: 'right.yaml#/Right' } } }`,
      'right.yaml':
        "Right: { properties: { left: { $ref: 'openapi.yaml#/components/schemas/Left' } } }",
    });
    const schemas = model.api.components?.schemas;
    const [node, left] = [schemas?.get('Node'), schemas?.get('Left')];
    expect(node?.properties.get('next')).toBe(node);
    expect(left?.properties.get('right')?.properties.get('left')).toBe(left);
    expect(bundle.documents).toHaveLength(2);
    expect(model.nodes.Schema).toHaveLength(3);
  });

  test('as a whole are the wrong kind of object, not an endless one', () => {
    const built = inMemory({ 'openapi.yaml': referring(['openapi.yaml', '#']) });
    expect(outcomes(built)).toEqual(['mismatch', 'mismatch']);
    expect(built.model.nodes.Reference[0]?.reason).toBe('a whole description stands there');
  });
});

describe('a place is one node', () => {
  const openapi = (texts: readonly string[]) => ({
    'openapi.yaml': referring(texts),
    'pets.yaml': 'Pet: { properties: { name: { type: string, $ref: tag.yaml } } }',
    'tag.yaml': 'allOf: [{ $ref: deep.yaml#/A }]',
    'deep.yaml': 'A: { $ref: "#/B" }\nB: { type: string }',
  });
  const whole = 'pets.yaml#/Pet';
  const part = 'pets.yaml#/Pet/properties/name';

  test.each([
    ['outer first', [whole, part]],
    ['inner first', [part, whole]],
  ])('%s', (_order, texts) => {
    const { api, nodes } = inMemory(openapi(texts)).model;
    const pet = api.components?.schemas.get(texts[0] === whole ? 'A' : 'B');
    const name = api.components?.schemas.get(texts[0] === whole ? 'B' : 'A');
    expect(pet?.properties.get('name')).toBe(name);
    expect(name?.owner).toBe(pet);
    expect(name?.parent?.parent).toBe(pet);
    expect(nodes.Schema.map((schema) => schema.source.uri + schema.pointer).toSorted()).toEqual([
      'deep.yaml#/B',
      'pets.yaml#/Pet',
      'pets.yaml#/Pet/properties/name',
      'tag.yaml#',
    ]);
  });

  test('also when a reference stands there', () => {
    const { nodes } = inMemory({
      'openapi.yaml': referring(['pets.yaml#/Pet/properties/tag', 'pets.yaml#/Pet']),
      'pets.yaml': "Pet: { properties: { tag: { $ref: '#/Tag' } } }\nTag: { type: string }",
    }).model;
    const places = nodes.Reference.map((reference) => reference.source.uri + reference.pointer);
    expect(new Set(places).size).toBe(places.length);
    const tag = nodes.Schema.find(({ pointer }) => pointer === '#/Tag');
    expect(tag?.referrers.map(({ pointer }) => pointer).toSorted()).toEqual([
      '#/Pet/properties/tag',
      '#/components/schemas/A',
    ]);
  });

  test('but an alias stands for several', () => {
    const { nodes } = inMemory({
      'openapi.yaml': referring(['two.yaml#/A', 'two.yaml#/B']),
      'two.yaml': 'A: &a { type: string }\nB: *a',
    }).model;
    expect(nodes.Schema.map(({ pointer }) => pointer)).toEqual(['#/A', '#/B']);
  });
});

describe('a problem is told where it is', () => {
  test.each([
    ['nowhere.yaml', 'unresolved', 'there is no file "nowhere.yaml"'],
    ['pets.yaml#/Nothing', 'unresolved', 'there is no "Nothing"'],
    ['pets.yaml#/pets', 'unresolved', 'there is no "pets", but there is "Pet"'],
    ['pets.yaml#/Pet/type/x', 'unresolved', 'nothing stands there'],
    ['pets.yaml#Pet', 'unresolved', 'nothing is called "#Pet"'],
    ['pets.yaml#/Via/size', 'unresolved', 'a reference stands on the way to "size"'],
    ['pets.yaml#/Via/type', 'mismatch', 'a text stands there'],
    ['pets.yaml#/__proto__', 'unresolved', 'there is no "__proto__"'],
    ['pets.yaml#/constructor', 'unresolved', 'there is no "constructor"'],
    ['pets.yaml#/List/length', 'unresolved', 'there is no "length"'],
    ['pets.yaml#/List/00', 'unresolved', 'there is no "00"'],
    ['pets.yaml#/%zz', 'malformed', '"#/%zz" is not a JSON Pointer'],
    ['pets.yaml#/~2', 'malformed', '"#/~2" is not a JSON Pointer'],
    ['pets.yaml#/List', 'mismatch', 'a list stands there'],
    ['pets.yaml#/Pet/type', 'mismatch', 'a text stands there'],
    ['pets.yaml#/Nil', 'mismatch', 'a null stands there'],
    ['', 'malformed', 'it is empty'],
  ])('%s', (text, problem, reason) => {
    const { nodes } = inMemory({
      'openapi.yaml': referring([text]),
      'pets.yaml': "Pet: { type: object }\nVia: { $ref: '#/Pet' }\nList: [{}]\nNil: null",
    }).model;
    expect(nodes.Reference.map((reference) => [reference.problem, reference.reason])).toEqual([
      [problem, reason],
    ]);
  });

  test('and only there, however many references lead to it', () => {
    const { nodes } = inMemory({
      'openapi.yaml': referring(['one.yaml#/A', 'one.yaml#/A', 'one.yaml#/B']),
      'one.yaml': "A: { $ref: '#/B' }\nB: { $ref: two.yaml }",
    }).model;
    const told = nodes.Reference.filter(({ fault }) => fault === undefined);
    expect(told.map(({ source, place }) => [source.uri, place.key, place.parent?.key])).toEqual([
      ['one.yaml', '$ref', 'B'],
    ]);
    expect(nodes.Reference).toHaveLength(5);
  });

  test('a circle is told once', () => {
    const built = inMemory({
      'openapi.yaml': referring(['#/components/schemas/B', 'two.yaml', '#/components/schemas/A']),
      'two.yaml': "$ref: 'openapi.yaml#/components/schemas/A'",
    });
    const { nodes } = built.model;
    expect(nodes.Reference.filter(({ fault }) => fault === undefined)).toHaveLength(1);
    expect(new Set(nodes.Reference.map(({ problem }) => problem))).toEqual(new Set(['circular']));
  });

  test('a reference with siblings that do not count is a step like any other', () => {
    const built = inMemory({
      'openapi.yaml': referring(['one.yaml#/A'], '3.0.3'),
      'one.yaml': "A: { $ref: '#/B', description: ignored }\nB: { type: string }",
    });
    expect(outcomes(built)).toEqual(['one.yaml#/B', 'one.yaml#/B']);
  });
});

describe('the wrong kind of object', () => {
  const wanting = (text: string, more = '') =>
    inMemory({
      'openapi.yaml': `
openapi: 3.1.0
paths: { /a: { get: { parameters: [{ $ref: '${text}' }], responses: {} } } }
components:
  responses: { Fine: { description: fine } }
  schemas: { Pet: { type: object }, Alias: { $ref: '#/components/schemas/Pet' } }
  parameters: { Page: { name: page, in: query } }${more}`,
      'other.yaml':
        'openapi: 3.0.0\ncomponents: { responses: { R: { description: x } }, parameters: { P: {} } }',
      'plain.yaml':
        'S: { type: object }\nO: { responses: {} }\nP: { get: { responses: {} } }\nX: { description: anything }',
    }).model.nodes.Reference.find(({ expected }) => expected === 'Parameter');

  test.each([
    ['#/components/responses/Fine', 'a response stands there'],
    ['#/components/schemas/Alias', 'a schema stands there'],
    ['#/paths/~1a', 'a path item stands there'],
    ['other.yaml#/components/responses/R', 'a response stands there'],
    ['plain.yaml#/S', 'a schema stands there'],
    ['plain.yaml#/O', 'an operation stands there'],
    ['plain.yaml#/P', 'a path item stands there'],
    ['other.yaml', 'a whole description stands there'],
  ])('%s', (text, reason) => {
    expect(wanting(text)).toMatchObject({ problem: 'mismatch', reason });
  });

  test.each([
    '#/components/parameters/Page',
    'other.yaml#/components/parameters/P',
    'plain.yaml#/X',
  ])('is not %s', (text) => {
    expect(wanting(text)?.problem).toBeUndefined();
  });
});

describe('a list or a map may stand elsewhere', () => {
  test('and is shared with what stands there', () => {
    const { api, nodes } = inMemory({
      'openapi.yaml': `
openapi: 3.0.3
paths:
  /a: { get: { responses: { $ref: '#/components/responses' } } }
components: { responses: { '200': { description: fine } } }`,
    }).model;
    expect(first(nodes.Operation).responses).toBe(api.components?.responses);
    expect(nodes.Response).toHaveLength(1);
  });

  test('in another file, whose parts can be referred to as well', () => {
    const { api, nodes } = inMemory({
      'openapi.yaml': `
openapi: 3.0.3
paths: { $ref: paths.yaml }
components: { schemas: { A: { properties: { $ref: props.yaml } }, B: { $ref: 'props.yaml#/name' } } }`,
      'paths.yaml': '/a: { get: { responses: {} } }',
      'props.yaml': 'name: { type: string }',
    }).model;
    expect([...api.paths.keys()]).toEqual(['/a']);
    const schemas = api.components?.schemas;
    expect(schemas?.get('A')?.properties.get('name')).toBe(schemas?.get('B'));
    expect(nodes.Schema).toHaveLength(2);
  });

  test('and what is written beside the reference counts too', () => {
    const { api } = inMemory({
      'openapi.yaml': `
openapi: 3.0.3
paths: { $ref: paths.yaml, /b: { get: { operationId: own, responses: {} } } }`,
      'paths.yaml':
        '/a: { get: { responses: {} } }\n/b: { get: { operationId: theirs, responses: {} } }',
    }).model;
    expect([...api.paths.keys()]).toEqual(['/b', '/a']);
    expect(api.paths.get('/b')?.get?.operationId).toBe('own');
  });

  test.each([
    ['nowhere.yaml', 'unresolved'],
    ['#/paths', 'circular'],
    ['#/openapi', 'mismatch'],
    ['https://example.com/paths.yaml', 'remote'],
  ])('unless %s is %s', (text, problem) => {
    const { nodes } = inMemory({
      'openapi.yaml': `openapi: 3.0.3\npaths: { $ref: '${text}' }`,
    }).model;
    expect(nodes.Reference.map((reference) => reference.problem)).toEqual([problem]);
  });
});

test('an operation in a file of its own keeps its method and its path item', () => {
  const { api, nodes } = inMemory({
    'openapi.yaml': 'openapi: 3.0.3\npaths: { /a: { get: { $ref: get.yaml }, x-order: 1 } }',
    'get.yaml': 'responses: {}',
  }).model;
  const operation = first(nodes.Operation);
  expect(operation.method).toBe('get');
  expect(operation.item).toBe(api.paths.get('/a'));
});

test('what is no reference is never looked up', () => {
  const { bundle, model } = inMemory({
    'openapi.yaml': `
openapi: 3.1.0
info: { description: { $ref: intro.md } }
x-samples: { $ref: nowhere.yaml }
components:
  schemas:
    A:
      default: { $ref: nowhere.yaml }
      enum: [{ $ref: nowhere.yaml }]
      const: { $ref: '../../etc/passwd' }
      example: { $ref: 'https://example.com/' }
      examples: [{ $ref: nowhere.yaml }]
      properties: { $ref: { type: string } }
  examples: { E: { value: { $ref: broken.yaml } } }`,
    'broken.yaml': 'a: [',
  });
  expect(model.nodes.Reference).toEqual([]);
  expect(bundle.failures).toEqual([]);
  expect(bundle.documents).toHaveLength(1);
});

test('a file that cannot be parsed is told once, with its line', () => {
  const { bundle, model } = inMemory({
    'openapi.yaml': referring(['broken.yaml#/A', 'broken.yaml#/B']),
    'broken.yaml': 'A: { type: object }\nB: [',
  });
  expect(model.nodes.Reference.map(({ problem }) => problem)).toEqual(['unreadable', 'unreadable']);
  expect(bundle.failures).toHaveLength(1);
  expect(bundle.failures[0]).toMatchObject({ uri: 'broken.yaml', line: 2 });
});

test('other files are not read when that is switched off', () => {
  const texts = ['pets.yaml', 'openapi.yaml#/components/schemas/Y', '#/components/schemas/Z'];
  const files = { 'openapi.yaml': `${referring(texts)}\n    Y: {}\n    Z: {}` };
  const built = inMemory(files, { mode: 'none', given: new Map() });
  expect(outcomes(built)).toEqual([
    'unresolved',
    'openapi.yaml#/components/schemas/Y',
    'openapi.yaml#/components/schemas/Z',
  ]);
  expect(built.model.nodes.Reference[0]?.reason).toBe('references to other files are switched off');
});
