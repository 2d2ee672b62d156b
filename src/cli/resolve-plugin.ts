import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';

/** The conditions of `exports` that hold for a module that Node imports. */
const CONDITIONS = new Set(['node', 'import', 'module-sync', 'default']);

/**
 * The file of a plug-in, absolute and with `/`: a path from the first folder, or a package in the nearest `node_modules`, ESM
 * packages without a `require` condition included. Throws a UserError where there is none.
 */
export function fileOfPlugin(name: string, folders: readonly string[]): string {
  const found = isPath(name)
    ? entryOf(resolve(folders[0] ?? '.', name), '.')
    : packageEntry(name, folders);
  if (found !== undefined) return slashed(realpathSync(found));
  throw new UserError(
    `There is no plug-in ${name}.`,
    isPath(name)
      ? 'Paths start from the current folder.'
      : `Install it (npm install --save-dev ${name}), or name a file: ./${name}.`,
  );
}

/** Whether a plug-in is named by a path, not as a package. */
export function isPath(name: string): boolean {
  return isAbsolute(name) || /^\.{1,2}(?:[/\\]|$)/.test(name);
}

function packageEntry(name: string, folders: readonly string[]): string | undefined {
  const parts = /^((?:@[^/]+\/)?[^/@][^/]*)(\/.+)?$/.exec(name);
  if (parts?.[1] === undefined || name.includes('..')) return undefined;
  for (const start of folders) {
    for (let at = resolve(start); ; at = dirname(at)) {
      const folder = join(at, 'node_modules', parts[1]);
      if (existsSync(folder)) return entryOf(folder, `.${parts[2] ?? ''}`);
      if (dirname(at) === at) break;
    }
  }
  return undefined;
}

/** The file that a path stands for: itself, or what the package.json of the folder says. */
function entryOf(path: string, subpath: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.isFile()) return stat && path;
  const manifest = readManifest(join(path, 'package.json'));
  const exported = 'exports' in manifest ? exportOf(manifest.exports, subpath) : undefined;
  if ('exports' in manifest)
    return exported === undefined ? undefined : fileAt(join(path, exported));
  if (subpath !== '.') return fileAt(join(path, subpath));
  const main = typeof manifest.main === 'string' ? manifest.main : 'index.js';
  return [main, `${main}.js`, join(main, 'index.js'), 'index.js']
    .map((file) => fileAt(join(path, file)))
    .find((file) => file !== undefined);
}

function fileAt(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;
}

function readManifest(file: string): { readonly [key: string]: unknown } {
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(value) ? value : {};
  } catch {
    throw new UserError(`${file} is no JSON.`);
  }
}

/** What `exports` gives for a subpath, without patterns. */
function exportOf(exported: unknown, subpath: string): string | undefined {
  if (isObject(exported) && Object.keys(exported).some((key) => key.startsWith('.')))
    return targetOf(exported[subpath]);
  return subpath === '.' ? targetOf(exported) : undefined;
}

function targetOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target.startsWith('./') ? target : undefined;
  const alternatives = Array.isArray(target)
    ? target
    : Object.entries(isObject(target) ? target : {}).flatMap(([condition, value]) =>
        CONDITIONS.has(condition) ? [value] : [],
      );
  for (const alternative of alternatives) {
    const found = targetOf(alternative);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
