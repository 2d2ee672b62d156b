import { defineRule, isInbound, type Response, texts } from 'specgate/rule';
import { type ResponseUse, usesOfResponse } from '../shared/response-uses.ts';
import { isError, statusesOf } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-error-schema-missing',
  title: 'Error response has no schema',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-209', 'CWE-1059', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Error bodies that nobody described are where stack traces, queries and host names appear.',
  fix: 'Refer to one shared schema for errors.',
  peers: {
    'spectral-owasp': [
      'owasp:api8:2023-define-error-responses-401',
      'owasp:api8:2023-define-error-responses-500',
      'owasp:api4:2023-rate-limit-responses-429',
    ],
    vacuum: [
      'owasp-define-error-responses-401',
      'owasp-define-error-responses-500',
      'owasp-define-error-responses-429',
    ],
    ibm: ['ibm-error-response-schemas'],
  },

  options: {
    bodyOptional: texts('Statuses that need no body, as `401` or `404`.'),
  },
  messages: {
    none: 'The error response "{response}" describes no body.',
    schema: 'The "{type}" body of the error response "{response}" has no schema.',
  },

  visit: {
    Response(response, { options, report }) {
      const uses = usesOfResponse(response);
      if (!uses.some((use) => isAsked(use, options.bodyOptional))) return;
      const name = String(response.key);
      if (response.content.size === 0) {
        // What is there and cannot be read is a mistake of structure.
        if (!isUnreadable(response)) report(response, 'none', { response: name });
        return;
      }
      for (const [type, mediaType] of response.content) {
        const isSaid = mediaType.has('schema') || mediaType.has('itemSchema');
        if (isSaid || mediaType.schema !== undefined) continue;
        report(mediaType, 'schema', { type: type.slice(0, 40), response: name });
        return;
      }
    },
  },
});

function isAsked({ status, operation }: ResponseUse, bodyOptional: readonly string[]): boolean {
  if (!isError(status) || bodyOptional.includes(status) || operation.method === 'head')
    return false;
  // Where `default` stands alone, it is what the operation succeeds with as well.
  if (status === 'default' && statusesOf(operation).size === 1) return false;
  return isInbound(operation);
}

function isUnreadable(response: Response): boolean {
  const { content } = response.raw;
  const isMap = typeof content === 'object' && content !== null && !Array.isArray(content);
  return response.has('schema') || (isMap && Object.keys(content).length > 0);
}
