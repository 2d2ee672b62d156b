import { expect, test } from 'vitest';
import { weights } from './weights-of.ts';

/** A JWT that ran out in 2023, of a subject that is no sample. */
const OVER =
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJiYWtlci0xNyIsImlhdCI6MTcwMDAwMDAwMCwiZXhwIjoxNzAwMDAzNjAwfQ.c2lnbmF0dXJlLW9mLXRoZS1iYWtlcg';

const SCHEMES = `
components:
  securitySchemes:
    people:
      type: oauth2
      flows:
        clientCredentials: { tokenUrl: /token, scopes: { 'bread:read': Look, 'bread:write': Bake } }
    oidc: { type: openIdConnect, openIdConnectUrl: 'https://sso.bakery.eu/' }
`;

test.each([
  ['scope-read-for-write', ['info'], "get: { security: [{ people: ['bread:write'] }], RESPONSES }"],
  [
    'scope-read-for-write',
    ['medium'],
    "put: { security: [{ people: ['bread:read'] }], RESPONSES }",
  ],
  ['oauth-url-invalid', ['info', 'info'], 'get: { RESPONSES }'],
  ['secret-jwt', ['info'], `get: { description: 'Send ${OVER}', RESPONSES }`],
  [
    'secret-url-userinfo',
    ['medium'],
    "get: { description: 'ftp://baker:Zq8fK2mX9w@bakery.eu', RESPONSES }",
  ],
  [
    'secret-url-userinfo',
    ['critical'],
    "get: { externalDocs: { url: 'https://baker:Zq8fK2mX9w@bakery.eu' }, RESPONSES }",
  ],
  [
    'secret-default-credential',
    ['high', 'medium'],
    `post:
      parameters:
        - { name: client_secret, in: query, schema: { type: string, default: 9c1f7b2e4d6a8035 } }
        - { name: app_secret, in: query, schema: { type: string, example: 7b1e9d2c4f6a8035 } }
      RESPONSES`,
  ],
  [
    'backend-insecure',
    ['high', 'info'],
    `get:
      x-amazon-apigateway-integration: { uri: 'http://ovens.bakery.eu' }
      RESPONSES
    post:
      x-amazon-apigateway-integration: { uri: 'http://ovens.bakery.eu', connectionType: VPC_LINK }
      RESPONSES`,
  ],
  ['internal-operation-published', ['info'], 'get: { RESPONSES }'],
] as const)('what %s finds weighs %j', async (rule, severities, operations) => {
  const text = `openapi: 3.1.0
info: { title: Bakery, version: '1' }
servers: [{ url: 'https://bakery.eu' }]
paths:
  /internal/loaves:
    ${operations.replaceAll('RESPONSES', "responses: { '200': { description: Loaves } }")}
${SCHEMES}`;
  const expected = severities.map((severity) => `${rule} ${severity}`).toSorted();
  expect(await weights(text, [rule])).toEqual(expected);
});
