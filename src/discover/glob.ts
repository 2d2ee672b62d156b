import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Which files below a folder a glob names. */
export interface Glob {
  /** The absolute folder before the first wildcard. */
  readonly base: string;
  /** Takes a path relative to `base`, with `/`. */
  readonly matches: (path: string) => boolean;
  /** How many folders deep a match can lie. */
  readonly depth: number;
}

/** Whether a pattern that names no file is meant as a glob. */
export function isGlob(pattern: string): boolean {
  return /[*?]|\[.+\]|\{.*\}|[@+!]\(.+\)/.test(pattern);
}

/** A glob that stands in a file of `folder`, made absolute: what the folder is called is no glob, `x (copy)` least of all. */
export function globIn(folder: string, glob: string): string {
  const portable = withSlashes(glob);
  if (portable !== glob) return globIn(folder, portable);
  if (glob.startsWith('/')) return glob;
  if (glob.startsWith('./')) return globIn(folder, glob.slice(2));
  if (glob.startsWith('../')) return globIn(dirname(folder), glob.slice(3));
  return `${literally(folder)}/${glob}`.replace(/^\/\//, '/');
}

/**
 * A path or glob of a configuration as it holds on every system: Windows writes `\` between folders. Where each stands
 * before a character that a glob can only name that way, as in `a\[1\].yaml`, it is no separator.
 */
export function withSlashes(glob: string): string {
  return /\\(?![()[\]{}!+@$\\])/.test(glob) ? glob.replaceAll(/\\+/g, '/') : glob;
}

/** The globs, and all below where they name a folder. */
export function withFolders(globs: readonly string[]): string[] {
  return globs.flatMap((glob) => [glob, `${glob.replace(/\/$/, '')}/**`]);
}

/** As a glob that matches this text alone. */
function literally(text: string): string {
  return text.replaceAll(/[()[\]{}!+@*?$\\]/g, '\\$&');
}

/** What a glob with literal parts looks like to people. */
export function withoutEscapes(glob: string): string {
  return glob.replaceAll(/\\([()[\]{}!+@*?$\\])/g, '$1');
}

/** Reads a glob, with `/`; the package picomatch is loaded only for it. */
export async function readGlob(pattern: string, cwd: string): Promise<Glob> {
  const { default: picomatch } = await import('picomatch');
  const { matcherOf } = await import('./matcher.ts');
  const known = existing(pattern, cwd);
  // What is escaped is no wildcard; the package itself is confused by escaped braces.
  const { glob: tail } = picomatch.scan(pattern.slice(known.length).replaceAll(/\\./g, '__'));
  const base = pattern.slice(0, pattern.length - tail.length);
  const glob = pattern.slice(base.length);
  return {
    base: resolve(cwd, withoutEscapes(base)),
    // What only looks like a glob, as `${name}`, is taken for a folder as a whole.
    matches: glob === '' ? () => false : matcherOf([glob], { dot: false }),
    depth: glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length,
  };
}

/** As much of a glob as names folders that are there: whatever they are called, it is no wildcard. */
function existing(pattern: string, cwd: string): string {
  let end = 0;
  for (let next = pattern.indexOf('/'); next !== -1; next = pattern.indexOf('/', next + 1)) {
    if (!isFolder(resolve(cwd, withoutEscapes(pattern.slice(0, next + 1))))) break;
    end = next + 1;
  }
  return pattern.slice(0, end);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
