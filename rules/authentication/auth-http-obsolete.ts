import { defineRule, texts } from 'specgate/rule';
import { OBSOLETE } from '../shared/http-auth-schemes.ts';
import { operationsWith, titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-http-obsolete',
  title: 'Obsolete HTTP authentication scheme is accepted',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-1390', 'CWE-327', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'Digest rests on hashing that is broken, Negotiate and NTLM can be relayed by somebody in between, and OAuth 1.0 has been replaced.',
  fix: 'Move to bearer or DPoP tokens of OAuth 2.0, or to mutual TLS.',
  peers: {
    kics: [
      '3.0/security_scheme_using_http_digest',
      '3.0/security_scheme_using_http_negotiate',
      '3.0/security_schemes_using_oauth',
    ],
    'spectral-owasp': ['owasp:api2:2023-auth-insecure-schemes'],
    vacuum: ['owasp-auth-insecure-schemes'],
    '42crunch': ['*-http-digest', '*-http-negotiate', '*-http-oauth1'],
    zally: ['104'],
  },

  options: {
    schemes: texts('Names of schemes to report, in lower case.', OBSOLETE),
  },
  messages: {
    obsolete: '"{name}" uses the outdated HTTP authentication scheme "{scheme}".',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      if (scheme.type !== 'http' || scheme.scheme === undefined) return;
      if (!options.schemes.includes(scheme.scheme.trim().toLowerCase())) return;
      const place = { at: scheme.at('scheme'), related: operationsWith(scheme) };
      report(place, 'obsolete', { name: titleOf(scheme), scheme: scheme.scheme });
    },
  },
});
