import { type Operation, pathOf, type Schema } from 'specgate/rule';
import { urlInputDisplay, urlInputStrong, urlInputWeak } from './lexicons.ts';
import { fieldsIn, isNamed } from './named-fields.ts';
import { literalsOf } from './segments.ts';
import { type Lexicons, tokensOf } from './words.ts';

const BARE = /^ur[il]$/i;
const FETCHES = new Set([
  'webhook',
  'webhooks',
  'hook',
  'hooks',
  'subscription',
  'subscriptions',
  'callback',
  'callbacks',
  'import',
  'imports',
  'fetch',
  'proxy',
  'preview',
  'previews',
  'screenshot',
  'screenshots',
  'convert',
  'crawl',
  'crawls',
  'scrape',
  'oembed',
  'avatar',
]);

/**
 * Whether a name is one of an address that the server is likely to fetch: by itself, or as a bare `url` in an operation
 * that fetches by its path. `weak` counts every name that ends like an address, but those of links that are only shown.
 */
export function isAddress(
  name: string,
  operation: Operation | undefined,
  weak: boolean,
  lexicons: Lexicons,
): boolean {
  if (isNamed(name, urlInputStrong, lexicons)) return true;
  if (weak && isNamed(name, urlInputWeak, lexicons)) {
    return !isNamed(name, urlInputDisplay, lexicons);
  }
  if (operation === undefined || !BARE.test(name)) return false;
  return literalsOf(pathOf(operation))
    .flatMap(tokensOf)
    .some((token) => FETCHES.has(token));
}

/** A cheap question before: whether a name can be one of an address at all. */
export function mayBeAddress(name: string, lexicons: Lexicons): boolean {
  return isNamed(name, urlInputStrong, lexicons) || isNamed(name, urlInputWeak, lexicons);
}

/** As `mayBeAddress`, of the properties of a schema. */
export function mayHoldAddress(schema: Schema, weak: boolean, lexicons: Lexicons): boolean {
  if (fieldsIn(schema, urlInputStrong, lexicons).length > 0) return true;
  const possible = fieldsIn(schema, urlInputWeak, lexicons);
  return possible.some(({ name }) => weak || BARE.test(name));
}
