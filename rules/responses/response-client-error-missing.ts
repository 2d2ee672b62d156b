import { defineRule, flag, isInbound, nameOf } from 'specgate/rule';
import { documentsClass, statusesOf } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-client-error-missing',
  title: 'Operation with input documents no client error',
  category: 'responses',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-755', 'CWE-209', 'OWASP-API8:2023'],
  tags: ['input-validation', 'schema-validation'],
  why: 'How invalid input is refused is left to the framework, whose own error pages often show class names, queries and paths.',
  fix: 'Refer to a shared response under `400` (or `422`) that says what was wrong, and nothing else.',
  peers: {
    kics: ['general/response_code_missing'],
    'spectral-owasp': ['owasp:api8:2023-define-error-validation'],
    vacuum: ['owasp-define-error-validation', 'operation-4xx-response'],
    '42crunch': ['*response-400'],
    redocly: ['operation-4xx-response'],
  },

  aggregate: 'document',
  options: {
    acceptAny4xx: flag('Any status of 4xx is enough, not only 400, 422 and `4XX`.', true, false),
    acceptDefault: flag('The response `default` is enough.', true, false),
  },
  messages: {
    missing: '"{operation}" takes input and documents no response for input that it refuses.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      const takesInput =
        operation.parameters.length > 0 ||
        operation.requestBody !== undefined ||
        operation.allParameters.length > 0;
      if (!takesInput || !isInbound(operation)) return;
      eligible();
      const statuses = statusesOf(operation);
      if (statuses.has('400') || statuses.has('422') || statuses.has('4XX')) return;
      if (options.acceptDefault && statuses.has('default')) return;
      if (options.acceptAny4xx && documentsClass(operation, '4')) return;
      report(operation.at('responses'), 'missing', { operation: nameOf(operation) });
    },
  },
});
