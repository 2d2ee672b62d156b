import { defineRule } from 'specgate/rule';

export default defineRule({
  id: 'auth-apikey-in-url',
  title: 'API key travels in the URL',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-598', 'CWE-522', 'OWASP-API2:2023'],
  why: 'URLs are kept in access logs, browser history, analytics and Referer headers, and the key is kept with them: it leaks without any attack.',
  fix: 'Use `in: header`, or replace the key by a short-lived token with a scheme such as `type: http`, `scheme: bearer`.',
  peers: {
    'spectral-owasp': ['owasp:api2:2023-no-api-keys-in-url'],
    vacuum: ['owasp-no-api-keys-in-url'],
    '42crunch': ['*-apikey-inquery'],
  },

  messages: {
    query: 'The API key "{name}" is sent in the query string.',
    path: 'The API key "{name}" is sent in the path.',
  },

  visit: {
    SecurityScheme(scheme, { report }) {
      if (scheme.type !== 'apiKey') return;
      if (scheme.in !== 'query' && scheme.in !== 'path') return;
      report(scheme.at('in'), scheme.in, { name: scheme.name ?? scheme.id });
    },
  },
});
