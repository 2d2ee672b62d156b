import type { ConfigFiles } from '../config/load.ts';
import { isInside, repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import type { Loosening } from '../policy/loosening.ts';
import type { Earlier } from '../scan/earlier.ts';
import { type Governor, governor } from '../scan/governor.ts';
import type { ScanOptions } from '../scan/options.ts';
import type { Input } from '../scan/scan-settings.ts';
import { decode } from '../source/decode.ts';
import { Source } from '../source/source.ts';
import { ALL_RULES } from './all-rules.ts';
import { filesAt, git } from './git.ts';

/** The descriptions as they were at a git revision, read from git without a checkout. */
export function earlierAt(
  revision: string,
  files: readonly string[],
  { options, today }: { readonly options: ScanOptions; readonly today: Governor },
): Earlier {
  const cwd = options.cwd ?? '.';
  const top = repositoryRoot(cwd);
  if (top === undefined) {
    throw new UserError('--since needs a git checkout, and this folder is in none.');
  }
  const root = slashed(top);
  const commit = commitOf(root, revision);
  const renamed = renamesSince(root, commit);
  const oldPaths = files
    .filter((file) => isInside(file, root))
    .map((file) => relative(root, file))
    .map((path) => renamed.get(path) ?? path);
  const roots = sourcesAt(root, commit, oldPaths);
  const inputs: Input[] = [...roots.values()].map((source) => ({
    source,
    root,
    governance: today.of(source.uri),
  }));
  const refersOut = [...roots.values()].some(({ text }) => OUTWARD.test(text));
  const given = refersOut ? sourcesAt(root, commit, descriptionsIn(root, commit)) : roots;
  return {
    inputs,
    given,
    renamed,
    loosenings: pastLoosenings([...roots.keys()], options, configsAt(root, commit)),
  };
}

/** What was loose then. A configuration that was wrong then says nothing. */
function pastLoosenings(
  paths: readonly string[],
  options: ScanOptions,
  files: ConfigFiles,
): readonly Loosening[] {
  try {
    const past = governor(options, ALL_RULES, files);
    for (const path of paths) past.of(path);
    return past.loosenings();
  } catch (error) {
    if (error instanceof UserError) return [];
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
      known.set(name, sourcesAt(root, commit, [relative(root, name)]).get(name));
    return known.get(name);
  };
  return {
    exists: (path) => at(path) !== undefined,
    read: (path) => at(path) ?? { uri: slashed(path), message: 'There was no such file.' },
  };
}

/** A reference to another file; without one, nothing but the descriptions themselves is read from git. */
const OUTWARD = /\$ref["']?\s*:\s*["']?[^"'#\s]/;

function relative(root: string, file: string): string {
  return file.slice(root.length + 1);
}

function commitOf(root: string, revision: string): string {
  const wrong = (hint: string) =>
    new UserError(`--since: there is no revision "${revision}" in this checkout.`, hint);
  if (revision.startsWith('-')) throw wrong('A revision does not begin with "-".');
  try {
    return git(root, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ])
      .toString()
      .trim();
  } catch {
    const isShallow =
      git(root, ['rev-parse', '--is-shallow-repository']).toString().trim() === 'true';
    throw wrong(
      isShallow
        ? 'The checkout is shallow. Fetch the revision first: `git fetch --depth=1 origin <revision>`, or check out with `fetch-depth: 0`.'
        : 'Name a commit, a tag or a branch, such as origin/main.',
    );
  }
}

/** What files were called at the commit, by what they are called now. */
function renamesSince(root: string, commit: string): ReadonlyMap<string, string> {
  const answer = git(root, [
    'diff',
    '--name-status',
    '-z',
    '--find-renames',
    '--diff-filter=R',
    commit,
  ]).toString();
  const parts = answer.split('\0');
  const renamed = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [from, to] = [parts[at + 1], parts[at + 2]];
    if (from !== undefined && to !== undefined) renamed.set(to, from);
  }
  return renamed;
}

function descriptionsIn(root: string, commit: string): readonly string[] {
  const names = git(root, ['ls-tree', '-r', '-z', '--name-only', commit]).toString().split('\0');
  return names.filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !name.includes('\n'));
}

/** By absolute path; what cannot be decoded is left out, as if it had not been there. */
function sourcesAt(
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
