import {
  type Alternative,
  defineRule,
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
      for (const operation of administrative) {
        eligible();
        if (isOpen(operation)) continue;
        const { from, alternatives } = securityOf(operation);
        const match = ordinary.find(({ alternative }) =>
          alternatives.some((own) => isCoveredBy(own, alternative)),
        );
        if (match === undefined) continue;
        const other = nameOf(match.operation);
        const at = from === 'operation' ? operation.at('security') : operation;
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

/** What operations ask for, each combination once. */
function askedBy(operations: readonly Operation[]): readonly Asked[] {
  const asked = new Map<string, Asked>();
  for (const operation of operations) {
    for (const alternative of securityOf(operation).alternatives) {
      if (alternative.schemes.length === 0) continue;
      const key = JSON.stringify(alternative.schemes.map(({ name, scopes }) => [name, scopes]));
      if (!asked.has(key)) asked.set(key, { operation, alternative });
    }
  }
  return [...asked.values()];
}
