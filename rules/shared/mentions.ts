import type { Api } from 'specgate/rule';

/** Whether any file of a description holds what the pattern finds, wherever it stands. */
export function mentions(api: Api, pattern: RegExp): boolean {
  return api.documents.some(({ source }) => pattern.test(source.text));
}
