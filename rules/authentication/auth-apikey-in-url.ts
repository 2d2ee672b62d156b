import { defineRule, flag } from 'specgate/rule';
import { operationsUsing, operationsWith, titleOf, weightUnused } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-apikey-in-url',
  title: 'API key travels in the URL',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  weighsLess: 'medium where no operation accepts the scheme',
  since: '0.1',
  references: ['CWE-598', 'CWE-522', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'URLs are kept in access logs, browser history, analytics and Referer headers, and the key is kept with them: it leaks without any attack.',
  fix: 'Use `in: header`, or better replace the key by a short-lived token, as with `type: http` and `scheme: bearer`.',
  peers: {
    'spectral-owasp': ['owasp:api2:2023-no-api-keys-in-url'],
    vacuum: ['owasp-no-api-keys-in-url'],
    '42crunch': ['*-apikey-inquery'],
  },

  options: {
    onlyIfUsed: flag('Schemes that no operation asks for are fine.', false),
  },
  messages: {
    query: 'The API key "{name}" is sent in the query string.',
    path: 'The API key "{name}" is sent in the path.',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      // `path` is no value that a version allows, and yet it is written, and means what it says.
      if (scheme.type !== 'apiKey' || (scheme.in !== 'query' && scheme.in !== 'path')) return;
      if (options.onlyIfUsed && operationsUsing(scheme).length === 0) return;
      const name = scheme.name ?? titleOf(scheme);
      const place = {
        at: scheme.at('in'),
        related: operationsWith(scheme),
        ...weightUnused(scheme, 'medium'),
      };
      report(place, scheme.in, { name });
    },
  },
});
