import { defineRule, isInbound, nameOf, texts } from 'specgate/rule';

export default defineRule({
  id: 'request-body-on-safe-method',
  title: 'GET, HEAD or DELETE carries a request body',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-444', 'CWE-436', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Proxies drop such bodies, cache the answer without them or read them as the next request, so that filter and server see different things.',
  fix: 'Use query parameters, POST, or QUERY (3.2).',
  peers: {
    vacuum: ['no-request-body'],
    redocly: [
      'cookbook/operation-get-should-not-define-requestBody',
      'cookbook/operation-delete-should-not-define-requestBody',
    ],
    ibm: ['ibm-no-operation-requestbody', 'ibm-no-body-for-delete'],
  },

  options: {
    methods: texts(
      'Methods whose requests have no body.',
      ['get', 'head', 'options', 'trace'],
      ['get', 'head', 'options', 'trace', 'delete'],
    ),
  },
  messages: {
    body: '"{operation}" has a request body, which its method gives no meaning.',
  },

  visit: {
    Operation(operation, { version, options, report }) {
      const { requestBody } = operation;
      if (requestBody === undefined || requestBody.content.size === 0) return;
      if (!options.methods.includes(operation.method) || !isInbound(operation)) return;
      const place = version === '2.0' ? requestBody : operation.at('requestBody');
      report(place, 'body', { operation: nameOf(operation) });
    },
  },
});
