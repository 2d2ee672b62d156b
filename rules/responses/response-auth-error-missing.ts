import {
  defineRule,
  type EffectiveSecurity,
  fact,
  flag,
  isInbound,
  nameOf,
  type Operation,
  pathOf,
  securityOf,
} from 'specgate/rule';
import { ADMIN_SEGMENTS, segmentIn } from '../shared/sensitive-segments.ts';
import { documents } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-auth-error-missing',
  title: 'Protected operation does not document 401 or 403',
  category: 'responses',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-755', 'CWE-1059', 'OWASP-API8:2023', 'OWASP-API2:2023'],
  tags: ['schema-validation'],
  why: 'What is not described is not tested: nobody proves that callers without a valid credential are turned away, nor what the answer gives away.',
  fix: 'Refer to a shared response under `401`, and to one under `403` where a caller may be known and still not be allowed.',
  limits:
    'Operations that may be called without a credential are not asked. 403 is asked for only where scopes are required, or below administrative paths.',
  peers: {
    kics: ['general/response_code_missing'],
    'spectral-owasp': ['owasp:api8:2023-define-error-responses-401'],
    vacuum: ['owasp-define-error-responses-401'],
    cherrybomb: ['Check401', 'Check403'],
    '42crunch': ['*response-401', '*response-403'],
  },

  aggregate: 'document',
  options: {
    acceptRange: flag('The range `4XX` includes both.', true),
    acceptDefault: flag('The response `default` includes both.', true, false),
    checkForbiddenAlways: flag('403 is asked for wherever a credential is.', false, true),
  },
  messages: {
    missing: '"{operation}" asks for a credential and documents no response {statuses}.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      const { isAnonymous, isOptional } = securityOf(operation);
      if (isAnonymous || isOptional || !isInbound(operation)) return;
      eligible();
      const accepted = { range: options.acceptRange, otherwise: options.acceptDefault };
      const asked = options.checkForbiddenAlways || mayForbid(operation) ? BOTH : UNKNOWN_ONLY;
      const missing = asked.filter((status) => !documents(operation, status, accepted));
      if (missing.length === 0) return;
      const statuses = missing.join(' or ');
      report(operation.at('responses'), 'missing', { operation: nameOf(operation), statuses });
    },
  },
});

const UNKNOWN_ONLY = ['401'] as const;
const BOTH = ['401', '403'] as const;

/** Whether a caller who is known may still not be allowed. */
function mayForbid(operation: Operation): boolean {
  return (
    asksForScopes(securityOf(operation)) ||
    segmentIn(pathOf(operation), ADMIN_SEGMENTS) !== undefined
  );
}

const asksForScopes = fact(({ alternatives }: EffectiveSecurity) =>
  alternatives.some(({ schemes }) => schemes.some(({ scopes }) => scopes.length > 0)),
);
