import { describe, expect, test } from 'vitest';
import { inboundOperations, nameOf, roleOf } from '../../src/model/facts/operations.ts';
import { identify } from '../../src/model/identify.ts';
import type { Schema } from '../../src/model/kinds.ts';
import { valueIn } from '../parse/support.ts';
import { first, modelOf } from './model-of.ts';

const typesOf = (schemas: Iterable<Schema>) => [...schemas].map(({ types }) => types.join());

describe('2.0', () => {
  const { api, nodes } = modelOf(`
swagger: '2.0'
consumes: [application/json]
produces: [application/json, text/csv]
parameters:
  Tags: { name: tags, in: query, type: array, items: { type: array, collectionFormat: pipes, items: { type: string } }, collectionFormat: multi }
responses:
  Gone: { description: gone, schema: { $ref: '#/definitions/Pet' } }
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
  app: { type: oauth2, flow: application, tokenUrl: 'https://t.example', scopes: { read: Read } }
paths:
  /inherits:
    post:
      parameters: [{ $ref: '#/parameters/Tags' }, { name: pet, in: body, schema: { $ref: '#/definitions/Pet' } }]
      responses: { 200: { description: ok, schema: { type: string } }, 410: { $ref: '#/responses/Gone' } }
  /overrides:
    post:
      consumes: [application/xml]
      produces: [text/plain]
      parameters: [{ name: pet, in: body, schema: { type: object } }]
      responses: { 200: { description: ok, schema: { type: string } } }
  /switches-off:
    post:
      consumes: []
      produces: []
      parameters: [{ name: pet, in: body, schema: { type: object } }]
      responses: { 200: { description: ok, schema: { type: string } } }
  /forms:
    parameters: [{ name: shared, in: formData, type: integer }]
    post:
      consumes: [multipart/form-data, application/x-www-form-urlencoded]
      parameters: [{ name: own, in: formData, type: file, required: true }]
      responses: { 204: { description: done } }
definitions:
  Pet: { type: object, properties: { name: { type: string } } }
`);
  const at = (path: string) => api.paths.get(path)?.operations[0];
  const bodyTypes = (path: string) => [...(at(path)?.requestBody?.content.keys() ?? [])];
  const answerTypes = (path: string, status: string) => [
    ...(at(path)?.responses.get(status)?.content.keys() ?? []),
  ];

  test('consumes and produces of the root hold where an operation has none', () => {
    expect(bodyTypes('/inherits')).toEqual(['application/json']);
    expect(answerTypes('/inherits', '200')).toEqual(['application/json', 'text/csv']);
  });

  test('those of an operation replace them', () => {
    expect(bodyTypes('/overrides')).toEqual(['application/xml']);
    expect(answerTypes('/overrides', '200')).toEqual(['text/plain']);
  });

  test('an empty list clears them; what is left is the default of tools, JSON', () => {
    expect(bodyTypes('/switches-off')).toEqual(['application/json']);
    expect(answerTypes('/switches-off', '200')).toEqual(['application/json']);
  });

  test('a shared response has the types of the operation that refers to it', () => {
    expect(answerTypes('/inherits', '410')).toEqual(['application/json', 'text/csv']);
  });

  test('collectionFormat is of a parameter and of the items in it', () => {
    const tags = at('/inherits')?.allParameters.find(({ name }) => name === 'tags');
    expect(tags?.collectionFormat).toBe('multi');
    expect(tags?.schema?.items?.collectionFormat).toBe('pipes');
  });

  test('form fields of the path and of the operation are one body', () => {
    const body = at('/forms')?.requestBody;
    expect(bodyTypes('/forms')).toEqual([
      'multipart/form-data',
      'application/x-www-form-urlencoded',
    ]);
    const schema = body?.content.get('multipart/form-data')?.schema;
    expect([...(schema?.properties.keys() ?? [])].sort()).toEqual(['own', 'shared']);
    expect(schema?.requiredNames).toEqual(['own']);
    expect(body?.required).toBe(true);
  });

  test('definitions, parameters, responses and securityDefinitions are what components are', () => {
    expect([...api.definitions.keys()]).toEqual(['Pet']);
    expect([...api.responses.keys()]).toEqual(['Gone']);
    expect([...api.parameters.keys()]).toEqual(['Tags']);
    expect([...api.securityDefinitions.values()].map(({ type }) => type)).toEqual([
      'apiKey',
      'oauth2',
    ]);
    expect(nodes.OAuthFlow.map(({ flow, scopeNames }) => [flow, scopeNames])).toEqual([
      ['clientCredentials', ['read']],
    ]);
  });

  test('a flow that is called like a property of every object is a text all the same', () => {
    const { nodes: odd } = modelOf(`
swagger: '2.0'
securityDefinitions: { odd: { type: oauth2, flow: constructor }, basic: { type: basic, __proto__: 1 } }
`);
    expect(odd.OAuthFlow.map(({ flow }) => flow)).toEqual(['constructor']);
    expect(odd.SecurityScheme[1]?.at('__proto__').key).toBe('__proto__');
  });
});

