import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { nearName } from '../discover/near-name.ts';
import { isInside, slashed } from '../discover/repository.ts';
import type { Failure } from '../errors.ts';
import { type Document, parse } from '../parse/parse.ts';
import { readNow } from '../source/read.ts';
import { Source } from '../source/source.ts';
import type { Dead } from './bundle.ts';
import type { ReferencePolicy } from './policy.ts';

/** A file that was read and parsed, or why it could not be. */
export type Read =
  | { readonly document: Document; readonly failures?: undefined }
  | { readonly document?: undefined; readonly failures: readonly Failure[] };

/** The path by which a file is known, whatever links lead to it: below the root as the policy writes it. */
type Settled = { readonly path: string; readonly problem?: undefined } | Dead;

/** The files inside the root. A path outside of it is refused before the file system is asked about it. */
export interface Files {
  /** A path below the root as the policy writes it, where a folder's real path shows that it lies there; else as it is. */
  home(path: string): string;
  settle(path: string): Settled;
  /** Reads what `settle` answered. */
  read(path: string): Read;
}

interface Within {
  readonly policy: ReferencePolicy;
  readonly root: string;
  readonly realRoot: string;
  readonly given: ReadonlyMap<string, Source>;
  /** Real paths of folders, since asking for each file takes four times as long. */
  readonly folders: Map<string, string | undefined>;
  /** How often a missing file's folder may still be searched for what was meant. */
  hints: number;
}

const MOST_HINTS = 20;
/** Folders of the system whose "files" are no files, also where the root is `/`. */
const DEVICES = ['/proc', '/sys', '/dev'];
const OUTSIDE: Dead = { problem: 'escape', reason: 'the file lies outside of the project' };
const LINKED: Dead = {
  problem: 'escape',
  reason: 'a symbolic link on the way leads out of the project',
};
const SWITCHED_OFF: Dead = {
  problem: 'unresolved',
  reason: 'references to other files are switched off',
};

export function filesWithin(policy: ReferencePolicy): Files {
  const root = policy.root.length > 1 ? policy.root.replace(/\/$/, '') : policy.root;
  const given = Array.from(policy.given ?? [], ([name, source]) => {
    return [absolute(root, name), source] as const;
  });
  const within: Within = {
    policy,
    root,
    realRoot: (policy.mode === 'none' ? undefined : realOf(root)) ?? root,
    given: new Map(given),
    folders: new Map(),
    hints: MOST_HINTS,
  };
  const cache = policy.cache ?? new Map<string, Read>();
  const settled = new Map<string, Settled>();
  return {
    home: (path) => home(within, path),
    settle(path) {
      const known = settled.get(path) ?? look(within, path);
      settled.set(path, known);
      return known;
    },
    read(path) {
      const source = within.given.get(path);
      if (source !== undefined) return parsed(source, policy);
      const read =
        cache.get(path) ?? parsed(readNow(path, { maxBytes: policy.maxFileSize }), policy);
      cache.set(path, read);
      return read;
    },
  };
}

function home(within: Within, path: string): string {
  const { policy, root, realRoot } = within;
  if (policy.mode === 'none' || isInside(path, root)) return path;
  const folder = realFolder(within, dirname(path));
  if (folder === undefined || !isInside(folder, realRoot)) return path;
  return `${rebased(folder, realRoot, root)}${path.slice(path.lastIndexOf('/'))}`;
}

/** A name as an absolute path; names in memory and of standard input may be relative, to the root. */
export function absolute(root: string, name: string): string {
  return name.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(name) ? name : `${root}/${name}`;
}

function parsed(source: Source | Failure, { limits }: ReferencePolicy): Read {
  if (!(source instanceof Source)) return { failures: [source] };
  const { document, failures } = parse(source, limits);
  return document === undefined ? { failures } : { document };
}

function look(within: Within, path: string): Settled {
  const { policy, root, realRoot, given } = within;
  if (given.has(path)) return { path };
  if (policy.mode === 'none') return SWITCHED_OFF;
  if (!isInside(path, root)) return OUTSIDE;
  if (path === root) return { problem: 'unresolved', reason: 'it is a folder' };
  const folder = realFolder(within, dirname(path));
  if (folder === undefined) return missingBelow(within, path);
  // Before anything in the folder is looked at: not even what exists outside of the root may be found out.
  if (!isAllowed(folder, realRoot)) return LINKED;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const entry = folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
  const stats = statsOf(entry, lstatSync);
  if (stats === undefined) return missing(within, path);
  if (!stats.isSymbolicLink()) return fileAt(entry, stats, within);
  const real = realOf(entry);
  if (real === undefined || !isAllowed(real, realRoot)) return LINKED;
  const behind = statsOf(real, statSync);
  return behind === undefined ? missing(within, path) : fileAt(real, behind, within);
}

function statsOf(path: string, ask: (path: string) => Stats): Stats | undefined {
  try {
    return ask(path);
  } catch {
    return undefined;
  }
}

function isAllowed(real: string, realRoot: string): boolean {
  return isInside(real, realRoot) && !DEVICES.some((folder) => isInside(real, folder));
}

function realFolder({ folders }: Within, folder: string): string | undefined {
  if (!folders.has(folder)) folders.set(folder, realOf(folder));
  return folders.get(folder);
}

/** The path with all symbolic links followed; undefined where nothing is, or where it cannot be told. */
function realOf(path: string): string | undefined {
  try {
    return slashed(realpathSync.native(path));
  } catch {
    return undefined;
  }
}

function fileAt(real: string, stats: Stats, { root, realRoot }: Within): Settled {
  if (stats.isFile()) return { path: root === realRoot ? real : rebased(real, realRoot, root) };
  const what = stats.isDirectory() ? 'a folder' : 'no regular file';
  return { problem: 'unresolved', reason: `it is ${what}` };
}

function rebased(real: string, realRoot: string, root: string): string {
  const below = real.slice(realRoot.endsWith('/') ? realRoot.length - 1 : realRoot.length);
  return root.endsWith('/') ? below : `${root}${below}`;
}

function missing(within: Within, path: string): Dead {
  const near = nearTo(within, path);
  const hint = near === undefined ? '' : `, but there is "${near}"`;
  return { problem: 'unresolved', reason: `there is no file "${basename(path)}"${hint}` };
}

/** What is said where a folder on the way is not there; whether one outside of the root is there, is not found out. */
function missingBelow(within: Within, path: string): Dead {
  let folder = dirname(path);
  while (folder !== within.root && realFolder(within, dirname(folder)) === undefined)
    folder = dirname(folder);
  // Texts in memory may stand in a root that is not there.
  if (folder === within.root) return missing(within, path);
  const above = realFolder(within, dirname(folder));
  if (above === undefined || !isAllowed(above, within.realRoot)) return LINKED;
  if (statsOf(folder, lstatSync)?.isSymbolicLink() === true) return LINKED;
  const name = basename(folder);
  const near = nearTo(within, folder);
  if (near?.toLowerCase() !== name.toLowerCase()) return missing(within, path);
  return {
    problem: 'unresolved',
    reason: `there is no folder "${name}", but there is "${near}"`,
  };
}

function nearTo(within: Within, path: string): string | undefined {
  within.hints -= 1;
  return within.hints >= 0 ? nearName(path) : undefined;
}
