import { defineRule, flag, isInbound, nameOf } from 'specgate/rule';
import { isHealthRoute } from '../shared/health-route.ts';
import { documents } from '../shared/statuses.ts';

export default defineRule({
  id: 'rate-limit-429-missing',
  title: 'Operation does not document throttling',
  category: 'resource-limits',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-770', 'OWASP-API4:2023'],
  tags: ['rate-limits'],
  why: 'Clients that do not expect 429 try again at once; and one operation without it among others that have it often has no limit.',
  fix: 'Refer to a shared response under the status `429`.',
  peers: {
    kics: ['general/response_code_missing'],
    'spectral-owasp': ['owasp:api4:2023-rate-limit-responses-429'],
    vacuum: ['owasp-define-error-responses-429'],
    '42crunch': ['*response-429'],
  },

  aggregate: 'document',
  options: {
    acceptRange: flag('The range `4XX` includes it.', true),
    acceptDefault: flag('The response `default` includes it.', false),
  },
  messages: {
    missing: '"{operation}" documents no response 429.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      const { method } = operation;
      if (method === 'options' || method === 'head' || !isInbound(operation)) return;
      if (isHealthRoute(operation)) return;
      eligible();
      const accepted = { range: options.acceptRange, otherwise: options.acceptDefault };
      if (documents(operation, '429', accepted)) return;
      report(operation.at('responses'), 'missing', { operation: nameOf(operation) });
    },
  },
});