describe('the vocabulary of 3.1', () => {
  const written = (version: string) => `
openapi: ${version}
jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
components:
  schemas:
    All:
      type: [object, 'null']
      prefixItems: [{ type: string }, { type: integer }]
      unevaluatedItems: { type: boolean }
      contains: { type: number }
      minContains: 1
      maxContains: 3
      patternProperties: { '^x': { type: string } }
      propertyNames: { type: string, maxLength: 9 }
      unevaluatedProperties: false
      dependentSchemas: { card: { type: object } }
      dependentRequired: { card: [address] }
      if: { type: string }
      then: { type: string, minLength: 1 }
      else: { type: integer }
      const: only
      contentMediaType: application/json
      contentEncoding: base64
      contentSchema: { type: array }
      $defs: { Inner: { type: integer } }
      examples: [only]
    Anything: true
    Nothing: false
  pathItems:
    Shared: { get: { operationId: shared, responses: {} } }
webhooks:
  sold: { post: { operationId: sold, responses: {} } }
`;
  const { api } = modelOf(written('3.1.1'));
  const schemas = api.components?.schemas;
  const all = schemas?.get('All');

  test('holds schemas in lists, in maps and alone', () => {
    expect(all && typesOf(all.prefixItems)).toEqual(['string', 'integer']);
    expect(all && typesOf(all.patternProperties.values())).toEqual(['string']);
    expect(all && typesOf(all.dependentSchemas.values())).toEqual(['object']);
    expect(all && typesOf(all.$defs.values())).toEqual(['integer']);
    const single = [
      all?.unevaluatedItems,
      all?.contains,
      all?.propertyNames,
      all?.if,
      all?.then,
      all?.else,
      all?.contentSchema,
    ];
    expect(single.map((schema) => schema?.types.join())).toEqual([
      'boolean',
      'number',
      'string',
      'string',
      'string',
      'integer',
      'array',
    ]);
  });

  test('holds plain values', () => {
    expect([all?.minContains, all?.maxContains, all?.const, all?.examples]).toEqual([
      1,
      3,
      'only',
      ['only'],
    ]);
    expect([all?.contentMediaType, all?.contentEncoding]).toEqual(['application/json', 'base64']);
    expect(all?.dependentRequired).toEqual({ card: ['address'] });
    expect([all?.types, all?.isNullable]).toEqual([['object'], true]);
  });

  test('has schemas that are true or false, wherever a schema may stand', () => {
    expect(schemas?.get('Anything')?.boolean).toBe(true);
    expect(schemas?.get('Nothing')?.boolean).toBe(false);
    expect(all?.unevaluatedProperties?.boolean).toBe(false);
  });

  test('means nothing in 3.0', () => {
    const old = modelOf(written('3.0.4')).api;
    const schema = old.components?.schemas.get('All');
    expect(schema && [schema.prefixItems, [...schema.patternProperties], schema.if]).toEqual([
      [],
      [],
      undefined,
    ]);
    expect([schema?.const, schema?.types, schema?.isNullable]).toEqual([undefined, [], false]);
    expect([old.webhooks.size, old.components?.pathItems.size]).toEqual([0, 0]);
    expect(old.jsonSchemaDialect).toBeUndefined();
  });

  test('names its dialect', () => {
    expect(api.jsonSchemaDialect).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  test('keeps path items among the components, which are no path of their own', () => {
    const shared = api.components?.pathItems.get('Shared');
    expect(shared?.operations.map(({ operationId }) => operationId)).toEqual(['shared']);
    expect(api.paths.size).toBe(0);
    expect(inboundOperations(api)).toEqual([]);
  });
});

describe('a description without paths', () => {
  test('of webhooks only has operations, which nobody calls from outside', () => {
    const { api, nodes } = modelOf(`
openapi: 3.1.0
webhooks:
  sold: { post: { operationId: sold, responses: {} } }
  gone: { $ref: '#/components/pathItems/Gone' }
components:
  pathItems:
    Gone: { delete: { operationId: gone, responses: {} } }
`);
    expect([...api.webhooks.values()].flatMap(({ operations }) => operations.length)).toEqual([
      1, 1,
    ]);
    expect(nodes.Operation.map((each) => [each.operationId, nameOf(each), roleOf(each)])).toEqual([
      ['sold', 'POST sold', 'webhook'],
      ['gone', 'DELETE gone', 'webhook'],
    ]);
    expect(inboundOperations(api)).toEqual([]);
  });

  test('of components only has its schemas', () => {
    const { api, nodes } = modelOf(
      '{ openapi: 3.1.0, components: { schemas: { A: { type: array, items: { type: string } } } } }',
    );
    expect([api.paths.size, nodes.Operation.length, nodes.Schema.length]).toEqual([0, 0, 2]);
  });
});

describe('3.2', () => {
  const written = (version: string) => `
openapi: ${version}
$self: https://api.example.com/openapi.yaml
tags:
  - { name: shop, summary: Shop, kind: nav }
  - { name: orders, parent: shop, kind: badge }
servers: [{ url: 'https://api.example.com', name: live }]
paths:
  /orders:
    query:
      operationId: find
      parameters:
        - name: filter
          in: querystring
          content: { application/json: { schema: { type: object } } }
      responses: { 200: { summary: Some, description: orders } }
    additionalOperations:
      COPY: { operationId: copy, responses: {} }
      Link: { operationId: link, responses: {} }
    get:
      operationId: stream
      responses:
        200:
          description: lines
          content:
            application/jsonl: { itemSchema: { type: object } }
            multipart/mixed:
              itemSchema: { type: object }
              prefixEncoding: [{ contentType: application/json }, { contentType: image/png }]
              itemEncoding:
                contentType: text/plain
                prefixEncoding: [{ contentType: text/csv }]
            application/xml: { $ref: '#/components/mediaTypes/Xml' }
components:
  mediaTypes:
    Xml: { schema: { type: object, xml: { nodeType: element } } }
  examples:
    one: { dataValue: { a: 1 }, serializedValue: '{"a":1}' }
  schemas:
    Pet: { discriminator: { propertyName: kind, defaultMapping: Cat } }
    Cat: { type: object }
  securitySchemes:
    device:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: https://auth.example.com/.well-known/oauth-authorization-server
      flows:
        deviceAuthorization:
          deviceAuthorizationUrl: https://auth.example.com/device
          tokenUrl: https://auth.example.com/token
          scopes: { read: Read }
`;
  const { api, nodes } = modelOf(written('3.2.0'));
  const orders = api.paths.get('/orders');
  const answer = orders?.get?.responses.get('200');

  test('has the method QUERY, which changes nothing', () => {
    expect(orders?.query?.operationId).toBe('find');
    expect([orders?.query?.method, orders?.query?.isWriting]).toEqual(['query', false]);
  });

  test('has any other method, spelled as it is written', () => {
    expect(orders?.operations.map(({ method }) => method)).toEqual([
      'get',
      'query',
      'COPY',
      'Link',
    ]);
    expect(orders?.operations.map(({ isWriting }) => isWriting)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(inboundOperations(api).length).toBe(4);
  });

  test('has parameters that are the whole query', () => {
    const filter = first(orders?.query?.allParameters ?? []);
    expect([filter.in, filter.content.get('application/json')?.schema?.types]).toEqual([
      'querystring',
      ['object'],
    ]);
  });

  test('has schemas and encodings of items in a stream', () => {
    const mixed = answer?.content.get('multipart/mixed');
    expect(answer?.content.get('application/jsonl')?.itemSchema?.types).toEqual(['object']);
    expect(mixed?.prefixEncoding.map(({ contentType }) => contentType)).toEqual([
      'application/json',
      'image/png',
    ]);
    expect(mixed?.itemEncoding?.contentType).toBe('text/plain');
    expect(mixed?.itemEncoding?.prefixEncoding[0]?.contentType).toBe('text/csv');
  });

  test('shares media types among the components', () => {
    const shared = api.components?.mediaTypes.get('Xml');
    expect(shared).toBeDefined();
    expect(answer?.content.get('application/xml')).toBe(shared);
    expect(shared?.schema?.xml?.nodeType).toBe('element');
  });

  test('has the device flow, the address of its metadata, and schemes that are on the way out', () => {
    const [scheme] = nodes.SecurityScheme;
    expect([scheme?.deprecated, scheme?.oauth2MetadataUrl]).toEqual([
      true,
      'https://auth.example.com/.well-known/oauth-authorization-server',
    ]);
    const flow = scheme?.flows.get('deviceAuthorization');
    expect([flow?.flow, flow?.deviceAuthorizationUrl, flow?.scopeNames]).toEqual([
      'deviceAuthorization',
      'https://auth.example.com/device',
      ['read'],
    ]);
  });

  test('says what tags are for, and under which they stand', () => {
    expect(
      nodes.Tag.map(({ purpose, parentName, summary }) => [purpose, parentName, summary]),
    ).toEqual([
      ['nav', undefined, 'Shop'],
      ['badge', 'shop', undefined],
    ]);
  });

  test('names itself, its servers and its answers', () => {
    expect(api.$self).toBe('https://api.example.com/openapi.yaml');
    expect(api.servers.map(({ name }) => name)).toEqual(['live']);
    expect(orders?.query?.responses.get('200')?.summary).toBe('Some');
  });

  test('has examples as data and as text, and a schema for values that no mapping names', () => {
    const one = api.components?.examples.get('one');
    expect([one?.dataValue, one?.serializedValue]).toEqual([{ a: 1 }, '{"a":1}']);
    const pet = api.components?.schemas.get('Pet');
    expect(pet?.discriminator?.mappedByDefault).toBe(api.components?.schemas.get('Cat'));
  });

  test('and none of it means anything in 3.1', () => {
    const old = modelOf(written('3.1.2'));
    const item = old.api.paths.get('/orders');
    expect(item?.operations.map(({ method }) => method)).toEqual(['get']);
    expect([old.api.$self, old.api.components?.mediaTypes.size]).toEqual([undefined, 0]);
    const mixed = item?.get?.responses.get('200')?.content.get('multipart/mixed');
    expect([mixed?.itemSchema, mixed?.itemEncoding, mixed?.prefixEncoding]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect(old.nodes.Tag.map(({ purpose }) => purpose)).toEqual([undefined, undefined]);
    expect(old.nodes.SecurityScheme.map((scheme) => scheme.oauth2MetadataUrl)).toEqual([undefined]);
  });
});

describe('the version', () => {
  test.each([
    ["swagger: '2.0'", '2.0'],
    ['swagger: 2.0', '2.0'],
    ['swagger: 2', '2.0'],
    ['openapi: 3.0.0', '3.0'],
    ['openapi: 3.0.4', '3.0'],
    ['openapi: 3.1', '3.1'],
    ['openapi: 3.2', '3.2'],
    ['openapi: 3', '3.0'],
    ["openapi: '3.1'", '3.1'],
    ['openapi: 3.1.0-rc1', '3.1'],
    ['openapi: " 3.0.3 "', '3.0'],
    ['{"openapi": 3.1}', '3.1'],
  ])('of `%s` is read as %s', (text, version) => {
    expect(identify(valueIn(text))).toEqual({ version });
  });

  test.each([
    ["openapi: '3.3.0'", '3.3.0'],
    ['openapi: 3.3', '3.3'],
    ['openapi: 4.0.0', '4.0.0'],
    ['openapi: 3.10.0', '3.10.0'],
    ["openapi: '2.0'", '2.0'],
    ["swagger: '1.2'", '1.2'],
    ["swagger: '3.0.0'", '3.0.0'],
    ['openapi: latest', 'latest'],
    ["openapi: ''", ''],
    ['openapi: 3.1.x', '3.1.x'],
  ])('of `%s` is refused, by its name and with those that are read', (text, named) => {
    const { version, problem } = identify(valueIn(text));
    expect(version).toBeUndefined();
    expect(problem).toContain(`"${named}", which is not a version that can be checked`);
    expect(problem).toContain('2.0 and openapi 3.0, 3.1 and 3.2');
  });

  test.each([
    ['asyncapi: 3.0.0', 'it is one of AsyncAPI'],
    ['arazzo: 1.0.1', 'it is one of workflows (Arazzo)'],
    ['overlay: 1.0.0', 'it is an overlay'],
    ["swaggerVersion: '1.2'", 'it is one of Swagger 1'],
    ['info: {}', 'it has no root key "openapi" or "swagger"'],
  ])('of `%s` is none, and says what else it is', (text, why) => {
    const { problem } = identify(valueIn(text));
    expect(problem).toContain(`is not an OpenAPI description: ${why}`);
  });

  test.each(['openapi: null', 'openapi: [3.1.0]', 'swagger: { version: 2.0 }', 'openapi: true'])(
    'of `%s` is none, at its key',
    (text) => {
      expect(identify(valueIn(text))).toMatchObject({
        problem: expect.stringContaining('is not a text'),
        key: text.slice(0, 7),
      });
    },
  );
});
