import {
  type Api,
  defineRule,
  inboundOperations,
  inTextOrder,
  integer,
  type Operation,
  pathOf,
  type SecurityScheme,
  securityOf,
  usesOf,
} from 'specgate/rule';
import { isPublic } from '../shared/public-operation.ts';
import { related } from '../shared/related.ts';
import { namesOfScheme, operationsUsing, titleOf } from '../shared/scheme-uses.ts';
import { ADMIN_SEGMENTS, segmentIn } from '../shared/sensitive-segments.ts';
import type { Lexicons } from '../shared/words.ts';

export default defineRule({
  id: 'scope-coarse',
  title: 'Scope grants everything',
  category: 'authorization',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-269', 'CWE-250', 'OWASP-API5:2023'],
  tags: ['oauth2'],
  why: 'Where one token opens everything, an integration that only has to read can also delete.',
  fix: 'Split scopes by thing and action, as `orders:read` and `orders:write`.',

  options: {
    minOperations: integer(
      'From this many operations on, one scope for all of them is reported.',
      10,
      { minimum: 2 },
    ),
  },
  messages: {
    wildcard: 'The scope "{scope}" of "{name}" grants everything.',
    single: 'The same scope "{scope}" of "{name}" opens all {count} operations, reads and writes.',
  },

  visit: {
    SecurityScheme(scheme, { options, lexicons, report }) {
      if (scheme.type !== 'oauth2' && scheme.type !== 'openIdConnect') return;
      const name = titleOf(scheme);
      const wildcards = wildcardsOf(scheme);
      for (const { scope, at } of wildcards) {
        const users = operationsAsking(scheme, scope).filter(isOrdinary);
        if (users.length > 0)
          report({ at, related: related(users, 'asks for it.') }, 'wildcard', { scope, name });
      }
      if (wildcards.length > 0) return;
      const single = singleScopeOf(scheme, lexicons);
      if (single === undefined || single.operations.length < options.minOperations) return;
      const place = { at: scheme, related: related(single.operations, 'asks for it.') };
      report(place, 'single', { scope: single.scope, name, count: single.operations.length });
    },
  },
});

const EVERYTHING = new Set([
  '*',
  'all',
  'full',
  'full_access',
  'fullaccess',
  'full-access',
  'root',
  'superuser',
  'everything',
]);

/** A scope that is one of these words, or ends with one after a separator. */
function grantsAll(scope: string): boolean {
  const plain = scope.toLowerCase();
  return (
    EVERYTHING.has(plain) ||
    EVERYTHING.has(plain.split(/[:./]/).at(-1) ?? '') ||
    EVERYTHING.has(plain.split(/[:./_-]/).at(-1) ?? '')
  );
}

function wildcardsOf(scheme: SecurityScheme) {
  const seen = new Set<string>();
  return inTextOrder(scheme.flows.values(), ({ flow }) => flow).flatMap((flow) =>
    flow.scopeNames
      .filter((scope) => grantsAll(scope) && !seen.has(scope) && seen.add(scope))
      .map((scope) => ({ scope, at: flow.at('scopes', scope) })),
  );
}

function operationsAsking(scheme: SecurityScheme, scope: string): readonly Operation[] {
  const uses = namesOfScheme(scheme).flatMap((name) => usesOf(scheme.api, name));
  const operations = uses
    .filter((use) => use.scopes.includes(scope))
    .flatMap((use) => use.operations);
  return [...new Set(operations)];
}

function isOrdinary(operation: Operation): boolean {
  return segmentIn(pathOf(operation), ADMIN_SEGMENTS) === undefined;
}

/** The one list of scopes that every operation of the description asks of this scheme, reads and writes alike. */
function singleScopeOf(scheme: SecurityScheme, lexicons: Lexicons) {
  const operations = operationsUsing(scheme);
  if (operations.length < guarded(scheme.api, lexicons)) return undefined;
  if (
    !operations.some(({ isWriting }) => isWriting) ||
    operations.every(({ isWriting }) => isWriting)
  )
    return undefined;
  const lists = new Set<string>();
  for (const operation of operations) {
    for (const { schemes } of securityOf(operation).alternatives) {
      const own = schemes.find((each) => each.scheme === scheme);
      if (own !== undefined) lists.add([...own.scopes].sort().join(', '));
    }
  }
  const [scope] = lists;
  return lists.size === 1 && scope !== undefined && scope !== ''
    ? { scope, operations }
    : undefined;
}

/** How many operations are not public. */
function guarded(api: Api, lexicons: Lexicons): number {
  return inboundOperations(api).filter((operation) => !isPublic(operation, lexicons)).length;
}
