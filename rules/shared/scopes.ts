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

/** Whether a scope, by its name, only lets its holder look: `orders:read`, `admin.users:read`, `view_users`. */
export function isReadScope(scope: string): boolean {
  return kindOf(scope) === 'read';
}

/** Whether a scope, by its name, lets its holder change something: `orders:write`, `orders.*`. */
export function isWriteScope(scope: string): boolean {
  return kindOf(scope) === 'write';
}

/** The last word decides, if it is a verb; else any write word does before any read word. */
function kindOf(scope: string): 'read' | 'write' | undefined {
  if (scope.includes('*')) return 'write';
  const tokens = tokensOf(scope);
  const last = tokens.at(-1) ?? '';
  if (READ_WORDS.has(last)) return 'read';
  if (tokens.some((token) => WRITE_WORDS.has(token))) return 'write';
  return tokens.some((token) => READ_WORDS.has(token)) ? 'read' : undefined;
}
