import { defineRule, integer } from 'specgate/rule';
import { describedLife } from '../shared/described-lifetime.ts';
import { inWords } from '../shared/durations.ts';
import { placesOf } from '../shared/exact-place.ts';
import { titleOf } from '../shared/scheme-uses.ts';
import {
  isInTokenResponse,
  isLifetime,
  longestOf,
  shownLifetimes,
} from '../shared/token-lifetimes.ts';
import { tokensOf } from '../shared/words.ts';
import { type WrittenJwt, writtenJwts } from '../shared/written-jwts.ts';

export default defineRule({
  id: 'token-lifetime-long',
  title: 'Access token lives too long',
  category: 'authentication',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-613', 'OWASP-API2:2023'],
  tags: ['jwt', 'oauth2'],
  why: 'A token that leaks is of use to its finder until it expires; RFC 9700 and RFC 8725 have minutes in mind, not weeks.',
  fix: 'Let access tokens expire within the hour, and hand out refresh tokens that are exchanged with each use.',
  limits: 'Only what the description says or shows is judged; refresh and id tokens are not asked.',

  options: {
    maxSeconds: integer('How long an access token may live, in seconds.', 86_400, {
      minimum: 1,
      strict: 3600,
    }),
  },
  messages: {
    value: '"{name}" says that the token lives for {period}.',
    token: 'This JWT lives for {period}.',
    endless: 'This JWT says when it was issued, but never expires.',
    described: '"{name}" hands out tokens that live for "{period}".',
    never: '"{name}" hands out tokens that never expire.',
  },

  visit: {
    Api(api, { options, report }) {
      const tokens = writtenJwts(api).filter(isAccessToken);
      const long = tokens.flatMap((jwt) => {
        const life = lifeOf(jwt);
        return life !== undefined && life > options.maxSeconds
          ? [{ at: jwt.at, secret: jwt.token, life }]
          : [];
      });
      for (const [{ life }, place] of placesOf(api, long)) {
        if (life === Number.POSITIVE_INFINITY) report(place, 'endless');
        else report(place, 'token', { period: inWords(life) });
      }
    },

    Schema(schema, { options, report }) {
      if (schema.parent?.key !== 'properties' || !isLifetime(String(schema.key))) return;
      if (!isInTokenResponse(schema)) return;
      const longest = longestOf(schema);
      if (longest === undefined || longest.seconds <= options.maxSeconds) return;
      report(longest.at, 'value', { name: String(schema.key), period: inWords(longest.seconds) });
    },

    MediaType(mediaType, { options, report }) {
      for (const { at, name, seconds } of shownLifetimes(mediaType)) {
        if (seconds > options.maxSeconds) report(at, 'value', { name, period: inWords(seconds) });
      }
    },

    SecurityScheme(scheme, { options, report }) {
      const said = describedLife(scheme.description);
      if (said === undefined || said.seconds <= options.maxSeconds) return;
      const at = scheme.at('description');
      const name = titleOf(scheme);
      if (said.text === undefined) report(at, 'never', { name });
      else report(at, 'described', { name, period: said.text });
    },
  },
});

/** The subject of the sample of jwt.io, which has no end and tells nothing. */
const SAMPLE_SUBJECT = '1234567890';

/** Refresh and id tokens live longer, and are told by the key, the claims or the type. */
function isAccessToken({ at, header, claims }: WrittenJwt): boolean {
  const words = tokensOf(String(at.key));
  if (words.includes('refresh') || (words.includes('id') && words.includes('token'))) return false;
  if (claims.sub === SAMPLE_SUBJECT || claims.nonce !== undefined || claims.at_hash !== undefined)
    return false;
  return ![claims.typ, claims.type, claims.token_use, header.typ].some(
    (type) => typeof type === 'string' && /refresh|^id$/i.test(type),
  );
}

/** Seconds between issue and expiry; undefined where the token does not say. */
function lifeOf({ claims: { exp, iat } }: WrittenJwt): number | undefined {
  if (typeof iat !== 'number') return undefined;
  if (exp === undefined) return Number.POSITIVE_INFINITY;
  return typeof exp === 'number' ? exp - iat : undefined;
}
