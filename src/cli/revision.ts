import type { ConfigFiles } from '../config/load.ts';
import { isInside, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import type { Loosening } from '../policy/loosening.ts';
import { relaxationsBetween } from '../policy/relaxation.ts';
import { planner } from '../scan/assemble.ts';
import { type Governor, governor } from '../scan/governor.ts';
import type { ScanOptions } from '../scan/options.ts';
import { decode } from '../source/decode.ts';
import { Source } from '../source/source.ts';
import { ALL_RULES } from './all-rules.ts';
import { filesAt, git } from './git.ts';

/** The commit that a revision names. Throws a UserError with the message where there is none. */
export function commitOf(root: string, revision: string, message: string): string {
  if (revision.startsWith('-')) {
    throw new UserError(message, 'A revision does not begin with "-".');
  }
  const commit = `${revision}^{commit}`;
  try {
    return git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', commit])
      .toString()
      .trim();
  } catch {
    const answer = git(root, ['rev-parse', '--is-shallow-repository']).toString().trim();
    throw new UserError(
      message,
      answer === 'true'
        ? 'The checkout is shallow. Fetch the revision first: `git fetch --depth=1 origin <revision>`, or check out with `fetch-depth: 0`.'
        : 'Name a commit, a tag or a branch, such as origin/main.',
    );
  }
}

/** Git compares each file that is gone with each that is new, and by itself gives up at 1,000: 2,600 take two seconds. */
const MOST_RENAMED = '-l5000';

/** What files were called at the commit, by what they are called at another, or in the folder where none is given. */
export function renamesSince(
  root: string,
  commit: string,
  other?: string,
): ReadonlyMap<string, string> {
  const commits = other === undefined ? [commit] : [commit, other];
  const options = ['--name-status', '-z', '--find-renames', MOST_RENAMED, '--diff-filter=R'];
  const parts = git(root, ['diff', ...options, ...commits])
    .toString()
    .split('\0');
  const renamed = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [from, to] = [parts[at + 1], parts[at + 2]];
    if (from !== undefined && to !== undefined) renamed.set(to, from);
  }
  return renamed;
}

/** Files that may be descriptions or parts of one, relative to the root. */
export function candidatesIn(root: string, commit: string): readonly string[] {
  const names = git(root, ['ls-tree', '-r', '-z', '--name-only', commit]).toString().split('\0');
  return names.filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !name.includes('\n'));
}

/** By absolute path; what cannot be decoded is left out, as if it had not been there. */
export function sourcesAt(
  root: string,
  commit: string,
  paths: readonly string[],
): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const [path, bytes] of filesAt(root, commit, paths)) {
    const source = decode(`${root}/${path}`, bytes);
    if (source instanceof Source) sources.set(source.uri, source);
  }
  return sources;
}

/** Every file that the descriptions may refer to: without a reference to another, nothing but themselves. */
export function givenAt(
  root: string,
  commit: string,
  descriptions: ReadonlyMap<string, Source>,
): ReadonlyMap<string, Source> {
  const refersOut = [...descriptions.values()].some(({ text }) => OUTWARD.test(text));
  return refersOut ? sourcesAt(root, commit, candidatesIn(root, commit)) : descriptions;
}

const OUTWARD = /\$ref["']?\s*:\s*["']?[^"'#\s]/;

/** By what the configurations of today are less strict than those were that held for the same files; absolute paths, then and now. */
export function relaxedBetween(
  past: Governor,
  today: Governor,
  paths: Iterable<readonly [then: string, now: string]>,
): readonly Loosening[] {
  const found = new Map<string, Loosening>();
  const planOf = planner(ALL_RULES);
  for (const [then, now] of paths) {
    const { rules } = planOf(today.of(now));
    const severityNow = (id: string) => rules.find(({ rule }) => rule.id === id)?.severity;
    for (const each of relaxationsBetween(past.configOf(then), today.configOf(now), severityNow))
      found.set(`${each.file} ${each.what}`, each);
  }
  return [...found.values()];
}

/** The configurations as they were; undefined where one of them was wrong. */
export function pastGovernor(
  files: Iterable<string>,
  options: ScanOptions,
  { root, commit }: { readonly root: string; readonly commit: string },
): Governor | undefined {
  try {
    const past = governor(options, ALL_RULES, configsAt(root, commit));
    for (const file of files) past.of(file);
    return past;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Configurations as they were; only what the checkout holds. */
function configsAt(root: string, commit: string): ConfigFiles {
  const known = new Map<string, Source | undefined>();
  const at = (path: string): Source | undefined => {
    const name = slashed(path);
    if (!isInside(name, root)) return undefined;
    if (!known.has(name))
      known.set(name, sourcesAt(root, commit, [belowRoot(root, name)]).get(name));
    return known.get(name);
  };
  return {
    exists: (path) => at(path) !== undefined,
    read: (path) => at(path) ?? { uri: slashed(path), message: 'There was no such file.' },
  };
}

/** The path of a file inside the root, from there. */
export function belowRoot(root: string, file: string): string {
  return file.slice(root.length + 1);
}
