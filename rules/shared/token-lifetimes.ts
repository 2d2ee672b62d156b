import { type MediaType, type Pointer, Schema } from 'specgate/rule';
import { childrenOf, everythingIn, keyOf, type Spot } from './spot.ts';
import { tokensOf } from './words.ts';

/** `expires_in`, `accessTokenExpiresIn`, `token_lifetime`; not those of refresh and id tokens. */
export function isLifetime(name: string): boolean {
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
export function isInTokenResponse(property: Schema): boolean {
  const { owner } = property;
  if (tokensOf(String(property.key)).includes('token')) return true;
  return owner instanceof Schema && [...owner.properties.keys()].some(isToken);
}

/** How long a token lives, in seconds, and where that is said. */
export interface Lifetime {
  readonly seconds: number;
  readonly at: Pointer;
}

/** The longest life among what a schema shows and allows; limits of the whole number type are none. */
export function longestOf(schema: Schema): Lifetime | undefined {
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
export function shownLifetimes(
  mediaType: MediaType,
): readonly (Lifetime & { readonly name: string })[] {
  if (mediaType.example === undefined && mediaType.examples.size === 0) return [];
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
  // Only own keys are enumerable: the values come from a parser.
  const entries = value as { readonly [key: string]: unknown };
  for (const name in entries)
    if (MAYBE_LIFETIME.test(name) || showsLifetime(entries[name], depth + 1)) return true;
  return false;
}
