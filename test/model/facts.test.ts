import { describe, expect, test } from 'vitest';
import { directionOf } from '../../src/model/facts/direction.ts';
import { isInbound, nameOf, roleOf } from '../../src/model/facts/operations.ts';
import { lowest, typesOf, wholesOf } from '../../src/model/facts/schemas.ts';
import { securityOf, strengthOf, usesOf } from '../../src/model/facts/security.ts';
import { hostOf, isCleartext, urlsOf } from '../../src/model/facts/servers.ts';
import { cpuTime } from '../cpu-time.ts';
import { first, modelOf } from './model-of.ts';

describe('effective security', () => {
  const { api, nodes } = modelOf(`
openapi: 3.1.0
security: [{ key: [] }]
paths:
  /inherited: { get: { responses: {} } }
  /own: { get: { security: [{ token: [a, b], key: [] }, { gone: [] }], responses: {} } }
  /off: { get: { security: [], responses: {} } }
  /empty: { get: { security: [{}], responses: {} } }
  /optional: { get: { security: [{}, { key: [] }], responses: {} } }
  /broken: { get: { security: text, responses: {} } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: k }
    token: { type: http, scheme: Bearer }
`);
  const at = (path: string) => {
    const operation = nodes.Operation.find((candidate) => nameOf(candidate) === `GET ${path}`);
    if (operation === undefined) throw new Error(path);
    return securityOf(operation);
  };

  test('is inherited, overridden, switched off or optional', () => {
    expect(at('/inherited')).toMatchObject({ from: 'root', isAnonymous: false, isOptional: false });
    expect(at('/own')).toMatchObject({ from: 'operation', isAnonymous: false });
    expect(at('/off')).toMatchObject({ from: 'operation', isAnonymous: true });
    expect(at('/empty')).toMatchObject({ isAnonymous: true, isOptional: false });
    expect(at('/optional')).toMatchObject({ isAnonymous: false, isOptional: true });
    expect(at('/broken')).toMatchObject({ from: 'root' });
  });

  test('knows the schemes, their scopes and their strength', () => {
    const [both, gone] = at('/own').alternatives;
    expect(both?.schemes.map(({ name, scopes }) => [name, scopes])).toEqual([
      ['token', ['a', 'b']],
      ['key', []],
    ]);
    expect(both?.schemes.map(({ scheme }) => scheme && strengthOf(scheme))).toEqual([
      'token',
      'api-key',
    ]);
    expect(gone?.schemes[0]?.scheme).toBeUndefined();
  });

  test('tells where a scheme is asked for, and for which operations', () => {
    expect(
      usesOf(api, 'key').map(({ requirement, operations }) => [
        requirement.pointer,
        operations.length,
      ]),
    ).toEqual([
      ['#/security/0', 2],
      ['#/paths/~1optional/get/security/1', 1],
      ['#/paths/~1own/get/security/0', 1],
    ]);
  });
});

describe('direction', () => {
  const { api, nodes } = modelOf(`
openapi: 3.1.0
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Sent' } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Got' } } } } }
      callbacks:
        done:
          '{$request.body#/url}':
            post:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Called' } } } }
              responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Answered' } } } } }
webhooks:
  news: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/News' } } } }, responses: {} } }
components:
  schemas:
    Sent: { properties: { both: { $ref: '#/components/schemas/Both' }, id: { type: string, readOnly: true } } }
    Got: { properties: { both: { $ref: '#/components/schemas/Both' }, password: { type: string, writeOnly: true } } }
    Both: { type: string }
    Called: { type: string }
    Answered: { type: string }
    News: { type: string }
    Unused: { type: string }
`);
  const way = (name: string) => {
    const { request, response } = directionOf(
      api.components?.schemas.get(name) ?? first(nodes.Schema),
    );
    return request && response ? 'both' : request ? 'request' : response ? 'response' : 'none';
  };

  test.each([
    ['Sent', 'request'],
    ['Got', 'response'],
    ['Both', 'both'],
    ['Called', 'response'],
    ['Answered', 'request'],
    ['News', 'response'],
    ['Unused', 'none'],
  ])('%s: %s', (name, expected) => expect(way(name)).toBe(expected));

  test('readOnly is never sent, writeOnly never returned', () => {
    const property = (schema: string, name: string) => {
      const found = api.components?.schemas.get(schema)?.properties.get(name);
      return found && directionOf(found);
    };
    expect(property('Sent', 'id')).toEqual({ request: false, response: false });
    expect(property('Got', 'password')).toEqual({ request: false, response: false });
  });

  test('an operation has the role of where it is used', () => {
    expect(nodes.Operation.map(roleOf).sort()).toEqual(['callback', 'inbound', 'webhook']);
    expect(nodes.Operation.filter(isInbound)).toHaveLength(1);
  });
});

test('in a description without operations, every schema may travel both ways', () => {
  const { nodes } = modelOf('{ openapi: 3.1.0, components: { schemas: { A: { type: string } } } }');
  expect(directionOf(first(nodes.Schema))).toEqual({ request: true, response: true });
});

test.each([['get', '#/components/pathItems/Shared', 'inbound']])(
  'an operation of a shared path item is named by the path that uses it',
  (method, ref) => {
    const { nodes } = modelOf(`
openapi: 3.1.0
paths: { /used: { $ref: '${ref}' } }
components: { pathItems: { Shared: { ${method}: { responses: {} } } } }
`);
    expect(nodes.Operation.map(nameOf)).toEqual(['GET /used']);
  },
);

