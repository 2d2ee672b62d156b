import { describe, expect, test } from 'vitest';
import { gatewayEvidence, signsOn, wordingOf } from '../../rules/shared/gateway.ts';
import type { Control } from '../../rules/shared/gateway-signs.ts';
import { inboundOperations } from '../../src/model/facts/operations.ts';
import { pointerText } from '../../src/source/pointer.ts';
import { modelOf } from '../model/model-of.ts';

/** What the extensions at the root, the path or the operation say about the one operation. */
function evidence(control: Control, at: 'root' | 'path' | 'operation', extension: string) {
  const { api } = modelOf(`
openapi: 3.0.3
${at === 'root' ? extension : ''}
paths:
  /loaves:
    ${at === 'path' ? extension : ''}
    get:
      operationId: bake
      ${at === 'operation' ? extension : ''}
      responses: {}
`);
  const [operation] = inboundOperations(api);
  if (operation === undefined) throw new Error(extension);
  return gatewayEvidence(operation, control).map((sign) => pointerText(sign.spot.at));
}

const FOR: readonly (readonly [Control, 'root' | 'path' | 'operation', string])[] = [
  ['auth-off', 'root', 'x-wso2-disable-security: true'],
  ['auth-off', 'operation', 'x-auth-type: none'],
  ['auth-off', 'operation', 'x-amazon-apigateway-auth: { type: NONE }'],
  ['auth-off', 'path', 'x-42c-no-authentication: true'],
  [
    'auth-off',
    'root',
    'x-tyk-api-gateway: { middleware: { operations: { bake: { ignoreAuthentication: { enabled: true } } } } }',
  ],
  ['auth-bound', 'operation', 'x-amazon-apigateway-auth: { type: AWS_IAM }'],
  ['auth-bound', 'path', 'x-kong-plugin-key-auth: { config: {} }'],
  ['auth-bound', 'root', 'x-apisix-plugins: { jwt-auth: {} }'],
  ['auth-bound', 'root', 'x-tyk-api-gateway: { server: { authentication: { enabled: true } } }'],
  ['auth-bound', 'operation', 'x-zuplo-route: { policies: { inbound: [my-jwt-auth-inbound] } }'],
  ['rate-limit', 'root', 'x-kong-plugin-rate-limiting: { config: { minute: 5 } }'],
  ['rate-limit', 'operation', 'x-adc-plugins: { limit-count: { count: 5 } }'],
  ['rate-limit', 'operation', 'x-google-quota: { metricCosts: { reads: 1 } }'],
  ['rate-limit', 'root', 'x-google-management: { quota: {} }'],
  ['rate-limit', 'operation', 'x-throttling-tier: Gold'],
  ['rate-limit', 'root', 'x-42c-request-limiter_0.1: { limit: 5 }'],
  ['rate-limit', 'operation', 'x-zuplo-route: { policies: { inbound: [rate-limit-inbound] } }'],
  [
    'rate-limit',
    'root',
    'x-tyk-api-gateway: { middleware: { operations: { bake: { rateLimit: { enabled: true } } } } }',
  ],
  ['request-validation', 'root', 'x-amazon-apigateway-request-validators: { all: {} }'],
  ['request-validation', 'path', 'x-kong-plugin-request-validator: {}'],
  ['cors-wildcard', 'root', "x-amazon-apigateway-cors: { allowOrigins: [https://a.example, '*'] }"],
  ['cors-wildcard', 'root', "x-kong-plugin-cors: { config: { origins: ['*'] } }"],
  ['cors-wildcard', 'root', 'x-google-endpoints: [{ name: a, allowCors: true }]'],
  ['weak-tls', 'root', 'x-amazon-apigateway-security-policy: TLS_1_0'],
  ['weak-tls', 'root', 'x-tyk-api-gateway: { upstream: { tlsTransport: { minVersion: 769 } } }'],
  ['backend-insecure', 'root', 'x-google-backend: { address: http://ovens.example }'],
  ['backend-insecure', 'root', 'x-kong-service-defaults: { tls_verify: false }'],
  ['inline-code', 'root', 'x-apisix-script: return 1'],
  ['inline-code', 'path', 'x-kong-plugin-pre-function: { config: { access: [x] } }'],
];

describe('extensions speak about an operation', () => {
  test.each(FOR)('%s, at the %s: %s', (control, at, extension) => {
    expect(evidence(control, at, extension)).toHaveLength(1);
  });

  test.each<readonly [Control, 'root' | 'path' | 'operation', string]>([
    ['auth-off', 'operation', 'x-auth-type: Application'],
    ['auth-off', 'root', 'x-wso2-disable-security: false'],
    ['auth-off', 'root', 'x-google-allow: all'],
    [
      'auth-off',
      'root',
      'x-tyk-api-gateway: { middleware: { operations: { sell: { ignoreAuthentication: { enabled: true } } } } }',
    ],
    ['auth-bound', 'root', 'x-kong-plugin-jwt: { enabled: false }'],
    ['auth-bound', 'root', 'x-apisix-plugins: { jwt-auth: { _meta: { disable: true } } }'],
    ['rate-limit', 'operation', 'x-throttling-tier: Unlimited'],
    ['rate-limit', 'operation', 'x-rate-limit: false'],
    ['rate-limit', 'root', 'x-kong-plugin-acl: {}'],
    ['backend-insecure', 'root', 'x-google-backend: { address: http://localhost:80 }'],
    ['cors-wildcard', 'root', 'x-amazon-apigateway-cors: [not, an, object]'],
    ['weak-tls', 'root', 'x-kong-service-defaults: 7'],
  ])('but not %s, at the %s: %s', (control, at, extension) => {
    expect(evidence(control, at, extension)).toEqual([]);
  });

  test('at the value that says so', () => {
    const extension = 'x-tyk-api-gateway: { server: { authentication: { enabled: true } } }';
    expect(evidence('auth-bound', 'root', extension)).toEqual([
      '#/x-tyk-api-gateway/server/authentication/enabled',
    ]);
  });
});

test('what stands on a node is told with its place in words', () => {
  const { api } = modelOf(
    '{ openapi: 3.0.3, x-google-allow: all, x-wso2-cors: { accessControlAllowOrigins: [a, "*"] } }',
  );
  expect(signsOn(api, 'auth-off').map(wordingOf)).toEqual(['x-google-allow: all']);
  expect(signsOn(api, 'cors-wildcard').map(wordingOf)).toEqual(['x-wso2-cors … 1: *']);
});
