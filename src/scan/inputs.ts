import { dirname, resolve } from 'node:path';
import { discover } from '../discover/discover.ts';
import { withFolders } from '../discover/glob.ts';
import { isInside, slashed } from '../discover/repository.ts';
import type { Failure } from '../errors.ts';
import type { Extent } from '../policy/policy.ts';
import { decode } from '../source/decode.ts';
import { readNow } from '../source/read.ts';
import { Source } from '../source/source.ts';
import { checkoutOf } from './checkout-of.ts';
import type { Governor } from './governor.ts';
import { DEFAULT_MAX_FILE_SIZE, type ScanOptions, type Shard } from './options.ts';
import type { Input } from './scan-settings.ts';

/** A description in memory. Its name stands in the report, and relative references start from the folder of that name. */
export interface TextDocument {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Something to scan: a file, a folder, a glob, or a text. */
export type Target = string | TextDocument;

/** What the targets came to. */
export interface Inputs {
  /** How much of what the configuration of the folder speaks of they are. */
  readonly extent: Extent;
  /** How many descriptions there are; more than the files of a folder that are something else. */
  readonly count: number;
  /** Absolute paths of those that are files. */
  readonly files: readonly string[];
  /** What is no file: texts, and failures. */
  readonly others: Iterable<Input>;
  /** All of them. Reads each file only when it is its turn. */
  readonly inputs: Iterable<Input>;
}

/** Finds what the targets stand for. What cannot be found or read becomes an input that says so. */
export async function gather(
  targets: readonly Target[],
  options: ScanOptions,
  governor: Governor,
): Promise<Inputs> {
  const cwd = resolve(options.cwd ?? '.');
  const root = options.root === undefined ? undefined : resolve(cwd, options.root);
  const maxBytes = options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
  const paths = targets.filter((target) => typeof target === 'string').map(slashed);
  const texts = targets.filter((target) => typeof target !== 'string');
  const { include, exclude } = governor.ownConfig;
  const patterns = targets.length > 0 ? paths : include.length > 0 ? include : ['.'];
  const { skipOthers = false } = options;
  const found = options.inMemory
    ? { files: [], failures: [] }
    : await discover(patterns, { cwd, root, maxBytes, skipOthers });
  const named = new Set(paths.map((path) => slashed(resolve(cwd, path))));
  const kept = await withoutExcluded(found.files, exclude, skipOthers ? new Set() : named);
  // A hook may name nothing but what is excluded; a folder that holds nothing else is a mistake.
  const expected = skipOthers ? found.files.filter((file) => !named.has(file)) : found.files;
  const failures = [...found.failures, ...emptiness(expected, kept)];
  const files = inShard(kept, options.shard);
  const inputOf = inputMaker(options, governor);
  return {
    extent:
      options.shard === undefined
        ? extentOf(targets, { files: found.files, cwd }, governor)
        : 'part',
    count: files.length + texts.length,
    files,
    others: others(),
    inputs: all(),
  };

  function* others(): Generator<Input> {
    for (const failure of failures) yield { failure };
    for (const text of texts) yield inputOf(sourceOf(text, cwd));
  }

  function* all(): Generator<Input> {
    yield* others();
    for (const file of files) yield inputOf(readNow(file, { maxBytes }));
  }
}

/** Folders that are named are all where they hold the folder of the configuration, or, without one here, any description. */
function extentOf(
  targets: readonly Target[],
  { files, cwd }: { readonly files: readonly string[]; readonly cwd: string },
  { ownConfig: { folder } }: Governor,
): Extent {
  if (targets.length === 0) return 'all';
  const paths = targets.flatMap((target) =>
    typeof target === 'string' ? resolve(cwd, target) : [],
  );
  const held = folder === undefined ? files.filter((file) => !paths.includes(file)) : [folder];
  return paths.some((path) => held.some((each) => isInside(each, path))) ? 'all' : 'named';
}

/** Reads a file as `gather` does. */
export function inputReader(options: ScanOptions, governor: Governor): (file: string) => Input {
  const maxBytes = options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
  const inputOf = inputMaker(options, governor);
  return (file) => inputOf(readNow(file, { maxBytes }));
}

function inputMaker(options: ScanOptions, governor: Governor): (source: Source | Failure) => Input {
  const rootOf = rootFinder(resolve(options.cwd ?? '.'), options);
  return (source) =>
    source instanceof Source
      ? { source, root: rootOf(source.uri), governance: governor.of(source.uri) }
      : { failure: source };
}

/** A text in memory as a source, with an absolute path. */
export function sourceOf({ path, content }: TextDocument, cwd = '.'): Source | Failure {
  const uri = slashed(resolve(cwd, path));
  return typeof content === 'string' ? new Source(uri, content) : decode(uri, content);
}

/** Files that the configuration does not exclude, or that must stay all the same. */
async function withoutExcluded(
  files: readonly string[],
  exclude: readonly string[],
  kept: ReadonlySet<string>,
): Promise<readonly string[]> {
  if (exclude.length === 0) return files;
  const { matcherOf } = await import('../discover/matcher.ts');
  const isExcluded = matcherOf(withFolders(exclude));
  return files.filter((file) => kept.has(file) || !isExcluded(file));
}

/** Files in turn, so that a folder of large descriptions is shared out as well. */
function inShard(files: readonly string[], shard: Shard | undefined): readonly string[] {
  if (shard === undefined) return files;
  return files.filter((_, index) => index % shard.of === shard.number - 1);
}

/** A configuration that leaves nothing to scan is a failure, as a glob is that matches nothing. */
function emptiness(found: readonly string[], kept: readonly string[]): readonly Failure[] {
  if (found.length === 0 || kept.length > 0) return [];
  const message = `The configuration excludes all of what was found (${found.length}).`;
  return [{ uri: '.', message }];
}

/**
 * The folder that the references of a document must not leave: the one that was asked for, the checkout where the scan
 * was started if the document is in it, else the document's own checkout, else its folder.
 */
function rootFinder(cwd: string, options: ScanOptions): (uri: string) => string {
  const asked = options.root;
  if (asked !== undefined) return () => slashed(resolve(cwd, asked));
  const here = checkoutOf(cwd, options);
  return (uri) => {
    if (here !== undefined && isInside(uri, here)) return here;
    const folder = dirname(uri);
    return checkoutOf(folder, options) ?? folder;
  };
}
