import { describe, expect, test } from 'vitest';
import { weights } from './weights-of.ts';

const SCHEMES = `
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    key: { type: apiKey, name: key, in: query }
    cookie: { type: apiKey, name: session, in: cookie }
    people:
      type: oauth2
      flows:
        implicit: { authorizationUrl: 'https://shop.test/a', scopes: {} }
        password: { tokenUrl: 'https://shop.test/t', scopes: {} }
`;
const RULES = [
  'auth-http-basic',
  'auth-apikey-in-url',
  'oauth-implicit-flow',
  'oauth-password-flow',
  'auth-cookie-csrf',
];

function shop(security: string, rest = ''): string {
  return `openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders:
    get: { ${security}responses: { '200': { description: Orders } } }
${rest}${SCHEMES}`;
}

describe('a scheme weighs', () => {
  test('its full severity where an operation accepts it, and a defended cookie is for information', async () => {
    const security = 'security: [{ basic: [] }, { key: [] }, { people: [] }, { cookie: [] }], ';
    expect(await weights(shop(security), RULES)).toEqual([
      'auth-apikey-in-url high',
      'auth-cookie-csrf info',
      'auth-http-basic high',
      'oauth-implicit-flow high',
      'oauth-password-flow high',
    ]);
  });

  test('less where none does', async () => {
    expect(await weights(shop('security: [{ cookie: [] }], '), RULES)).toEqual([
      'auth-apikey-in-url medium',
      'auth-cookie-csrf info',
      'auth-http-basic info',
      'oauth-implicit-flow medium',
      'oauth-password-flow medium',
    ]);
  });

  test('its full severity in a file without operations, which others use', async () => {
    const text = `openapi: 3.0.3\ninfo: { title: Shared, version: '1' }\npaths: {}${SCHEMES}`;
    expect(await weights(text, RULES.slice(0, 2))).toEqual([
      'auth-apikey-in-url high',
      'auth-http-basic high',
    ]);
  });
});

describe('the API-wide requirement that is missing weighs', () => {
  const rules = ['auth-default-missing'];
  test('its severity where an operation is open', async () => {
    expect(await weights(shop(''), rules)).toEqual(['auth-default-missing medium']);
    expect(await weights(shop('', 'security: []'), rules)).toEqual(['auth-default-missing medium']);
  });
  test('nothing more than information where each has its own', async () => {
    const own = 'security: [{ basic: [] }], ';
    expect(await weights(shop(own), rules)).toEqual(['auth-default-missing info']);
    expect(await weights(shop(own, 'security: []'), rules)).toEqual(['auth-default-missing info']);
  });
});

test.each([
  [
    'media-type-undeclared',
    ['medium', 'info'],
    `swagger: '2.0'
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      parameters: [{ name: order, in: body, schema: { type: object } }]
      responses: { '200': { description: Order, schema: { type: object } } }
`,
  ],
  [
    'param-conflict',
    ['high', 'info'],
    `openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: id, in: query, schema: { type: string } }
        - { name: page, in: query, schema: { type: string } }
        - { name: page, in: query, schema: { type: string } }
      responses: { '200': { description: Order } }
`,
  ],
  [
    'ref-siblings-ignored',
    ['medium', 'info'],
    `openapi: 3.0.3
info: { title: Shop, version: '1' }
paths: {}
components:
  schemas:
    A: { $ref: '#/components/schemas/B', maxLength: 4 }
    B: { type: string }
    C: { $ref: '#/components/schemas/B', description: As B }
`,
  ],
  [
    'media-type-wildcard',
    ['medium', 'info'],
    `openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      requestBody: { content: { '*/*': { schema: { type: string } } } }
      responses: { '200': { description: Order, content: { '*/*': { schema: { type: string } } } } }
`,
  ],
  [
    'server-variable-mismatch',
    ['medium', 'info'],
    `openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: 'https://{region}.shop.test', variables: { zone: { default: a } } }]
paths: {}
`,
  ],
  [
    'structure-invalid',
    ['high', 'low'],
    `openapi: 3.0.3
info: { title: Shop, version: 1.0, colour: red }
paths: {}
`,
  ],
  [
    'ref-type-mismatch',
    ['high', 'info'],
    `openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders:
    get:
      responses:
        '200': { $ref: '#/components/schemas/Order' }
        '404': { $ref: '#/paths/~1orders/get/responses/400' }
        '400': { description: Not well. }
`,
  ],
] as const)('what %s finds weighs %j', async (rule, severities, text) => {
  const expected = severities.map((severity) => `${rule} ${severity}`).toSorted();
  expect(await weights(text, [rule])).toEqual(expected);
});
