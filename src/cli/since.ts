import { isInside, repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import type { Earlier } from '../scan/earlier.ts';
import type { Governor } from '../scan/governor.ts';
import type { ScanOptions } from '../scan/options.ts';
import type { Input } from '../scan/scan-settings.ts';
import {
  belowRoot,
  commitOf,
  givenAt,
  pastLoosenings,
  relaxedSince,
  renamesSince,
  sourcesAt,
} from './revision.ts';

/** The descriptions as they were at a git revision, read from git without a checkout. */
export function earlierAt(
  revision: string,
  files: readonly string[],
  { options, today }: { readonly options: ScanOptions; readonly today: Governor },
): Earlier {
  const top = repositoryRoot(options.cwd ?? '.');
  if (top === undefined) {
    throw new UserError('--since needs a git checkout, and this folder is in none.');
  }
  const root = slashed(top);
  const message = `--since: there is no revision "${revision}" in this checkout.`;
  const commit = commitOf(root, revision, message);
  const renamed = renamesSince(root, commit);
  const oldPaths = files
    .filter((file) => isInside(file, root))
    .map((file) => belowRoot(root, file))
    .map((path) => renamed.get(path) ?? path);
  const descriptions = sourcesAt(root, commit, oldPaths);
  const inputs: Input[] = [...descriptions.values()].map((source) => ({
    source,
    root,
    governance: today.of(source.uri),
  }));
  return {
    inputs,
    given: givenAt(root, commit, descriptions),
    renamed,
    loosenings: pastLoosenings(descriptions.keys(), options, { root, commit }),
    relaxed: relaxedSince(descriptions.keys(), options, { root, commit, today }),
  };
}
