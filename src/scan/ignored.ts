import { resolve } from 'node:path';
import type { Config, Ignore } from '../config/config.ts';
import { globIn, isGlob, withFolders, withSlashes } from '../discover/glob.ts';
import { matcherOf } from '../discover/matcher.ts';
import { slashed } from '../discover/repository.ts';
import { type Waiver, waiverKey } from '../policy/waiver.ts';

/** A configuration, and for which descriptions it holds, by their absolute paths. */
export interface Holding {
  readonly config: Config;
  readonly holdsFor: (description: string) => boolean;
}

/**
 * The entries of `ignore` as waivers; each glob is compiled when it is first asked. One in a file that several
 * configurations extend is there once, and holds for the descriptions of all of them.
 */
export function ignoredBy(configs: readonly Holding[]): readonly Waiver[] {
  const byKey = new Map<string, { readonly waiver: Waiver; readonly holders: Holding[] }>();
  for (const holding of configs) {
    for (const entry of holding.config.ignore) {
      const holders: Holding[] = [];
      const waiver = waiverOf(entry, (path) => holders.some((each) => each.holdsFor(path)));
      const key = waiverKey(waiver);
      const known = byKey.get(key) ?? { waiver, holders };
      known.holders.push(holding);
      byKey.set(key, known);
    }
  }
  return [...byKey.values()].map(({ waiver }) => waiver);
}

function waiverOf(entry: Ignore, holdsFor: Holding['holdsFor']): Waiver {
  return {
    form: 'config',
    rule: entry.rule,
    reason: entry.reason,
    expires: entry.expires,
    at: entry.place,
    span: undefined,
    scope: {
      by: 'config',
      holdsFor,
      matches: matcher(entry),
      files: filesOf(entry),
      pointer: entry.pointer,
    },
    api: undefined,
  };
}

function matcher({ file, folder }: Ignore): (path: string) => boolean {
  if (file === undefined) return () => true;
  const glob = globIn(folder, file);
  let isMatch: ((path: string) => boolean) | undefined;
  return (path) => {
    isMatch ??= matcherOf(withFolders([glob]));
    return isMatch(path);
  };
}

function filesOf({ file, folder }: Ignore): { readonly path: string | undefined } | undefined {
  if (file === undefined) return undefined;
  const path = withSlashes(file);
  return { path: isGlob(path) ? undefined : slashed(resolve(folder, path)) };
}
