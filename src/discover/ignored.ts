import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Ignore, Options } from 'ignore';
import { slashed } from './repository.ts';

/** What one .gitignore says of the paths below its folder. */
interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The .gitignore files that hold in a folder, the nearest first. */
export type Layers = readonly Layer[];

/** How rules are read: the package `ignore`, loaded only where folders are searched. */
export type ReadRules = (options: Options) => Ignore;

/** Those above a folder, up to the top of its checkout; none if they name the folder itself, since whoever asks for it wants it searched. */
export function layersAbove(folder: string, top: string | undefined, read: ReadRules): Layers {
  if (top === undefined) return [];
  const excluded = layerOf(top, join(top, '.git', 'info', 'exclude'), read);
  let layers: Layers = excluded === undefined ? [] : [excluded];
  const between = foldersBetween(folder, top);
  for (const at of between) {
    if (isIgnored(at, 'folder', layers)) return [];
    layers = withOwn(at, layers, read);
  }
  return isIgnored(folder, 'folder', layers) ? [] : layers;
}

/** The layers with the folder's own .gitignore, if it has one. */
export function withOwn(folder: string, layers: Layers, read: ReadRules): Layers {
  const own = layerOf(folder, join(folder, '.gitignore'), read);
  return own === undefined ? layers : [own, ...layers];
}

/** Whether git would leave a path out; the nearest .gitignore that speaks of it decides. */
export function isIgnored(path: string, kind: 'file' | 'folder', layers: Layers): boolean {
  for (const { folder, rules } of layers) {
    const name = slashed(relative(folder, path));
    if (name === '') continue;
    const { ignored, unignored } = rules.test(kind === 'folder' ? `${name}/` : name);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

function layerOf(folder: string, file: string, read: ReadRules): Layer | undefined {
  if (!existsSync(file)) return undefined;
  return { folder, rules: read({ ignorecase: false }).add(readFileSync(file, 'utf8')) };
}

/** The folders from the top down to the parent of `folder`. */
function foldersBetween(folder: string, top: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; at !== top && dirname(at) !== at; at = dirname(at)) {
    folders.unshift(dirname(at));
  }
  return folders;
}
