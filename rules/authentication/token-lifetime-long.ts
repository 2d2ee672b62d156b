import {
  defineRule,
  integer,
  type MediaType,
  type Pointer,
  Schema,
  type SecurityScheme,
} from 'specgate/rule';
import { inWords, periodsIn } from '../shared/durations.ts';
import { placesOf } from '../shared/exact-place.ts';
import { titleOf } from '../shared/scheme-uses.ts';
import { sentencesOf } from '../shared/sentences.ts';
import { childrenOf, everythingIn, keyOf, type Spot } from '../shared/spot.ts';
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
      for (const [{ life }, place] of placesOf(long)) {
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
      const said = describedLife(scheme);
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

/** `expires_in`, `accessTokenExpiresIn`, `token_lifetime`; not those of refresh and id tokens. */
function isLifetime(name: string): boolean {
  if (!MAYBE_LIFETIME.test(name)) return false;
  const words = tokensOf(name);
  if (words.includes('refresh') || words.includes('id')) return false;
  return LIFETIME.test(words.join(' '));
}

const MAYBE_LIFETIME = /expir|life|ttl/i;
const LIFETIME =
  /^(?:(?:access )?token )?expires in(?: seconds)?$|^(?:access )?token (?:expiry|lifetime|ttl)(?: seconds)?$/;

function isToken(name: string): boolean {
  return /^(?:access ?token|token|jwt|auth ?token)$/.test(tokensOf(name).join(' '));
}

/** Whether the property stands beside an access token. */
function isInTokenResponse(property: Schema): boolean {
  const { owner } = property;
  if (tokensOf(String(property.key)).includes('token')) return true;
  return owner instanceof Schema && [...owner.properties.keys()].some(isToken);
}

interface Lifetime {
  readonly seconds: number;
  readonly at: Pointer;
}

/** The longest life among what a schema shows and allows; limits of the whole number type are none. */
function longestOf(schema: Schema): Lifetime | undefined {
  const listed = schema.values ?? [];
  const shown = [
    ...listed.map((value) => ({ value, at: schema.at(schema.has('enum') ? 'enum' : 'const') })),
    ...(['example', 'default', 'maximum'] as const).map((field) => ({
      value: schema[field],
      at: schema.at(field),
    })),
    ...(Array.isArray(schema.examples) ? schema.examples : []).map((value: unknown) => ({
      value,
      at: schema.at('examples'),
    })),
  ];
  const known = shown.flatMap(({ value, at }) => {
    const seconds = secondsOf(value);
    return seconds === undefined ? [] : [{ seconds, at }];
  });
  return known.sort((a, b) => b.seconds - a.seconds)[0];
}

/** Ten years; a greater number is a limit of the type, a time of day or in milliseconds. */
const MOST_SECONDS = 315_360_000;

function secondsOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number > 0 && number < MOST_SECONDS ? number : undefined;
}

/** Lifetimes beside access tokens in the examples of a body. */
function shownLifetimes(mediaType: MediaType): readonly (Lifetime & { readonly name: string })[] {
  const examples: Spot[] = [
    { value: mediaType.example, at: mediaType.at('example') },
    ...[...mediaType.examples.values()].map((example) => ({
      value: example.value,
      at: example.at('value'),
    })),
  ];
  return examples
    .filter(({ value }) => showsLifetime(value, 0))
    .flatMap(everythingIn)
    .filter((spot) => childrenOf(spot).some((entry) => isToken(keyOf(entry))))
    .flatMap((spot) => childrenOf(spot))
    .flatMap((entry) => {
      const name = keyOf(entry);
      const seconds = isLifetime(name) ? secondsOf(entry.value) : undefined;
      return seconds === undefined ? [] : [{ name, seconds, at: entry.at }];
    });
}

/** Most examples hold no token: a look at their keys is cheap. */
function showsLifetime(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > 6) return false;
  if (Array.isArray(value)) return value.some((item) => showsLifetime(item, depth + 1));
  return Object.entries(value).some(
    ([name, item]) => MAYBE_LIFETIME.test(name) || showsLifetime(item, depth + 1),
  );
}

const ABOUT_LIFE = /\b(?:tokens?|jwts?)\b/i;
const EXPIRY = /\b(?:expir\w*|valid(?:ity)?|lifetime|lives?|ttl|good for|lasts?)\b/i;
const NEVER =
  /\b(?:never|(?:do|does|will) not|don't|doesn't|won't) expire|\bnon-expiring\b|\bno expir(?:y|ation)\b/i;
const OTHERS = /\brefresh|\bid[ _-]tokens?\b|\bcodes?\b|\bpassword/i;

/** The life that the description of a scheme names; without words where it says that tokens never expire. */
function describedLife({
  description,
}: SecurityScheme): { seconds: number; text: string | undefined } | undefined {
  if (description === undefined) return undefined;
  for (const sentence of sentencesOf(description)) {
    if (!ABOUT_LIFE.test(sentence) || !EXPIRY.test(sentence) || OTHERS.test(sentence)) continue;
    if (NEVER.test(sentence)) return { seconds: Number.POSITIVE_INFINITY, text: undefined };
    const [longest] = [...periodsIn(sentence)].sort((a, b) => b.seconds - a.seconds);
    if (longest !== undefined) return longest;
  }
  return undefined;
}
