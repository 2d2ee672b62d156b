import { defineRule, type SecurityScheme, texts } from 'specgate/rule';
import { titleOf } from '../shared/scheme-uses.ts';
import { algorithmsIn } from '../shared/signing-algorithms.ts';
import { everythingIn } from '../shared/spot.ts';

export default defineRule({
  id: 'jwt-validation-undocumented',
  title: 'JWT scheme does not say how tokens are validated',
  category: 'authentication',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-347', 'CWE-1059', 'OWASP-API2:2023'],
  tags: ['jwt'],
  why: 'Servers that accept a token signed in another way, or made for somebody else, begin where the description is silent; RFC 8725 tells what to check.',
  fix: 'Name the accepted algorithms, the issuer, the audience and the address of the keys in the description of the scheme.',
  links: ['https://www.rfc-editor.org/rfc/rfc8725'],
  limits: 'Only schemes that say `bearerFormat: JWT` are asked.',
  peers: {
    'spectral-owasp': ['owasp:api2:2023-jwt-best-practices'],
    vacuum: ['owasp-jwt-best-practices'],
  },

  options: {
    requireLiteral: texts(
      'Texts that must all stand in the description, such as RFC8725; with these, OAuth schemes are asked too.',
    ),
  },
  messages: {
    silent: 'The JWT scheme "{name}" names no algorithm, issuer and audience, or keys.',
    literal: 'The description of "{name}" does not contain "{text}".',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      const at = scheme.description === undefined ? scheme : scheme.at('description');
      const isJwt = isJwtScheme(scheme);
      if (options.requireLiteral.length > 0) {
        if (!isJwt && scheme.type !== 'oauth2') return;
        const text = options.requireLiteral.find(
          (each) => !(scheme.description ?? '').includes(each),
        );
        if (text !== undefined) report(at, 'literal', { name: titleOf(scheme), text });
      } else if (isJwt && !tellsHow(scheme)) report(at, 'silent', { name: titleOf(scheme) });
    },
  },
});

function isJwtScheme(scheme: SecurityScheme): boolean {
  return scheme.type === 'http' && /^jwt$/i.test(scheme.bearerFormat?.trim() ?? '');
}

/** Whether the description, or an extension of the scheme, names algorithms, issuer and audience, keys, or the RFC. */
function tellsHow(scheme: SecurityScheme): boolean {
  if (tells(scheme.description ?? '')) return true;
  return Object.keys(scheme.raw)
    .filter((name) => name.startsWith('x-'))
    .some((name) =>
      everythingIn({ value: scheme.raw[name], at: scheme.at(name) }).some(
        ({ value, at }) => tells(String(at.key)) || (typeof value === 'string' && tells(value)),
      ),
    );
}

function tells(text: string): boolean {
  if (/\bRFC[ -]?8725\b|jwks/i.test(text) || algorithmsIn(text).length > 0) return true;
  return /\biss(?:uer)?\b/i.test(text) && /\baud(?:ience)?\b/i.test(text);
}
