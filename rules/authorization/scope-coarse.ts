import {
  type Api,
  defineRule,
  fact,
  inboundOperations,
  inTextOrder,
  integer,
  type Operation,
  pathOf,
  type SecurityScheme,
} from 'specgate/rule';
import { onceAList } from '../shared/once-a-list.ts';
import { isPublic } from '../shared/public-operation.ts';
import { related } from '../shared/related.ts';
import {
  namesOfScheme,
  operationsUsing,
  securitiesUsing,
  titleOf,
  usesOfScope,
} from '../shared/scheme-uses.ts';
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
        const users = ordinaryAsking(scheme, scope);
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

/** The operations that ask for a scope and are not administrative. */
function ordinaryAsking(scheme: SecurityScheme, scope: string): readonly Operation[] {
  const uses = namesOfScheme(scheme).flatMap((name) => usesOfScope(scheme.api, name, scope));
  return [...new Set(uses.flatMap((use) => ordinary(use.operations)))];
}

const ordinary = fact((operations: readonly Operation[]) => operations.filter(isOrdinary));

function isOrdinary(operation: Operation): boolean {
  return segmentIn(pathOf(operation), ADMIN_SEGMENTS) === undefined;
}

/** The one list of scopes that every operation of the description asks of this scheme, reads and writes alike. */
function singleScopeOf(scheme: SecurityScheme, lexicons: Lexicons) {
  const operations = operationsUsing(scheme);
  if (operations.length < guarded(scheme.api, lexicons)) return undefined;
  if (!mixes(operations)) return undefined;
  const lists = new Set<string>();
  for (const { alternatives } of securitiesUsing(scheme)) {
    for (const { schemes } of alternatives) {
      const own = schemes.find((each) => each.scheme === scheme);
      if (own !== undefined) lists.add([...own.scopes].sort().join(', '));
    }
  }
  const [scope] = lists;
  return lists.size === 1 && scope !== undefined && scope !== ''
    ? { scope, operations }
    : undefined;
}

/** Whether some of the operations write and some do not. */
const mixes = fact(
  (operations: readonly Operation[]) =>
    operations.some(({ isWriting }) => isWriting) &&
    !operations.every(({ isWriting }) => isWriting),
);

/** How many operations are not public. */
function guarded(api: Api, lexicons: Lexicons): number {
  return onceAList(
    inboundOperations(api),
    lexicons,
    (operations) => operations.filter((operation) => !isPublic(operation, lexicons)).length,
  );
}
