import { isInside, repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import type { Earlier } from '../scan/earlier.ts';
import type { Governor } from '../scan/governor.ts';
import type { Input } from '../scan/scan-settings.ts';
import { decode } from '../source/decode.ts';
import { Source } from '../source/source.ts';
import { filesAt, git } from './git.ts';

/** The descriptions as they were at a git revision, read from git without a checkout. */
export function earlierAt(
  revision: string,
  files: readonly string[],
  governor: Governor,
  cwd: string,
): Earlier {
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
    governance: governor.of(source.uri),
  }));
  const refersOut = [...roots.values()].some(({ text }) => OUTWARD.test(text));
  const given = refersOut ? sourcesAt(root, commit, descriptionsIn(root, commit)) : roots;
  return { inputs, given, renamed };
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
