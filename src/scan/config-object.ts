import { resolve } from 'node:path';
import type { ConfigFiles } from '../config/load.ts';
import { slashed } from '../discover/repository.ts';
import { Source } from '../source/source.ts';
import type { ScanOptions } from './options.ts';

/** What mistakes in a configuration that is an object are told about. */
const NAME = '<config>';

/** A configuration that was handed over as an object, as if it were a file; and all other files where they are. */
export function configObject(
  { config }: ScanOptions,
  cwd: string,
  files: ConfigFiles,
): { readonly path: string; readonly files: ConfigFiles } | undefined {
  if (typeof config !== 'object') return undefined;
  const path = slashed(resolve(cwd, NAME));
  const source = new Source(path, JSON.stringify({ version: 1, ...config }, undefined, 2));
  return {
    path,
    files: {
      exists: (asked) => asked === path || files.exists(asked),
      read: (asked) => (asked === path ? source : files.read(asked)),
    },
  };
}

/** Whether nothing outside of the texts is needed: no file, no folder, no network. */
export function isInMemory(
  targets: readonly (string | object)[],
  { config, refs, policy, baseline }: ScanOptions,
): boolean {
  const hasFiles = targets.length === 0 || targets.some((target) => typeof target === 'string');
  const isAlone = config === false || (typeof config === 'object' && !config.extends?.some(isFile));
  return !hasFiles && isAlone && refs === 'none' && policy === undefined && !baseline;
}

function isFile(name: string): boolean {
  return /^\.{0,2}\/|\.(?:ya?ml|json)$/.test(name);
}
