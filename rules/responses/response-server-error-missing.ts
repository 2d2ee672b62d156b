import { defineRule, flag, isInbound, nameOf, texts } from 'specgate/rule';
import { statusesOf } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-server-error-missing',
  title: 'Operation documents neither a server error nor a default response',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-755', 'CWE-209', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'When something breaks unexpectedly, callers get the page of the framework, often with a stack trace.',
  fix: 'Add a `default` response that refers to the shared error schema.',
  peers: {
    kics: ['general/default_response_undefined_operations', 'general/response_code_missing'],
    'spectral-owasp': ['owasp:api8:2023-define-error-responses-500'],
    vacuum: ['owasp-define-error-responses-500'],
    cherrybomb: ['CheckDefaultResponse'],
    '42crunch': ['*response-500', '*response-default-undefined'],
    zally: ['151'],
  },

  aggregate: 'document',
  options: {
    requireDefault: flag('A response `default` is asked for in any case.', false),
    requireCodes: texts('Statuses that have to be documented by themselves, as `500`.'),
  },
  messages: {
    missing: '"{operation}" documents no response 500, 5XX or default.',
    default: '"{operation}" documents no response "default".',
    codes: '"{operation}" documents no response {statuses}.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      if (!isInbound(operation)) return;
      eligible();
      const statuses = statusesOf(operation);
      const at = operation.at('responses');
      const name = nameOf(operation);
      const lacking = options.requireCodes.filter((status) => !statuses.has(status));
      if (lacking.length > 0)
        report(at, 'codes', { operation: name, statuses: lacking.join(' or ') });
      else if (options.requireDefault && !statuses.has('default'))
        report(at, 'default', { operation: name });
      else if (!statuses.has('default') && !statuses.has('500') && !statuses.has('5XX'))
        report(at, 'missing', { operation: name });
    },
  },
});
