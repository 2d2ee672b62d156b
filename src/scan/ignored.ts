import picomatch from 'picomatch';
import type { Config, Ignore } from '../config/config.ts';
import { globIn, withFolders } from '../discover/glob.ts';
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
    scope: { by: 'config', matches: matcher(entry), pointer: entry.pointer },
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
