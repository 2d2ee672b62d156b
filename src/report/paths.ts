import type { Source } from '../source/source.ts';

/** Gives the path under which a uri is shown. */
export type PathOf = (source: Pick<Source, 'uri'>) => string;

/** The path of each source relative to `base`; each is computed once. */
export function pathsFrom(base: string): PathOf {
  return remembered((uri) => relativePath(uri, base));
}

/** The path of each source from the top of the repository; each is computed once. */
export function repositoryPathsFrom(root: string): PathOf {
  return remembered((uri) => repositoryPath(uri, root));
}

/** The percent-encoded path of each source from the top of the repository; each is computed once. */
export function repositoryUrisFrom(root: string): PathOf {
  return remembered((uri) => repositoryUri(uri, root));
}

function remembered(compute: (uri: string) => string): PathOf {
  const known = new Map<string, string>();
  return ({ uri }) => {
    const path = known.get(uri) ?? compute(uri);
    known.set(uri, path);
    return path;
  };
}

/**
 * The path of a uri seen from `base`, always with `/`. URLs, names given for standard input
 * and files on another drive stay as they are.
 */
export function relativePath(uri: string, base: string): string {
  if (isUrl(uri) || !isAbsolute(uri)) return uri;
  const from = segments(base);
  const to = segments(uri);
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  if (shared === 0 && !uri.startsWith('/')) return uri;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Whether a uri is fetched from a host, and so no file of the repository. */
export function isUrl(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(uri);
}

/**
 * The path of a file from the top of the repository. One that lies elsewhere is put under `outside/`,
 * because a path of the machine would tell too much, and services refuse `..`.
 */
export function repositoryPath(uri: string, root: string): string {
  const path = relativePath(uri, root);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const inside = parts.filter((part) => part !== '..');
  const isOutside = inside.length < parts.length || isAbsolute(path);
  return [...(isOutside ? ['outside'] : []), ...inside].join('/');
}

/** As `repositoryPath`, as a URI reference: each segment percent-encoded. */
export function repositoryUri(uri: string, root: string): string {
  return repositoryPath(uri, root).split('/').map(encodeSegment).join('/');
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//i.test(path);
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

// encodeURIComponent throws on a surrogate without a partner, which a file name on Windows may hold.
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}
