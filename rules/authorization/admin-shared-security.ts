import {
  type Alternative,
  defineRule,
  type EffectiveSecurity,
  inboundOperations,
  nameOf,
  type Operation,
  pathOf,
  securityOf,
  texts,
} from 'specgate/rule';
import { isCoveredBy } from '../shared/alternatives.ts';
import { asksAnywhere, isOpen } from '../shared/protection.ts';
import { ADMIN_SEGMENTS, segmentIn } from '../shared/sensitive-segments.ts';

export default defineRule({
  id: 'admin-shared-security',
  title: 'Administrative operation is protected no better than ordinary ones',
  category: 'authorization',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-862', 'CWE-285', 'OWASP-API5:2023'],
  tags: ['oauth2'],
  why: 'If the same token opens both doors, only code that nobody sees here keeps users from what is meant for administrators.',
  fix: 'Ask for a scope or a scheme of its own for administration, or for both a token and a client certificate.',
  limits: 'Rights that the server looks up by itself, such as roles, do not show in a description.',
  peers: { 'spectral-owasp': ['owasp:api5:2023-admin-security-unique'] },

  aggregate: 'document',
  options: {
    segments: texts(
      'Whole segments of paths that mean administration, in lower case.',
      ADMIN_SEGMENTS,
    ),
  },
  messages: {
    shared: '"{operation}" is administrative and asks for no more than "{other}".',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      if (!asksAnywhere(api)) return;
      const operations = inboundOperations(api);
      const isAdministrative = (operation: Operation) =>
        segmentIn(pathOf(operation), options.segments) !== undefined;
      const administrative = operations.filter(isAdministrative);
      if (administrative.length === 0) return;
      const ordinary = askedBy(operations.filter((operation) => !isAdministrative(operation)));
      const matches = new Map<EffectiveSecurity, Asked | undefined>();
      for (const operation of administrative) {
        eligible();
        if (isOpen(operation)) continue;
        const security = securityOf(operation);
        // Those that inherit ask for the same.
        if (!matches.has(security)) matches.set(security, matchOf(security, ordinary));
        const match = matches.get(security);
        if (match === undefined) continue;
        const other = nameOf(match.operation);
        const at = security.from === 'operation' ? operation.at('security') : operation;
        const related = [{ at: match.operation, message: `${other} asks for as much.` }];
        report({ at, related }, 'shared', { operation: nameOf(operation), other });
      }
    },
  },
});

interface Asked {
  readonly operation: Operation;
  readonly alternative: Alternative;
}

interface Ordinary {
  /** In the order of the operations. */
  readonly asked: readonly Asked[];
  /** Where in `asked` each scheme, and each scope of one, is asked for. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** What operations ask for, each combination once. */
function askedBy(operations: readonly Operation[]): Ordinary {
  const asked = new Map<string, Asked>();
  const seen = new Set<EffectiveSecurity>();
  for (const operation of operations) {
    const security = securityOf(operation);
    if (seen.has(security)) continue;
    seen.add(security);
    for (const alternative of security.alternatives) {
      if (alternative.schemes.length === 0) continue;
      const key = JSON.stringify(alternative.schemes.map(({ name, scopes }) => [name, scopes]));
      if (!asked.has(key)) asked.set(key, { operation, alternative });
    }
  }
  const list = [...asked.values()];
  const places = new Map<string, number[]>();
  for (const [index, { alternative }] of list.entries()) {
    for (const credential of credentialsOf(alternative)) {
      const known = places.get(credential);
      if (known === undefined) places.set(credential, [index]);
      else known.push(index);
    }
  }
  return { asked: list, places };
}

/** The first of what ordinary operations ask for that is enough for one of the ways in. */
function matchOf({ alternatives }: EffectiveSecurity, ordinary: Ordinary): Asked | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (const own of alternatives) {
    for (const index of candidatesFor(own, ordinary)) {
      if (index >= first) break;
      const asked = ordinary.asked[index];
      if (asked !== undefined && isCoveredBy(own, asked.alternative)) first = index;
    }
  }
  return ordinary.asked[first];
}

/** Where that of its credentials is asked for which the fewest ask for: whatever covers the way in is among them. */
function candidatesFor(own: Alternative, { asked, places }: Ordinary): Iterable<number> {
  let fewest: readonly number[] | undefined;
  for (const credential of credentialsOf(own)) {
    const found = places.get(credential) ?? [];
    if (fewest === undefined || found.length < fewest.length) fewest = found;
  }
  return fewest ?? asked.keys();
}

/** A text for each scheme, and each scope of one, without those that are written twice. */
function credentialsOf({ schemes }: Alternative): ReadonlySet<string> {
  return new Set(
    schemes.flatMap(({ name, scopes }) => [name, ...scopes.map((scope) => `${name}\n${scope}`)]),
  );
}
