import { defineRule, texts } from 'specgate/rule';
import { OBSOLETE, REGISTERED } from '../shared/http-auth-schemes.ts';
import { nearest } from '../shared/nearest.ts';
import { operationsWith, titleOf } from '../shared/scheme-uses.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'auth-http-unknown',
  title: 'HTTP authentication scheme is not registered',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-1390', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Clients, gateways and scanners cannot enforce a scheme that only this API knows, and nobody has looked at how safe it is.',
  fix: 'Use a registered scheme such as `bearer`; write a header of your own as `type: apiKey` with `in: header`.',
  peers: {
    kics: ['3.0/security_schemes_http_unknown_scheme'],
    '42crunch': ['*-http-unknown'],
  },

  options: {
    allow: texts('Further names that are fine, such as aws4-hmac-sha256.'),
  },
  messages: {
    unknown: 'The HTTP authentication scheme "{scheme}" of "{name}" is not registered.',
    similar: '"{scheme}" of "{name}" is no HTTP authentication scheme; did you mean "{similar}"?',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      if (scheme.type !== 'http' || scheme.scheme === undefined) return;
      const written = scheme.scheme.trim().toLowerCase();
      const isKnown = (list: readonly string[]) =>
        list.some((word) => word.toLowerCase() === written);
      if (isKnown(REGISTERED) || isKnown(OBSOLETE) || isKnown(options.allow)) return;
      const place = { at: scheme.at('scheme'), related: operationsWith(scheme) };
      const similar = meant(scheme.scheme);
      const data = { scheme: scheme.scheme, name: titleOf(scheme) };
      if (similar === undefined) report(place, 'unknown', data);
      else report(place, 'similar', { ...data, similar });
    },
  },
});

/** The registered name in `bearerAuth` or `Bearer token`, or the one that a slip hides. */
function meant(written: string): string | undefined {
  const tokens = tokensOf(written);
  return REGISTERED.find((name) => tokens.includes(name)) ?? nearest(written, REGISTERED);
}
