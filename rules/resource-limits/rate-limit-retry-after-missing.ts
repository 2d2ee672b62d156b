import { defineRule, flag, isInbound, texts } from 'specgate/rule';
import { saysWhenReset, saysWhenToRetry } from '../shared/rate-limits.ts';

export default defineRule({
  id: 'rate-limit-retry-after-missing',
  title: '429 response does not say when to retry',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-770', 'OWASP-API4:2023'],
  tags: ['rate-limits'],
  why: 'Clients that do not know how long to wait try again at once, and make the overload worse.',
  fix: 'Send the header `Retry-After` with a number of seconds, and document it.',
  peers: {
    'spectral-owasp': ['owasp:api4:2023-rate-limit-retry-after'],
    vacuum: ['owasp-rate-limit-retry-after'],
    zally: ['153'],
  },

  options: {
    statuses: texts('Statuses whose responses are asked about.', ['429'], ['429', '503']),
    acceptResetHeader: flag(
      'A header that says when the quota is full again, as `RateLimit-Reset`, is enough.',
      true,
    ),
  },
  messages: {
    missing: 'The response {status} has no header "Retry-After".',
  },

  visit: {
    Operation(operation, { options, report }) {
      if (!isInbound(operation)) return;
      for (const status of options.statuses) {
        const response = operation.responses.get(status);
        if (response === undefined || saysWhenToRetry(response)) continue;
        if (options.acceptResetHeader && saysWhenReset(response)) continue;
        report(response, 'missing', { status });
      }
    },
  },
});
