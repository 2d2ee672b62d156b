import { describe, expect, test } from 'vitest';
import { isPublic } from '../../rules/shared/public-operation.ts';
import { inboundOperations } from '../../src/model/facts/operations.ts';
import { modelOf } from '../model/model-of.ts';

/** Whether `POST /login` is public, in a description that holds nothing else. */
function judge(name: string, lexicons = {}, root = '', own = ''): boolean {
  const [method = '', path = ''] = name.split(' ');
  const { api } = modelOf(`
openapi: 3.2.0
${root}
paths:
  '${path}': { ${method.toLowerCase()}: { operationId: one, responses: {} ${own} } }
`);
  const [operation] = inboundOperations(api);
  if (operation === undefined) throw new Error(name);
  return isPublic(operation, lexicons);
}

describe('an operation is public by nature', () => {
  test.each([
    'POST /login',
    'POST /v1/auth/sign-in',
    'POST /auth/signUp',
    'GET /oauth2/authorize',
    'POST /oauth/token',
    'POST /connect/access_token',
    'POST /password/reset-password',
    'PUT /reset-password/{token}',
    'GET /verify/{token}',
    'POST /users/verify',
    'POST /accounts:signUp',
    'POST /sessions',
    'GET /.well-known/openid-configuration',
    'GET /sso/{provider}/callback',
    'GET /health',
    'GET /api/v2/ping',
    'GET /api/v1/status',
    'GET /version',
    'POST /auth/obtain',
    'POST /v1/password/reset',
    'POST /v2/users/2fa-login',
    'GET /core/content/login.html',
    'POST /authn/{account}/{login}/authenticate',
    'POST /realms/{realm}/protocol/openid-connect/token',
    'GET /{tenant}/saml/metadata',
    'GET /v4/public/system/info',
    'POST /oauth/device/code',
    'POST /oauth2/token#refresh',
    'GET /api-docs',
    'GET /health/live',
    'GET /q/health/ready',
    'GET /heartbeat',
    'GET /auth/google/callback',
    'GET /auth/{provider}/callback',
    'POST /auth/callback/{provider}',
    'POST /webauthn/login/begin',
    'HEAD /orders',
    'OPTIONS /orders',
  ])('%s', (name) => {
    expect(judge(name)).toBe(true);
  });

  test.each([
    'POST /orders',
    'POST /orders/{id}/confirm',
    'POST /orders/confirm',
    'POST /users/{id}/activate',
    'POST /cards/verify',
    'POST /catalog/refresh',
    'DELETE /token',
    'DELETE /sessions',
    'GET /sessions',
    'GET /tokens/{id}',
    'GET /orders/status',
    'PUT /status',
    'POST /health',
    'GET /monkey',
    'GET /token/{address}',
    'GET /users/last-login',
    'GET /oauth2/userinfo',
    'GET /oauth/applications',
    'POST /public/uploads',
    'POST /events/{id}/register',
    'POST /users/{id}/token',
    'POST /caches/reset',
    'DELETE /oauth/clients/{id}',
    'GET /loginhistory',
    'GET /{login}',
    'GET /health/records',
    'GET /orders/live',
    'POST /auth/keys',
    'POST /payments/callback',
    'POST /auctions/{id}/start',
  ])('but not %s', (name) => {
    expect(judge(name)).toBe(false);
  });
});

describe('an author says that an operation is public', () => {
  test.each([
    ', x-public: true',
    ', x-anonymous: Everybody may look',
    ', x-42c-accept-empty-security: true',
  ])('by "%s"', (own) => {
    expect(judge('POST /orders', {}, '', own)).toBe(true);
  });

  test('by the root, unless the operation says otherwise', () => {
    expect(judge('POST /orders', {}, 'x-public: true')).toBe(true);
    expect(judge('POST /orders', {}, 'x-public: true', ', x-public: false')).toBe(false);
  });

  test('not by an empty, false or foreign value', () => {
    expect(judge('POST /orders', {}, '', ', x-public: false')).toBe(false);
    expect(judge('POST /orders', {}, '', ", x-public: 'false'")).toBe(false);
    expect(judge('POST /orders', {}, '', ", x-public: ' '")).toBe(false);
    expect(judge('POST /orders', {}, '', ', x-public: { why: none }')).toBe(false);
  });
});

describe('the configuration', () => {
  const change = (add: readonly string[], remove: readonly string[] = []) => ({
    'public-operation': { add, remove },
  });

  test('adds words, paths and operationIds', () => {
    expect(judge('POST /guestbook', change(['guestbook']))).toBe(true);
    expect(judge('GET /pets/{id}/photos', change(['/pets/**']))).toBe(true);
    expect(judge('GET /pets/{id}/photos', change(['/pets/*']))).toBe(false);
    expect(judge('GET /pets', change(['on*']))).toBe(true);
  });

  test('removes words, in whatever spelling', () => {
    expect(judge('POST /sign-up', change([], ['signup']))).toBe(false);
    expect(judge('POST /login', change([], ['signup']))).toBe(true);
  });
});
