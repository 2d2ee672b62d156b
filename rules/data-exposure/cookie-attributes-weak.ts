import { defineRule } from 'specgate/rule';
import { type Cookie, readCookie } from '../shared/cookie.ts';
import { related } from '../shared/related.ts';
import { responseHeaders, valuesOf } from '../shared/response-headers.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'cookie-attributes-weak',
  title: 'Documented Set-Cookie lacks protective attributes',
  category: 'data-exposure',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-614', 'CWE-1004', 'CWE-1275', 'OWASP-API8:2023', 'OWASP-API2:2023'],
  tags: ['tls'],
  why: 'The cookie can be read on an unencrypted connection or by a script, or is sent along when another site makes the request.',
  fix: 'Send `Secure; HttpOnly; SameSite=Lax` (or `Strict`), and correct the example.',
  limits:
    'Headers without an example are not asked. `HttpOnly` and `SameSite` are asked of cookies whose name is one of a session or token.',
  aggregate: 'document',

  messages: {
    insecure: 'The cookie "{name}" lacks `Secure`.',
    crossSite: 'The cookie "{name}" has `SameSite=None` without `Secure`.',
    session: 'The cookie "{name}" lacks `{attribute}`.',
  },

  visit: {
    Api(api, { report, eligible }) {
      const headers = responseHeaders(api).filter(
        ({ name }) => name.toLowerCase() === 'set-cookie',
      );
      const asked = new Set<unknown>();
      for (const { header, operation } of headers) {
        if (asked.has(header)) continue;
        asked.add(header);
        for (const { text, at } of valuesOf(header)) {
          const cookie = readCookie(text);
          if (cookie === undefined) continue;
          eligible();
          const { name, attributes } = cookie;
          const place = { at, related: related([operation], 'sets it.') };
          if (!attributes.has('secure')) {
            const isOpen = attributes.get('samesite') === 'none';
            report(place, isOpen ? 'crossSite' : 'insecure', { name });
          }
          const attribute = missingIn(cookie);
          if (attribute !== undefined) report(place, 'session', { name, attribute });
        }
      }
    },
  },
});

const SESSIONS = new Set([
  'session',
  'sessionid',
  'sess',
  'sid',
  'token',
  'auth',
  'jwt',
  'jsessionid',
  'phpsessid',
  'login',
  'remember',
]);
/** Scripts have to read them. */
const READABLE = new Set(['csrf', 'xsrf']);

function missingIn({ name, attributes }: Cookie): string | undefined {
  const tokens = tokensOf(name);
  if (tokens.some((token) => READABLE.has(token))) return undefined;
  if (!tokens.some((token) => SESSIONS.has(token))) return undefined;
  if (!attributes.has('httponly')) return 'HttpOnly';
  return attributes.has('samesite') ? undefined : 'SameSite';
}
