import { describe, expect, test } from 'vitest';
import { first, modelOf } from './model-of.ts';

const SHOP = `
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - $ref: '#/components/parameters/Trace'
    get:
      responses:
        '200': { $ref: '#/components/responses/Order' }
        x-note: not a response
components:
  parameters:
    Trace: { name: trace, in: header, schema: { type: string } }
  responses:
    Order:
      description: An order
      content:
        application/json: { schema: { $ref: '#/components/schemas/Order' } }
  schemas:
    Order:
      type: object
      properties:
        parent: { $ref: '#/components/schemas/Order' }
        x-color: { type: string }
        $ref: { type: string }
`;

describe('references', () => {
  const { api, nodes } = modelOf(SHOP);
  const order = first(nodes.Operation);

  test('are edges: what refers and what is referred to share one node', () => {
    const response = order.responses.get('200');
    expect(response?.pointer).toBe('#/components/responses/Order');
    expect(response).toBe(api.components?.responses.get('Order'));
    expect(response?.referrers.map((reference) => reference.pointer)).toEqual([
      '#/paths/~1orders~1{id}/get/responses/200',
    ]);
  });

  test('may lead in circles', () => {
    const schema = api.components?.schemas.get('Order');
    expect(schema?.properties.get('parent')).toBe(schema);
  });

  test('a property may be called $ref', () => {
    expect(api.components?.schemas.get('Order')?.properties.get('$ref')?.types).toEqual(['string']);
  });

  test('path parameters hold for each operation', () => {
    expect(order.allParameters.map((parameter) => parameter.name)).toEqual(['id', 'trace']);
  });
});

test('x- keys are extensions among responses, and names among properties', () => {
  const { api, nodes } = modelOf(SHOP);
  expect(nodes.Extension.map((extension) => extension.name)).toEqual(['x-note']);
  expect([...(api.components?.schemas.get('Order')?.properties.keys() ?? [])]).toEqual([
    'parent',
    'x-color',
    '$ref',
  ]);
});

test.each([
  ['#/components/schemas/Nothing', 'unresolved'],
  ['#/components/schemas/__proto__', 'unresolved'],
  ['#/components/schemas/constructor', 'unresolved'],
  ['#/components/schemas/Loop', 'circular'],
  ['#/components/responses/Answer', 'mismatch'],
  ['#/components/schemas/%', 'malformed'],
  ['#/components/~2', 'malformed'],
  ['', 'malformed'],
])('a reference to %s is %s and leaves no node', (text, problem) => {
  const { api, nodes } = modelOf(`
openapi: 3.0.3
components:
  responses: { Answer: { description: an answer } }
  schemas:
    Loop: { $ref: '#/components/schemas/Loop' }
    Holder: { type: array, items: { $ref: '${text}' } }
`);
  expect(nodes.Reference.find((reference) => reference.pointer.endsWith('items'))?.problem).toBe(
    problem,
  );
  expect(api.components?.schemas.get('Holder')?.items).toBeUndefined();
});

test.each(['7', '[a]', '{ b: c }', 'null', 'true'])(
  'a $ref of %s is malformed, not a crash',
  (value) => {
    const { nodes } = modelOf(
      `{ openapi: 3.0.3, components: { schemas: { A: { $ref: ${value} } } } }`,
    );
    expect(nodes.Reference.map(({ problem }) => problem)).toEqual(['malformed']);
  },
);

describe('siblings of $ref', () => {
  const written = (version: string) => `
openapi: ${version}
components:
  schemas:
    Name: { type: string }
    Short: { $ref: '#/components/schemas/Name', maxLength: 5 }
    Told: { $ref: '#/components/schemas/Name', description: only words }
`;

  test('count in 3.1', () => {
    const { api } = modelOf(written('3.1.0'));
    const short = api.components?.schemas.get('Short');
    expect(short?.maxLength).toBe(5);
    expect(short?.ref).toBe(api.components?.schemas.get('Name'));
  });

  test('are ignored in 3.0', () => {
    const { api } = modelOf(written('3.0.3'));
    expect(api.components?.schemas.get('Short')).toBe(api.components?.schemas.get('Name'));
  });

  test('that only describe change nothing', () => {
    const { api } = modelOf(written('3.1.0'));
    expect(api.components?.schemas.get('Told')).toBe(api.components?.schemas.get('Name'));
  });
});

test('a path item may refer and add; its own operations win', () => {
  const { api } = modelOf(`
openapi: 3.1.0
paths:
  /a:
    $ref: '#/components/pathItems/Shared'
    get: { operationId: own, responses: {} }
components:
  pathItems:
    Shared:
      get: { operationId: shared, responses: {} }
      delete: { operationId: remove, responses: {} }
`);
  expect(api.paths.get('/a')?.operations.map((operation) => operation.operationId)).toEqual([
    'own',
    'remove',
  ]);
});

test('a $ref may stand for a whole map, shared by several', () => {
  const { api, nodes } = modelOf(`
openapi: 3.1.0
paths: { $ref: '#/x-paths' }
x-paths: { /a: { get: { responses: {} } }, /b: { $ref: '#/paths' } }
`);
  expect([...api.paths.keys()]).toContain('/a');
  expect(nodes.Operation).toHaveLength(1);
});

test('a method of 3.2 means nothing in 3.1', () => {
  const methods = (version: string) =>
    modelOf(`
openapi: ${version}
paths:
  /a:
    query: { responses: {} }
    additionalOperations: { COPY: { responses: {} } }
`).nodes.Operation.map((operation) => operation.method);
  expect(methods('3.2.0')).toEqual(['query', 'COPY']);
  expect(methods('3.1.0')).toEqual([]);
});

test.each([
  'null',
  'text',
  '7',
  '[1]',
  '{ get: null }',
  '{ get: [] }',
  '{ get: { parameters: text, responses: [1], security: { a: b } } }',
  '{ get: { parameters: [null, 7, [x]], requestBody: [], responses: { 200: text }, tags: 7 } }',
  '{ get: { responses: { 200: { content: { application/json: { schema: [1] } }, headers: 4 } } } }',
  '{ post: { requestBody: { content: { a/b: { schema: { type: 7, properties: [], allOf: {}, required: x, enum: 3, items: [] } } } } } }',
])('the wrong shape %s is noted, never thrown', (item) => {
  const { malformed } = modelOf(`{ openapi: 3.1.0, paths: { /a: ${item} } }`);
  expect(malformed.length).toBeGreaterThan(0);
});

test('a mapping of a discriminator leads to schemas by name and by reference', () => {
  const { api } = modelOf(`
openapi: 3.0.3
components:
  schemas:
    Pet:
      discriminator:
        propertyName: kind
        mapping: { cat: Cat, dog: '#/components/schemas/Dog', eel: Eel }
    Cat: { type: object }
    Dog: { type: object }
`);
  const { schemas } = api.components ?? { schemas: new Map() };
  const mapped = schemas.get('Pet')?.discriminator?.mapped;
  expect(mapped?.get('cat')).toBe(schemas.get('Cat'));
  expect(mapped?.get('dog')).toBe(schemas.get('Dog'));
});
