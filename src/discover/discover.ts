import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import type { Failure } from '../errors.ts';
import { isGlob, readGlob, withoutEscapes } from './glob.ts';
import { layersAbove, type ReadRules } from './ignored.ts';
import { nearName } from './near-name.ts';
import { isDescriptionFile } from './peek.ts';
import { isInside, repositoryRoot, slashed } from './repository.ts';
import { walk } from './walk.ts';

export interface DiscoverOptions {
  /** Absolute folder that relative paths start from. */
  readonly cwd: string;
  /** Symbolic links must not lead out of it; by default the checkout of each file, else its folder. */
  readonly root?: string | undefined;
  /** Larger files are judged by their first part only. */
  readonly maxBytes: number;
  /** Files that are named are among the answer only if they are descriptions; by default always. */
  readonly skipOthers?: boolean | undefined;
}

export interface Discovered {
  /** Absolute paths with `/`, sorted, each once. */
  readonly files: readonly string[];
  /** What was asked for and not found, each named as it was asked for or by its path. */
  readonly failures: readonly Failure[];
}

/**
 * The descriptions that paths, folders and globs stand for. A file that is named is always among them; folders and
 * globs give what is a description by its content, and are a failure if that is nothing.
 */
export async function discover(
  patterns: readonly string[],
  options: DiscoverOptions,
): Promise<Discovered> {
  const found: Found = { files: new Set(), failures: [] };
  for (const pattern of patterns) await find(pattern, found, options);
  return { files: [...found.files].sort(), failures: found.failures };
}

interface Found {
  readonly files: Set<string>;
  readonly failures: Failure[];
}

async function find(pattern: string, found: Found, options: DiscoverOptions): Promise<void> {
  const path = resolve(options.cwd, pattern);
  const kind = kindOf(path);
  if (kind === 'file') addNamed(path, found, options);
  else if (kind === 'folder') await searchFolder(pattern, path, found, options);
  else if (isGlob(pattern)) await searchGlob(pattern, found, options);
  else found.failures.push({ uri: slashed(path), message: missing(path) });
}

function missing(path: string): string {
  const near = nearName(path);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `There is no such file or folder.${hint}`;
}

/** What is said of a path where nothing can be: a longer name than any has, as a glob may be, is none either. */
const NOTHING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EINVAL', 'ENAMETOOLONG']);

/** What stands at a path; what cannot be looked at counts as a file, since reading it tells why. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return NOTHING.has(code) ? undefined : 'file';
  }
}

/** A pull request may replace a description by a link to a secret of the machine: links stay inside. */
function addNamed(path: string, { files, failures }: Found, options: DiscoverOptions): void {
  if (options.skipOthers === true && isSomethingElse(path, options.maxBytes)) return;
  const folder = dirname(path);
  const root = options.root ?? repositoryRoot(folder) ?? folder;
  const leadsOut = safely(() => !isInside(realpathSync(path), realpathSync(root)));
  if (leadsOut !== true) files.add(slashed(path));
  else {
    const message = `This is a symbolic link that leads out of "${root}"; name the file itself, or allow its folder with --root.`;
    failures.push({ uri: slashed(path), message });
  }
}

/** A pipe can be read only once, and what cannot be read is not known to be something else. */
function isSomethingElse(path: string, maxBytes: number): boolean {
  return safely(() => statSync(path).isFile() && !isDescriptionFile(path, maxBytes)) === true;
}

function safely<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

async function searchFolder(
  pattern: string,
  folder: string,
  found: Found,
  options: DiscoverOptions,
): Promise<void> {
  const isWanted = (path: string): boolean =>
    /^\.(?:ya?ml|json)$/i.test(extname(path)) && basename(path) !== 'package-lock.json';
  const count = await search(folder, { isWanted, depth: Number.POSITIVE_INFINITY }, found, options);
  if (count > 0) return;
  const message =
    'No API description was found in this folder: no YAML or JSON file in it has a root key "openapi" or "swagger".';
  found.failures.push({ uri: pattern, message });
}

async function searchGlob(pattern: string, found: Found, options: DiscoverOptions): Promise<void> {
  const { base, matches, depth } = await readGlob(pattern, options.cwd);
  let matched = 0;
  const isWanted = (path: string): boolean => {
    const isMatch = matches(slashed(path).slice(slashed(base).replace(/\/$/, '').length + 1));
    if (isMatch) matched += 1;
    return isMatch;
  };
  const count =
    kindOf(base) === 'folder' ? await search(base, { isWanted, depth }, found, options) : 0;
  if (count > 0) return;
  const message =
    matched === 0
      ? 'No file matches this pattern.'
      : `None of the files that match this pattern is an API description (${matched} looked at).`;
  found.failures.push({ uri: withoutEscapes(pattern), message });
}

interface Wanted {
  readonly isWanted: (path: string) => boolean;
  readonly depth: number;
}

/** Adds the descriptions below a folder, and says how many there are. */
async function search(
  folder: string,
  { isWanted, depth }: Wanted,
  { files, failures }: Found,
  { root, maxBytes }: DiscoverOptions,
): Promise<number> {
  const { default: ignore } = await import('ignore');
  const readRules: ReadRules = ignore;
  const top = repositoryRoot(folder);
  let count = 0;
  walk(folder, {
    depth,
    layers: layersAbove(folder, top, readRules),
    readRules,
    root: root ?? top ?? folder,
    onFailure: (failure) => failures.push(failure),
    onFile(path) {
      if (!isWanted(path)) return;
      // What cannot even be opened is told when it is read.
      if (safely(() => isDescriptionFile(path, maxBytes)) === false) return;
      files.add(slashed(path));
      count += 1;
    },
  });
  return count;
}