describe('schemas that hold together', () => {
  const { api, nodes } = modelOf(`
openapi: 3.1.0
components:
  schemas:
    Name: { type: string }
    Short: { allOf: [{ $ref: '#/components/schemas/Name' }, { maxLength: 5 }] }
    Beside: { $ref: '#/components/schemas/Name', maxLength: 7 }
    Choice: { maxLength: 9, anyOf: [{ type: string }, { type: integer }] }
    Ring: { allOf: [{ $ref: '#/components/schemas/Ring' }, { type: object }] }
`);
  const named = (name: string) => api.components?.schemas.get(name) ?? first(nodes.Schema);

  test('a definition is judged once for each way in which it is used', () => {
    const limits = wholesOf(named('Name')).map(({ parts }) => lowest(parts, 'maxLength'));
    expect(limits.toSorted()).toEqual([5, 7]);
  });

  test('a branch is judged with what stands beside the list', () => {
    const [text] = named('Choice').anyOf;
    expect(
      text && wholesOf(text).map(({ parts }) => [typesOf(parts), lowest(parts, 'maxLength')]),
    ).toEqual([[['string'], 9]]);
  });

  test.each([
    ["[{ $ref: '#/components/schemas/Plain' }, { $ref: '#/components/schemas/Signed' }]"],
    ["[{ $ref: '#/components/schemas/Signed' }, { $ref: '#/components/schemas/Plain' }]"],
  ])('ways of use that meet again are told apart, whichever comes first: %s', (branches) => {
    const tokens = modelOf(`
openapi: 3.1.0
components:
  schemas:
    Token: { oneOf: ${branches} }
    Plain: { type: object, maxProperties: 9 }
    Signed: { maxProperties: 5, allOf: [{ $ref: '#/components/schemas/Plain' }] }
`);
    const plain = tokens.api.components?.schemas.get('Plain') ?? first(tokens.nodes.Schema);
    const limits = wholesOf(plain).map(({ parts }) => lowest(parts, 'maxProperties'));
    expect(limits.toSorted()).toEqual([5, 9]);
  });

  test('compositions that cross again and again come to an end', () => {
    const crossing = Array.from({ length: 40 }, (_, at) => {
      const next = `{ $ref: '#/components/schemas/S${at}' }`;
      return `    S${at + 1}: { anyOf: [${next}, ${next}], allOf: [${next}] }`;
    });
    const { api, nodes } = modelOf(
      `openapi: 3.1.0\ncomponents:\n  schemas:\n    S0: { type: string }\n${crossing.join('\n')}\n`,
    );
    const lowestOne = api.components?.schemas.get('S0') ?? first(nodes.Schema);
    expect(wholesOf(lowestOne).length).toBeGreaterThan(0);
  });

  test('schemas that all refer to all are followed in time', () => {
    const names = Array.from({ length: 250 }, (_, at) => `S${at}`);
    const anyOf = names.map((name) => `{ $ref: '#/components/schemas/${name}' }`).join(', ');
    const schemas = names.map((name) => `    ${name}: { anyOf: [${anyOf}] }`).join('\n');
    const { api } = modelOf(`openapi: 3.1.0\ncomponents:\n  schemas:\n${schemas}\n`);
    const all = [...(api.components?.schemas.values() ?? [])];
    expect(all).toHaveLength(names.length);
    expect(cpuTime(() => all.forEach((schema) => void wholesOf(schema)))).toBeLessThan(1500);
  });

  test.each([
    ['allOf', (name: string) => `{ allOf: [{ $ref: '#/components/schemas/${name}' }] }`],
    ['$ref', (name: string) => `{ minLength: 1, $ref: '#/components/schemas/${name}' }`],
  ])('a long row of schemas, each part of the one before by %s, is read in time', (_, part) => {
    const rows = Array.from({ length: 2000 }, (_row, at) => `    S${at}: ${part(`S${at + 1}`)}\n`);
    const { nodes } = modelOf(
      `openapi: 3.1.0\ncomponents:\n  schemas:\n${rows.join('')}    S2000: { type: string }`,
    );
    expect(cpuTime(() => nodes.Schema.forEach((schema) => void wholesOf(schema)))).toBeLessThan(
      5000,
    );
  });

  test('a composition of itself ends', () => {
    expect(wholesOf(named('Ring')).length).toBeGreaterThan(0);
  });
});

describe('servers', () => {
  test('variables are spelled out', () => {
    const { api } = modelOf(`
openapi: 3.1.0
servers:
  - url: '{scheme}://{env}.example.com'
    variables: { scheme: { default: https, enum: [https, http] }, env: { default: api } }
`);
    expect(api.servers.flatMap(urlsOf)).toEqual([
      'https://api.example.com',
      'http://api.example.com',
    ]);
  });

  test.each([
    ['http://api.example.com', true],
    ['HTTP://api.example.com', true],
    ['ws://api.example.com', true],
    ['https://api.example.com', false],
    ['http://localhost:8080', false],
    ['http://127.0.0.1/x', false],
    ['http://127.0.0.1.evil.example', true],
    ['/relative', false],
    ['//api.example.com', false],
  ])('%s is cleartext: %s', (url, expected) => expect(isCleartext(url)).toBe(expected));

  test('the host is found behind user information and before a port', () => {
    expect(hostOf('https://user:pass@API.example.com:8443/a')).toBe('api.example.com');
    expect(hostOf('http://[::1]:80/')).toBe('[::1]');
    expect(hostOf('/relative')).toBeUndefined();
  });
});
