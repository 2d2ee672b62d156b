import { defineRule, texts } from 'specgate/rule';
import { signsOn } from '../shared/gateway.ts';
import { titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-scheme-underspecified',
  title: 'Security scheme hides what kind of credential it carries',
  category: 'authentication',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-1059', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['jwt'],
  why: 'Nobody can check or enforce how long a token lives, who signed it or whom it belongs to while its kind is unknown.',
  fix: 'Write `type: http` with `scheme: bearer`, and `bearerFormat: JWT`, or `opaque` for a token that only the server can read.',

  options: {
    checks: texts(
      'What is looked at: `apikey-authorization`, an API key in the Authorization header; `bearer-format`, a bearer token without `bearerFormat`.',
      ['apikey-authorization', 'bearer-format'],
    ),
  },
  messages: {
    disguised: '"{name}" calls what travels in the Authorization header an API key.',
    format: 'The bearer token "{name}" does not say of which format it is.',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      const { type, in: place, name, bearerFormat } = scheme;
      if (type === 'apiKey' && place === 'header' && name?.toLowerCase() === 'authorization') {
        // Amazon's gateway knows authorizers only so, and the extension says what checks the token.
        const isNamed = signsOn(scheme, 'auth-bound').length > 0;
        if (!isNamed && options.checks.includes('apikey-authorization'))
          report(scheme, 'disguised', { name: titleOf(scheme) });
        return;
      }
      if (type !== 'http' || scheme.scheme?.trim().toLowerCase() !== 'bearer') return;
      if ((bearerFormat ?? '').trim() !== '' || !options.checks.includes('bearer-format')) return;
      report(scheme, 'format', { name: titleOf(scheme) });
    },
  },
});
