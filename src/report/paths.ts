import type { Source } from '../source/source.ts';

/** Gives the path under which a uri is shown. */
export type PathOf = (source: Pick<Source, 'uri'>) => string;

/** The path of each source relative to `base`; each is computed once. */
export function pathsFrom(base: string): PathOf {
  const paths = new Map<string, string>();
  return ({ uri }) => {
    let path = paths.get(uri);
    if (path === undefined) {
      path = relativePath(uri, base);
      paths.set(uri, path);
    }
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
 * The URI reference of a file for code scanning: relative to `root`, each segment percent-encoded.
 * A file outside of `root` is put under `outside/`, because a path of the machine would tell too much and `..` is refused.
 */
export function repositoryUri(uri: string, root: string): string {
  const path = relativePath(uri, root);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const inside = parts.filter((part) => part !== '..');
  const outside = inside.length < parts.length || isAbsolute(path);
  return [...(outside ? ['outside'] : []), ...inside].map(encodeSegment).join('/');
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
