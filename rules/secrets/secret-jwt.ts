import { defineRule, flag } from 'specgate/rule';
import { placesOf } from '../shared/exact-place.ts';
import type { Jwt } from '../shared/jwt.ts';
import { writtenJwts } from '../shared/written-jwts.ts';

export default defineRule({
  id: 'secret-jwt',
  title: 'Signed JWT in the document',
  category: 'secrets',
  severity: 'medium',
  confidence: 'high',
  weighsLess: 'info for a token that has surely expired',
  since: '0.1',
  references: ['CWE-798', 'CWE-540', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['jwt'],
  why: 'A token that was captured from a real session may still open it, and tells the names of users, tenants and keys to every reader.',
  fix: 'Cut the token off after its first characters, or make one up with sample claims and a key of your own.',
  limits:
    'The clock is not asked: a token counts as expired if it lives for a day at most, or if its time was over before 2025. Samples, as that of jwt.io, are not reported.',

  options: {
    expired: flag('Tokens that have surely expired are reported as well.', false, true),
  },
  messages: {
    signed: 'This text holds a signed JWT of {length} characters: "{start}…".',
  },

  visit: {
    Api(api, { options, report }) {
      const hits = writtenJwts(api)
        .filter((jwt) => isSigned(jwt) && !isSample(jwt) && (options.expired || !isExpired(jwt)))
        .map((jwt) => ({ at: jwt.at, secret: jwt.token, isOver: isExpired(jwt) }));
      for (const [{ secret, isOver }, at] of placesOf(api, hits)) {
        const place = isOver ? { ...at, atMost: 'info' as const } : at;
        report(place, 'signed', { start: secret.slice(0, 4), length: secret.length });
      }
    },
  },
});

/** Shorter signatures are cut off. */
const SHORTEST_SIGNATURE = 20;

function isSigned({ header, claims, signature }: Jwt): boolean {
  if (typeof header.alg !== 'string' || Object.keys(claims).length === 0) return false;
  return signature.length >= SHORTEST_SIGNATURE;
}

/** The subject of the token on jwt.io, which half of the internet has copied. */
const SAMPLE_SUBJECT = '1234567890';
const SAMPLE_VALUE =
  /example|sample|\btest|demo\b|dummy|placeholder|\bfoo\b|\bjohn|\bjane|acme|localhost|your[-_ ]/i;

function isSample({ claims }: Jwt): boolean {
  if (claims.sub === SAMPLE_SUBJECT) return true;
  return Object.values(claims).some(
    (value) => typeof value === 'string' && SAMPLE_VALUE.test(value),
  );
}

/** 2025-01-01, in seconds: before the first release that has this rule. */
const PAST = 1_735_689_600;
const DAY = 86_400;

function isExpired({ claims: { exp, iat, nbf } }: Jwt): boolean {
  if (typeof exp !== 'number') return false;
  const from = typeof iat === 'number' ? iat : nbf;
  return exp < PAST || (typeof from === 'number' && exp - from <= DAY);
}
