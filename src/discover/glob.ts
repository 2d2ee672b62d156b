import { resolve } from 'node:path';
import { slashed } from './repository.ts';

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

/** Reads a glob; the package picomatch is loaded only for it. */
export async function readGlob(pattern: string, cwd: string): Promise<Glob> {
  const { default: picomatch } = await import('picomatch');
  const { base, glob } = picomatch.scan(slashed(pattern));
  return {
    base: resolve(cwd, base),
    // What only looks like a glob, as `${name}`, is taken for a folder as a whole.
    matches: glob === '' ? () => false : picomatch(glob),
    depth: glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length,
  };
}
