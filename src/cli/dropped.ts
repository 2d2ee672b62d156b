import { basename, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { CONFIG_NAMES } from '../config/load.ts';
import { isGlob, readGlob, withFolders } from '../discover/glob.ts';
import { looksLikeDescription } from '../discover/looks-like.ts';
import { matcherOf } from '../discover/matcher.ts';
import { isInside, slashed } from '../discover/repository.ts';
import type { Loosening } from '../policy/loosening.ts';
import { git } from './git.ts';
import { candidatesIn, sourcesAt } from './revision.ts';

/** What was scanned at a revision, and what is scanned now. */
export interface Scope {
  readonly root: string;
  readonly commit: string;
  readonly cwd: string;
  /** Paths, folders and globs that the command names; none stands for what the configuration includes. */
  readonly targets: readonly string[];
  /** The configuration of that time. */
  readonly config: Config;
  /** What the scanned files were called then, relative to the root. */
  readonly scanned: ReadonlySet<string>;
}

/**
 * Descriptions that were found at the revision and are no longer scanned: deleted, renamed to what nobody looks for,
 * ignored by git, or changed so that they are not taken for descriptions. A change must not get its findings out of the
 * way like that unseen.
 */
export async function droppedSince(scope: Scope): Promise<readonly Loosening[]> {
  const { root, commit, scanned } = scope;
  const changed = changedSince(root, commit);
  // Only these decide about files that are as they were.
  const isElsewhere = changed.some((path) => DECIDING.has(basename(path)));
  const paths = (isElsewhere ? candidatesIn(root, commit) : changed).filter(
    (path) => !scanned.has(path) && SUFFIX.test(path) && !NEVER.test(`/${path}`),
  );
  if (paths.length === 0) return [];
  const isWanted = await wantedBy(scope);
  const wanted = paths.filter((path) => isWanted(`${root}/${path}`));
  const what = 'the description is no longer scanned';
  const found: Loosening[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    for (const { uri, text } of sourcesAt(root, commit, wanted.slice(at, at + AT_ONCE)).values())
      if (looksLikeDescription(text)) found.push({ what, file: uri, line: undefined });
  }
  return found;
}

/** All JSON files of a large repository do not fit into memory. */
const AT_ONCE = 200;

const DECIDING = new Set(['.gitignore', ...CONFIG_NAMES.map((name) => basename(name))]);
const SUFFIX = /\.(?:ya?ml|json)$/i;
const NEVER = /\/(?:node_modules|\.git)\//;

/** What files were called that are gone now or hold something else, and of those that are new; relative to the root. */
function changedSince(root: string, commit: string): readonly string[] {
  return git(root, ['diff', '--name-only', '-z', '--no-renames', commit]).toString().split('\0');
}

async function wantedBy({ cwd, targets, config }: Scope): Promise<(path: string) => boolean> {
  const isExcluded = matcherOf(withFolders(config.exclude));
  const included = config.include.length > 0 ? config.include : ['.'];
  const wanted: ((path: string) => boolean)[] = [];
  for (const pattern of targets.length > 0 ? targets.map(slashed) : included) {
    const place = slashed(resolve(cwd, pattern));
    wanted.push((path) => isInside(path, place));
    if (!isGlob(pattern)) continue;
    const { base, matches } = await readGlob(pattern, cwd);
    const start = slashed(base).replace(/\/$/, '');
    wanted.push((path) => isInside(path, start) && matches(path.slice(start.length + 1)));
  }
  return (path) => !isExcluded(path) && wanted.some((isMatch) => isMatch(path));
}
