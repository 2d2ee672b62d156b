import { defineRule, number } from 'specgate/rule';
import { authHeadersIn } from '../shared/auth-header.ts';
import { walked } from '../shared/document-walk.ts';
import { placesOf } from '../shared/exact-place.ts';

export default defineRule({
  id: 'secret-auth-header',
  title: 'Authorization value in an example',
  category: 'secrets',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-798', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Commands are copied into documentation as their author ran them, and her own credential comes along: base 64 hides nothing.',
  fix: 'Put an obvious placeholder such as `<credentials>` in its place, and revoke the credential.',

  options: {
    minEntropy: number('Bits a character below which a token is too regular to be real.', 3, {
      minimum: 0,
    }),
  },
  messages: {
    Basic: 'After "Basic", this text holds a name and a password in base 64 ({length} characters).',
    Bearer:
      'After "Bearer", this text holds what looks like a real token: "{start}…", {length} characters.',
  },

  visit: {
    Api(api, { options, report }) {
      const hits = walked(api).secrets.flatMap(({ at, text }) =>
        authHeadersIn(text, options.minEntropy).map(({ scheme, secret }) => ({
          at,
          secret,
          scheme,
        })),
      );
      for (const [{ scheme, secret }, place] of placesOf(api, hits)) {
        const { length } = secret;
        if (scheme === 'Basic') report(place, scheme, { length });
        else report(place, scheme, { start: secret.slice(0, 4), length });
      }
    },
  },
});
