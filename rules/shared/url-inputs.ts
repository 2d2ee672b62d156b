import {
  type Api,
  fact,
  inboundOperations,
  type Operation,
  pathOf,
  type Schema,
} from 'specgate/rule';
import { urlInputDisplay, urlInputStrong, urlInputWeak } from './lexicons.ts';
import { fieldsIn, isNamed } from './named-fields.ts';
import { literalsOf } from './segments.ts';
import { sentBy } from './sent.ts';
import type { Start } from './spread.ts';
import { type Lexicons, tokensOf } from './words.ts';

const BARE = /^ur[il]s?$/i;
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

/** Whether the path of an operation says that the server fetches something for it. */
export function isFetching(operation: Operation): boolean {
  return literalsOf(pathOf(operation))
    .flatMap(tokensOf)
    .some((token) => FETCHES.has(token));
}

const fetching: (api: Api) => ReadonlyMap<Schema, Start> = fact((api: Api) =>
  sentBy(inboundOperations(api).filter(isFetching)),
);

/** The first operation that fetches something, by its path, and takes values of the schema. */
export function fetcherOf(schema: Schema): Operation | undefined {
  return fetching(schema.api).get(schema)?.operation;
}

/**
 * Whether a name is one of an address that the server is likely to fetch: by itself, or as a bare `url` where an operation
 * that fetches takes it. `weak` counts every name that ends like an address, but those of links that are only shown.
 */
export function isAddress(
  name: string,
  isFetched: boolean,
  weak: boolean,
  lexicons: Lexicons,
): boolean {
  if (isNamed(name, urlInputStrong, lexicons)) return true;
  if (weak && isNamed(name, urlInputWeak, lexicons)) {
    return !isNamed(name, urlInputDisplay, lexicons);
  }
  return isFetched && BARE.test(name);
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
