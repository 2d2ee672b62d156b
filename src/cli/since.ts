import { resolve } from 'node:path';
import { isInside, repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import { fingerprintsIn, readBaseline } from '../policy/baseline.ts';
import type { Earlier } from '../scan/earlier.ts';
import type { Governor } from '../scan/governor.ts';
import type { ScanOptions } from '../scan/options.ts';
import type { Input } from '../scan/scan-settings.ts';
import { baselinePath } from '../scan/settings.ts';
import { droppedSince } from './dropped.ts';
import {
  belowRoot,
  commitOf,
  givenAt,
  pastGovernor,
  relaxedBetween,
  renamesSince,
  sourcesAt,
} from './revision.ts';

/** What is scanned now. */
export interface Present {
  /** Absolute paths of the descriptions that are files. */
  readonly files: readonly string[];
  /** Paths, folders and globs that the command names. */
  readonly targets: readonly string[];
  readonly options: ScanOptions;
  readonly today: Governor;
}

/** The descriptions as they were at a git revision, read from git without a checkout. */
export async function earlierAt(
  revision: string,
  { files, targets, options, today }: Present,
): Promise<Earlier> {
  const top = repositoryRoot(options.cwd ?? '.');
  if (top === undefined) {
    throw new UserError('--since needs a git checkout, and this folder is in none.');
  }
  const root = slashed(top);
  const message = `--since: there is no revision "${revision}" in this checkout.`;
  const commit = commitOf(root, revision, message);
  const renamed = renamesSince(root, commit);
  const formerly = new Map(
    files
      .filter((file) => isInside(file, root))
      .map((file) => [renamed.get(belowRoot(root, file)) ?? belowRoot(root, file), file]),
  );
  const scanned = new Set(formerly.keys());
  const descriptions = sourcesAt(root, commit, [...scanned]);
  const inputs: Input[] = [...descriptions.values()].map((source) => ({
    source,
    root,
    governance: today.of(source.uri),
  }));
  const past = pastGovernor(descriptions.keys(), options, { root, commit });
  const config = past?.ownConfig ?? today.ownConfig;
  const both = [...descriptions.keys()].map(
    (then) => [then, formerly.get(belowRoot(root, then)) ?? then] as const,
  );
  const cwd = slashed(resolve(options.cwd ?? '.'));
  const named = baselinePath(options, today);
  const file = named === undefined ? undefined : slashed(resolve(cwd, named));
  return {
    inputs,
    given: givenAt(root, commit, descriptions),
    renamed,
    baseline:
      file === undefined ? undefined : { file, known: knownAt(file, { root, commit, renamed }) },
    loosenings: past?.loosenings() ?? [],
    ignored: past?.ignored ?? (() => []),
    relaxed: [
      ...(past === undefined ? [] : relaxedBetween(past, today, both)),
      ...(await droppedSince({ root, commit, cwd, targets, config, scanned })),
    ],
  };
}

/** What a baseline knew at the revision; nothing where it was not there, or was none. */
function knownAt(
  file: string,
  {
    root,
    commit,
    renamed,
  }: {
    readonly root: string;
    readonly commit: string;
    readonly renamed: ReadonlyMap<string, string>;
  },
): ReadonlySet<string> {
  if (!isInside(file, root)) return new Set();
  const path = belowRoot(root, file);
  const [source] = sourcesAt(root, commit, [renamed.get(path) ?? path]).values();
  try {
    return source === undefined ? new Set() : fingerprintsIn(readBaseline(source.text, path));
  } catch (error) {
    if (error instanceof UserError) return new Set();
    throw error;
  }
}
