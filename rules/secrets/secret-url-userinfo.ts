import { defineRule, flag, type Pointer } from 'specgate/rule';
import { walked } from '../shared/document-walk.ts';
import { placesOf } from '../shared/exact-place.ts';
import { isWordOnly, userInfosIn } from '../shared/url-userinfo.ts';

export default defineRule({
  id: 'secret-url-userinfo',
  title: 'URL contains a user name and password',
  category: 'secrets',
  severity: 'critical',
  confidence: 'high',
  weighsLess: 'medium in examples, defaults and descriptions',
  since: '0.1',
  references: ['CWE-522', 'CWE-798', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Whoever reads the file can sign in with the password, and clients that follow the URL write it to their logs.',
  fix: 'Take the part before the `@` out of the URL, change the password, and declare a security scheme instead.',
  limits: 'Placeholders such as `user:password` and variables are not reported.',

  options: {
    texts: flag('URLs in examples, defaults and descriptions are asked as well.', true),
  },
  messages: {
    address: 'This URL signs in as "{name}" with a password of {length} characters.',
    text: 'A URL in this text signs in as "{name}" with a password of {length} characters.',
  },

  visit: {
    Api(api, { options, report }) {
      const hits = walked(api).secrets.flatMap(({ at, text }) => {
        const message = isAddress(at) ? ('address' as const) : ('text' as const);
        if (message === 'text' && !options.texts) return [];
        return userInfosIn(text)
          .filter((info) => message === 'address' || !isWordOnly(info))
          .map(({ name, password }) => ({ at, name, secret: password, message }));
      });
      for (const [{ name, secret, message }, place] of placesOf(api, hits)) {
        // A digest of a short password would give it away.
        const weight = message === 'text' ? ({ atMost: 'medium' } as const) : {};
        report({ ...place, ...weight, detail: name }, message, { name, length: secret.length });
      }
    },
  },
});

/** The fields that clients follow, not those that show what a value may look like. */
const ADDRESSES = new Set<string | number>([
  'url',
  '$ref',
  'authorizationUrl',
  'tokenUrl',
  'refreshUrl',
  'deviceAuthorizationUrl',
  'openIdConnectUrl',
  'oauth2MetadataUrl',
  'externalValue',
  'operationRef',
  'host',
  'basePath',
  '$self',
  '$schema',
  'termsOfService',
]);
const DATA = new Set<string | number>([
  'example',
  'examples',
  'default',
  'enum',
  'const',
  'value',
  'properties',
]);

function isAddress(at: Pointer): boolean {
  if (!ADDRESSES.has(at.key)) return false;
  for (let above = at.parent; above !== undefined; above = above.parent) {
    if (DATA.has(above.key) || String(above.key).startsWith('x-')) return false;
  }
  return true;
}
