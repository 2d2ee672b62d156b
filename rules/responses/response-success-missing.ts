import { defineRule, flag, isInbound, nameOf, type Operation, texts } from 'specgate/rule';
import { statusesOf } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-success-missing',
  title: 'Operation documents no success response',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API3:2023', 'OWASP-API9:2023'],
  tags: ['schema-validation'],
  why: 'What the operation returns is unknown, so that nobody can see when it returns more than it should.',
  fix: 'Describe the response of success with its schema.',
  peers: {
    kics: [
      'general/operation_without_successful_http_status_code',
      'general/responses_object_is_empty',
      'general/success_response_code_undefined_delete_operation',
      'general/success_response_code_undefined_get_operation',
      'general/success_response_code_undefined_head_operation',
      'general/success_response_code_undefined_patch_operation',
      'general/success_response_code_undefined_post_operation',
      'general/success_response_code_undefined_put_operation',
      '3.0/success_response_code_undefined_trace_operation',
    ],
    vacuum: ['operation-success-response', 'post-response-success'],
    cherrybomb: ['CheckSuccesses', 'CheckContainsResponse'],
    '42crunch': [
      '*response-*-2xx',
      '*warning-responses-http-status-successful',
      '*validation-response-empty',
    ],
    redocly: ['operation-2xx-response'],
    ibm: ['ibm-operation-responses', 'ibm-response-status-codes'],
    zally: ['151'],
  },

  aggregate: 'document',
  options: {
    acceptDefault: flag('A response `default` that stands alone is one of success.', true, false),
    codes: texts(
      'Success statuses by method, as `get 200 206`; for methods not listed any 2xx counts.',
    ),
  },
  messages: {
    none: '"{operation}" documents no responses at all.',
    missing: '"{operation}" documents no response for the case that it succeeds.',
    code: '"{operation}" documents none of the success statuses {statuses}.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      if (!isInbound(operation)) return;
      eligible();
      const at = operation.at('responses');
      const statuses = statusesOf(operation);
      const name = nameOf(operation);
      if (statuses.size === 0) {
        // A `responses` that is no object is a mistake of structure.
        if (isReadable(operation)) report(at, 'none', { operation: name });
        return;
      }
      const listed = codesFor(operation, options.codes);
      if (listed.length > 0) {
        const isMet = listed.some((code) => statuses.has(code)) || statuses.has('2XX');
        if (!isMet) report(at, 'code', { operation: name, statuses: listed.join(', ') });
        return;
      }
      if ([...statuses].some((status) => SUCCESS.test(status))) return;
      if (options.acceptDefault && isOnlyDefault(statuses)) return;
      report(at, 'missing', { operation: name });
    },
  },
});

/** Redirects are what some operations are for, and 101 is what an upgrade succeeds with. */
const SUCCESS = /^[23]|^101$/;

function isOnlyDefault(statuses: ReadonlySet<string>): boolean {
  return statuses.size === 1 && statuses.has('default');
}

function isReadable({ raw: { responses } }: Operation): boolean {
  return responses == null || (typeof responses === 'object' && !Array.isArray(responses));
}

function codesFor(operation: Operation, entries: readonly string[]): readonly string[] {
  for (const entry of entries) {
    const [method, ...codes] = entry.trim().split(/[\s:,=]+/);
    if (method?.toLowerCase() === operation.method) return codes;
  }
  return [];
}
