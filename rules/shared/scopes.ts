import { fact, type SecurityScheme } from 'specgate/rule';
import { tokensOf } from './words.ts';

/** The scopes that a scheme offers, over all its flows. */
export const declaredScopes: (scheme: SecurityScheme) => ReadonlySet<string> = fact(
  (scheme: SecurityScheme) => {
    const names = new Set<string>();
    for (const flow of scheme.flows.values()) for (const name of flow.scopeNames) names.add(name);
    // A 2.0 scheme without `flow` has no flows, and yet may list scopes.
    const { scopes } = scheme;
    if (typeof scopes === 'object' && scopes !== null && !Array.isArray(scopes)) {
      for (const name of Object.keys(scopes)) names.add(name);
    }
    return names;
  },
);

const READ_WORDS = new Set(['read', 'readonly', 'view', 'viewer', 'list', 'get', 'fetch']);
const WRITE_WORDS = new Set([
  'write',
  'edit',
  'manage',
  'admin',
  'create',
  'update',
  'delete',
  'modify',
  'full',
  'post',
  'put',
  'patch',
]);

/** Whether a scope, by its name, only lets its holder look: `orders:read`, `view_users`. */
export function isReadScope(scope: string): boolean {
  const tokens = tokensOf(scope);
  return tokens.some((token) => READ_WORDS.has(token)) && !isWriteScope(scope);
}

/** Whether a scope, by its name, lets its holder change something: `orders:write`, `orders.*`. */
export function isWriteScope(scope: string): boolean {
  return scope.includes('*') || tokensOf(scope).some((token) => WRITE_WORDS.has(token));
}
