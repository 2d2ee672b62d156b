import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../errors.ts';
import { isIgnored, type Layers, type ReadRules, withOwn } from './ignored.ts';
import { isInside, slashed } from './repository.ts';

/** Which files a walk is after, and where it may go. */
export interface WalkRules {
  /** Told each file that is not left out. */
  readonly onFile: (path: string) => void;
  readonly onFailure: (failure: Failure) => void;
  /** How many folders below the start are entered. */
  readonly depth: number;
  readonly layers: Layers;
  readonly readRules: ReadRules;
  /** Symbolic links that lead out of this folder are not followed. */
  readonly root: string;
}

const SKIPPED = new Set(['.git', 'node_modules']);

/**
 * Visits every file below a folder, in no particular order: node_modules, .git and what .gitignore names are left out,
 * each file and folder is visited once however many links lead to it.
 */
export function walk(start: string, rules: WalkRules): void {
  const links: Place[] = [];
  const seen = new Set<string>();
  const root = realpathSync(rules.root);
  visit({ path: start, layers: rules.layers, depth: 1 }, { rules, links, seen });
  // Links come last, so that what they lead to keeps its own name where the walk meets it anyway.
  for (let link = links.shift(); link !== undefined; link = links.shift()) {
    const target = targetOf(link.path);
    if (target === undefined || !isInside(target, root)) continue;
    if (statSync(target).isDirectory()) visit(link, { rules, links, seen });
    else if (!seen.has(target)) meet(link.path, target, { rules, links, seen });
  }
}

interface Place {
  readonly path: string;
  readonly layers: Layers;
  readonly depth: number;
}

interface Walk {
  readonly rules: WalkRules;
  readonly links: Place[];
  /** Real paths of what was visited. */
  readonly seen: Set<string>;
}

function visit({ path: folder, layers, depth }: Place, walk: Walk): void {
  const { rules, seen, links } = walk;
  const entries = entriesOf(folder, rules);
  const real = realpathSync(folder);
  if (entries === undefined || seen.has(real)) return;
  seen.add(real);
  const own = withOwn(folder, layers, rules.readRules);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const kind = entry.isDirectory() ? 'folder' : 'file';
    if (SKIPPED.has(entry.name) || isIgnored(path, kind, own)) continue;
    if (entry.isSymbolicLink()) links.push({ path, layers: own, depth: depth + 1 });
    else if (entry.isFile()) meet(path, join(real, entry.name), walk);
    else if (kind === 'folder' && depth < rules.depth)
      visit({ path, layers: own, depth: depth + 1 }, walk);
  }
}

function meet(path: string, real: string, { rules, seen }: Walk): void {
  seen.add(real);
  rules.onFile(path);
}

function entriesOf(folder: string, { onFailure }: WalkRules): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    onFailure({ uri: slashed(folder), message: `This folder could not be read (${code}).` });
    return undefined;
  }
}

/** Where a link leads in the end; undefined where that is nowhere. */
function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}
