import { defineRule, inTextOrder, type Pointer, type Schema, texts } from 'specgate/rule';
import { placesOf } from '../shared/exact-place.ts';
import { titleOf } from '../shared/scheme-uses.ts';
import { acceptedIn, algorithmsIn, isSymmetric } from '../shared/signing-algorithms.ts';
import { everythingIn } from '../shared/spot.ts';
import { writtenJwts } from '../shared/written-jwts.ts';

export default defineRule({
  id: 'jwt-weak-algorithm',
  title: 'JWT without a signature, or with a weak one',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-347', 'OWASP-API2:2023'],
  tags: ['jwt'],
  why: 'Anyone can make a token that carries no signature. Where a secret and a public key are both accepted, the public key, which everybody has, may pass for the secret.',
  fix: 'Accept one algorithm with a key pair, such as ES256 or EdDSA, and refuse all others; correct the example.',
  links: ['https://www.rfc-editor.org/rfc/rfc8725#section-3.1'],
  limits:
    'HS256 alone is never reported. Of prose, only sentences without a word such as "not" or "rejected" count.',

  options: {
    forbidden: texts('Algorithms that are never right.', ['none', 'HS1', 'RS1']),
  },
  messages: {
    token: 'This JWT has the algorithm "{algorithm}": anyone could have made it.',
    accepted: '"{name}" accepts the algorithm "{algorithm}".',
    mixed: '"{name}" accepts "{symmetric}" beside "{asymmetric}", and may take one for the other.',
    allowed: 'The property "{name}" allows the algorithm "{algorithm}".',
  },

  visit: {
    Api(api, { options, report }) {
      const forbidden = new Set(options.forbidden.map((name) => name.toLowerCase()));
      const weak = writtenJwts(api).flatMap(({ at, token, header }) => {
        const algorithm = typeof header.alg === 'string' ? header.alg : '';
        // Without an algorithm or a type, it is something else in three parts, such as a cursor.
        if (header.alg === undefined && header.typ === undefined) return [];
        const isWeak = algorithm === '' || forbidden.has(algorithm.toLowerCase());
        return isWeak ? [{ at, secret: token, algorithm: algorithm || 'none' }] : [];
      });
      for (const [{ algorithm }, place] of placesOf(api, weak))
        report(place, 'token', { algorithm });
    },

    SecurityScheme(scheme, { options, report }) {
      const lists = [
        ...acceptedIn(scheme.description ?? '').map((names) => ({
          names,
          at: scheme.at('description'),
        })),
        ...listsInExtensions(scheme),
      ];
      const name = titleOf(scheme);
      for (const { names, at } of lists) {
        const algorithm = names.find((each) => options.forbidden.includes(each));
        const symmetric = names.find(isSymmetric);
        const asymmetric = names.find((each) => each !== 'none' && !isSymmetric(each));
        if (algorithm !== undefined) report(at, 'accepted', { name, algorithm });
        else if (symmetric !== undefined && asymmetric !== undefined)
          report(at, 'mixed', { name, symmetric, asymmetric });
      }
    },

    Schema(schema, { options, report }) {
      if (schema.key !== 'alg' || schema.parent?.key !== 'properties') return;
      const bad = valuesOf(schema).filter(({ value }) =>
        options.forbidden.some((name) => name === value),
      );
      const [found] = inTextOrder(bad, ({ value }) => String(value));
      if (found === undefined) return;
      report(found.at, 'allowed', { name: 'alg', algorithm: String(found.value) });
    },
  },
});

interface AlgorithmList {
  readonly names: readonly string[];
  readonly at: Pointer;
}

/** Lists of algorithms in a vendor's extension, as `x-jwt: { algorithms: [RS256, none] }`. */
function listsInExtensions(scheme: {
  readonly raw: object;
  at(key: string): Pointer;
}): readonly AlgorithmList[] {
  return Object.entries(scheme.raw)
    .filter(([name]) => name.startsWith('x-'))
    .flatMap(([name, value]) => everythingIn({ value, at: scheme.at(name) }))
    .flatMap(({ value, at }) => {
      if (!Array.isArray(value) || !/alg/i.test(String(at.key))) return [];
      const items: readonly unknown[] = value;
      const names = items.flatMap((item) => (typeof item === 'string' ? namesIn(item) : []));
      return names.length > 0 ? [{ names, at }] : [];
    });
}

function namesIn(item: string): readonly string[] {
  return /^none$/i.test(item) ? ['none'] : algorithmsIn(item);
}

/** What a property may be or shows: its listed values, default and example. */
function valuesOf(schema: Schema): readonly { readonly value: unknown; readonly at: Pointer }[] {
  const listed = Array.isArray(schema.enum) ? schema.enum : [];
  return [
    ...listed.map((value: unknown, index: number) => ({ value, at: schema.at('enum', index) })),
    ...(['const', 'default', 'example'] as const).map((field) => ({
      value: schema[field],
      at: schema.at(field),
    })),
  ];
}
