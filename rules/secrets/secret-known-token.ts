import { defineRule, flag, number, texts } from 'specgate/rule';
import { walked } from '../shared/document-walk.ts';
import { entropyOf } from '../shared/entropy.ts';
import { placeInComment, placesOf } from '../shared/exact-place.ts';
import { type KnownToken, knownTokensIn, privateKeysIn } from '../shared/known-tokens.ts';
import { isSample } from '../shared/samples.ts';
import { suspectComments } from '../shared/yaml-comments.ts';

export default defineRule({
  id: 'secret-known-token',
  title: 'Real-looking credential of a known provider',
  category: 'secrets',
  severity: 'critical',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-798', 'CWE-540', 'CWE-321', 'OWASP-API8:2023', 'OWASP-API2:2023'],
  tags: ['governance', 'vendor-risk'],
  why: 'API descriptions are published and copied, so a working key in an example is a key for everybody, and bots find it within minutes.',
  fix: 'Revoke the credential now, put an obvious placeholder such as `<token>` in its place, and remove it from the history of the repository.',
  limits:
    'Known are formats with an unmistakable beginning, such as those of AWS, GitHub, Slack, Stripe and Google, and private keys in PEM form. Published samples and placeholders are not reported; with `checkNumbers`, nor are tokens whose built-in check number is wrong, since no provider ever issued them.',

  options: {
    minEntropy: number('Bits a character below which a value is too regular to be real.', 3, {
      minimum: 0,
    }),
    checkNumbers: flag(
      'Tokens of GitHub and npm whose built-in check number is wrong are samples.',
      true,
      false,
    ),
    allow: texts('Values that are known to open nothing.'),
  },
  messages: {
    comment: 'This comment holds what looks like a real {kind}: "{start}…", {length} characters.',
    token: 'This text holds what looks like a real {kind}: "{start}…", {length} characters.',
    privateKey: 'This text holds a private key.',
  },

  visit: {
    Api(api, { options, report }) {
      const suspects = walked(api).secrets;
      const tokens = suspects.flatMap(knownTokensIn).filter((token) => isReal(token, options));
      const keys = suspects
        .flatMap(privateKeysIn)
        .filter(({ secret }) => !options.allow.includes(secret));
      for (const [{ secret, format }, place] of placesOf(api, tokens)) {
        const data = { kind: format.name, start: secret.slice(0, 4), length: secret.length };
        report(place, 'token', data);
      }
      for (const [, place] of placesOf(api, keys)) report(place, 'privateKey');
      // Most keys that were commented out still work.
      const known = new Set(tokens.map(({ secret }) => secret));
      for (const comment of suspectComments(api)) {
        for (const { secret, format } of knownTokensIn(comment)) {
          if (known.has(secret) || !isReal({ ...comment, secret, format }, options)) continue;
          known.add(secret);
          const data = { kind: format.name, start: secret.slice(0, 4), length: secret.length };
          report(placeInComment(comment, secret), 'comment', data);
        }
      }
    },
  },
});

interface Demands {
  readonly allow: readonly string[];
  readonly minEntropy: number;
  readonly checkNumbers: boolean;
}

function isReal({ secret, format }: KnownToken, demands: Demands): boolean {
  const { allow, minEntropy, checkNumbers } = demands;
  if (allow.includes(secret)) return false;
  if (checkNumbers && format.isChecked?.(secret) === false) return false;
  return entropyOf(secret.slice(format.prefix)) >= minEntropy && !isSample(secret);
}
