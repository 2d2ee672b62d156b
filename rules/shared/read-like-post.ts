import { type Operation, pathOf } from 'specgate/rule';
import { literalsOf } from './segments.ts';
import { tokensOf } from './words.ts';

/** Words by which a POST says that it only looks. */
const WORDS = new Set([
  'search',
  'query',
  'find',
  'filter',
  'lookup',
  'list',
  'get',
  'count',
  'exists',
  'validate',
  'check',
  'verify',
  'preview',
  'estimate',
  'calculate',
  'simulate',
  'export',
  'exports',
  'download',
  'downloads',
  'autocomplete',
  'autocompletedata',
  'suggest',
  'watching',
  'fetch',
  'read',
  'match',
  'diff',
  'compare',
  'report',
  'reports',
  'stats',
  'statistics',
  'aggregate',
  'analyze',
  'analyse',
  'retrieve',
  'parse',
  'evaluate',
  'resolve',
]);

/** Whether a POST is used for reading: by the last word of its path, its operationId, or `x-safe`. */
export function isReadLikePost(operation: Operation): boolean {
  if (operation.method !== 'post') return false;
  if (operation.extension('x-safe') === true) return true;
  const tail = tokensOf(literalsOf(pathOf(operation)).at(-1) ?? '');
  if (isWord(tail[0]) || isWord(tail.at(-1))) return true;
  // `searchOrders`, `orders.search`, `Orders_batchGet`; a word in the middle says nothing.
  const id = tokensOf(operation.operationId ?? '');
  return isWord(id[0]) || isWord(id.at(-1));
}

function isWord(token: string | undefined): boolean {
  return token !== undefined && WORDS.has(token);
}
