import { defineRule, flag, isInbound, nameOf, type Operation, pathOf, texts } from 'specgate/rule';
import { isMultipart } from '../shared/media-types.ts';
import { documents, documentsClass } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-status-missing',
  title: 'Situational status code is not documented',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-755', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Each refusal that is not described is a way through the code that nobody tests.',
  fix: 'Add the statuses that the operation can answer with, as references to shared responses.',
  limits:
    'Which statuses fit is guessed from the method, the path, the body and the headers of the operation.',
  peers: {
    kics: ['general/response_code_missing'],
    '42crunch': ['*response-404', '*response-415', '*response-options-2xx'],
  },

  aggregate: 'document',
  options: {
    codes: texts('The statuses that are asked for where they fit.', [
      '404',
      '409',
      '413',
      '415',
      '200',
    ]),
    exact: flag('Ranges such as `4XX` and the response `default` do not count.', false),
  },
  messages: {
    missing: '"{operation}" does not document what it can answer with: {statuses}.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      if (!isInbound(operation)) return;
      eligible();
      const accepted = { range: !options.exact, otherwise: !options.exact };
      const missing = options.codes.filter((code) => {
        if (SITUATIONS[code]?.(operation) !== true) return false;
        if (code === '200') return !documentsClass(operation, '2');
        if (code === '409' && documents(operation, '412', accepted)) return false;
        return !documents(operation, code, accepted);
      });
      if (missing.length === 0) return;
      const statuses = missing.join(', ');
      report(operation.at('responses'), 'missing', { operation: nameOf(operation), statuses });
    },
  },
});

const OF_RESOURCES = new Set(['get', 'put', 'patch', 'delete', 'head', 'query']);
const WITH_BODY = new Set(['post', 'put', 'patch']);
const CONDITIONAL_HEADERS = new Set(['if-match', 'idempotency-key']);

/** When an operation can answer with a status. */
const SITUATIONS: { readonly [status: string]: (operation: Operation) => boolean } = {
  200: ({ method }) => method === 'options',
  404: (operation) => OF_RESOURCES.has(operation.method) && pathOf(operation).includes('{'),
  409: ({ allParameters }) =>
    allParameters.some(
      ({ in: place, name }) =>
        place === 'header' && CONDITIONAL_HEADERS.has(name?.toLowerCase() ?? ''),
    ),
  413: takesMuch,
  415: ({ method, requestBody }) => WITH_BODY.has(method) && requestBody !== undefined,
};

/** Whether a request may be large by its nature: a file, or a list of things at once. */
function takesMuch({ requestBody }: Operation): boolean {
  for (const [type, { schema }] of requestBody?.content ?? []) {
    if (isMultipart(type) || /octet-stream|^(?:image|audio|video)\/|zip\b/.test(type)) return true;
    if (schema?.types.includes('array') === true || schema?.format === 'binary') return true;
  }
  return false;
}
