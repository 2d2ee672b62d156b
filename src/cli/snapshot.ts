import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { withFolders } from '../discover/glob.ts';
import { looksLikeDescription } from '../discover/looks-like.ts';
import { matcherOf } from '../discover/matcher.ts';
import { isInside, repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import type { Loosening } from '../policy/loosening.ts';
import { relativeTo } from '../policy/place.ts';
import type { Extent } from '../policy/policy.ts';
import type { Governor } from '../scan/governor.ts';
import { gather } from '../scan/inputs.ts';
import type { ScanOptions } from '../scan/options.ts';
import type { Input } from '../scan/scan-settings.ts';
import type { Source } from '../source/source.ts';
import {
  belowRoot,
  candidatesIn,
  commitOf,
  givenAt,
  pastGovernor,
  relaxedBetween,
  renamesSince,
  sourcesAt,
} from './revision.ts';

/** Descriptions as they are or were. */
export interface Snapshot {
  /** What it is called in the report. */
  readonly name: string;
  readonly inputs: readonly Input[];
  /** The only files that references may lead to; undefined where they are read from the disk. */
  readonly given: ReadonlyMap<string, Source> | undefined;
  /** The configurations as they are or were; undefined where one of them was wrong. */
  readonly governor: Governor | undefined;
}

/** Two of them, and what a file of the first may be called in the second, relative to the root of fingerprints. */
export interface Pair {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly extent: Extent;
  readonly namesOf: (uri: string) => readonly string[];
  /** By what the configurations of the second are less strict than those of the first. */
  readonly relaxed: readonly Loosening[];
}

export interface Setting {
  readonly options: ScanOptions;
  readonly governor: Governor;
  /** The root of fingerprints, absolute and with `/`. */
  readonly root: string;
  readonly cwd: string;
}

/** Two files, or two git revisions, the second of which may be the folder as it is. */
export async function pairOf(
  base: string,
  head: string | undefined,
  setting: Setting,
): Promise<Pair> {
  return isFile(base, setting.cwd) ? files(base, head, setting) : revisions(base, head, setting);
}

function isFile(name: string, cwd: string): boolean {
  return statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isFile() ?? false;
}

async function files(base: string, head: string | undefined, setting: Setting): Promise<Pair> {
  const { options, governor, cwd, root } = setting;
  if (head === undefined || !isFile(head, cwd)) {
    throw new UserError(
      head === undefined ? `With what is ${base} to be compared?` : `There is no file "${head}".`,
      'Name two files, as in `specgate diff old.yaml new.yaml`, or two git revisions.',
    );
  }
  const [before, after] = [
    await gather([base], options, governor),
    await gather([head], options, governor),
  ];
  const [old, now] = [slashed(resolve(cwd, base)), slashed(resolve(cwd, head))];
  const governance = governor.of(now);
  const inputs = [...before.inputs].map((input) =>
    'source' in input ? { ...input, governance } : input,
  );
  return {
    base: { name: base, inputs, given: undefined, governor },
    head: { name: head, inputs: [...after.inputs], given: undefined, governor },
    extent: 'named',
    relaxed: [],
    // What both refer to may have moved along, or be the same file.
    namesOf: (uri) =>
      [...new Set([renamed(uri, old, now), uri === old ? now : uri])].map((each) =>
        relativeTo(root, each),
      ),
  };
}

/** The other description has the other name; what lies beside or below it moves along. */
function renamed(uri: string, old: string, now: string): string {
  if (uri === old) return now;
  const folder = dirname(old);
  return isInside(uri, folder) ? dirname(now) + uri.slice(folder.length) : uri;
}

async function revisions(base: string, head: string | undefined, setting: Setting): Promise<Pair> {
  const { cwd } = setting;
  const top = repositoryRoot(cwd);
  if (top === undefined) {
    throw new UserError(
      `"${base}" is no file, and this folder is in no git checkout.`,
      'Name two files, as in `specgate diff old.yaml new.yaml`, or in a checkout two git revisions.',
    );
  }
  const root = slashed(top);
  const commit = (name: string) => commitOf(root, name, unknownRevision(name, base, cwd));
  const [from, to] = [commit(base), head === undefined ? undefined : commit(head)];
  const former = renamesSince(root, from, to);
  const current = new Map([...former].map(([now, old]) => [old, now]));
  const older = await snapshotAt(base, { root, commit: from }, setting);
  const newer =
    to === undefined || head === undefined
      ? await present(setting)
      : await snapshotAt(head, { root, commit: to }, setting);
  if (older.inputs.length + newer.inputs.length === 0) {
    throw new UserError(
      `There is no API description at ${base}, and none at ${newer.name}.`,
      'Only what is committed below this folder, and what the configuration includes, is compared.',
    );
  }
  return {
    base: older,
    head: newer,
    extent: 'all',
    relaxed: relaxedIn(older, newer, (now) => {
      const path = belowRoot(root, now);
      return `${root}/${former.get(path) ?? path}`;
    }),
    namesOf(uri) {
      const path = relativeTo(root, uri);
      return [current.get(path) ?? path];
    },
  };
}

/** `formerName` gives the absolute path that a description had. */
function relaxedIn(
  older: Snapshot,
  newer: Snapshot,
  formerName: (now: string) => string,
): readonly Loosening[] {
  if (older.governor === undefined || newer.governor === undefined) return [];
  const now = newer.inputs.flatMap((input) => ('source' in input ? input.source.uri : []));
  const pairs = now.map((uri) => [formerName(uri), uri] as const);
  return relaxedBetween(older.governor, newer.governor, pairs);
}

function unknownRevision(name: string, base: string, cwd: string): string {
  return isFile(name, cwd)
    ? `"${name}" is a file, and "${base}" is none: \`specgate scan ${name} --since ${base}\` compares the two.`
    : `"${name}" is no file, and there is no such revision in this checkout.`;
}

async function present({ options, governor }: Setting): Promise<Snapshot> {
  const { inputs } = await gather([], options, governor);
  return { name: 'the files as they are', inputs: [...inputs], given: undefined, governor };
}

/** The descriptions of a commit below the current folder, as far as the configuration of now includes them. */
async function snapshotAt(
  name: string,
  at: { readonly root: string; readonly commit: string },
  { options, governor, cwd }: Setting,
): Promise<Snapshot> {
  const { root, commit } = at;
  const isWanted = included(governor, cwd);
  const paths = candidatesIn(root, commit).filter((path) => isWanted(`${root}/${path}`));
  const descriptions = new Map(
    [...sourcesAt(root, commit, paths)].filter(([, { text }]) => looksLikeDescription(text)),
  );
  return {
    name,
    inputs: [...descriptions.values()].map((source) => ({
      source,
      root,
      governance: governor.of(source.uri),
    })),
    given: givenAt(root, commit, descriptions),
    governor: pastGovernor(descriptions.keys(), options, at),
  };
}

function included(
  { ownConfig: { include, exclude } }: Governor,
  cwd: string,
): (path: string) => boolean {
  const folder = slashed(resolve(cwd));
  const isIncluded = matcherOf(include);
  const places = include.length === 0 ? [folder] : include;
  const isExcluded = matcherOf(withFolders(exclude));
  return (path) => {
    if (/\/(?:node_modules|\.git)\//.test(path) || isExcluded(path)) return false;
    return places.some((place) => isInside(path, place)) || isIncluded(path);
  };
}
