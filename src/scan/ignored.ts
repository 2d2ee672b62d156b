import { resolve } from 'node:path';
import picomatch from 'picomatch';
import type { Config, Ignore } from '../config/config.ts';
import { globIn, isGlob, withFolders, withSlashes } from '../discover/glob.ts';
import { slashed } from '../discover/repository.ts';
import type { Waiver } from '../policy/waiver.ts';

/** The entries of `ignore` as waivers; each glob is compiled when it is first asked. */
export function ignoredBy({ ignore }: Config): readonly Waiver[] {
  return ignore.map((entry) => ({
    form: 'config',
    rule: entry.rule,
    reason: entry.reason,
    expires: entry.expires,
    at: entry.place,
    span: undefined,
    scope: {
      by: 'config',
      matches: matcher(entry),
      files: filesOf(entry),
      pointer: entry.pointer,
    },
    api: undefined,
  }));
}

function matcher({ file, folder }: Ignore): (path: string) => boolean {
  if (file === undefined) return () => true;
  const glob = globIn(folder, file);
  let isMatch: ((path: string) => boolean) | undefined;
  return (path) => {
    isMatch ??= picomatch(withFolders([glob]), { dot: true });
    return isMatch(path);
  };
}

function filesOf({ file, folder }: Ignore): { readonly path: string | undefined } | undefined {
  if (file === undefined) return undefined;
  const path = withSlashes(file);
  return { path: isGlob(path) ? undefined : slashed(resolve(folder, path)) };
}
