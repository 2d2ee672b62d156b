import { resolve } from 'node:path';
import { repositoryRoot, slashed } from '../discover/repository.ts';
import type { Plugin } from '../rule/plugin.ts';
import type { Flags } from './flags.ts';
import { secondsFlag } from './quantities.ts';

/** The plug-ins of one call, and what a configuration may call them besides their names. */
export interface Plugins {
  readonly plugins: readonly Plugin[];
  readonly pluginNames: readonly string[];
}

const NONE: Plugins = { plugins: [], pluginNames: [] };

/**
 * Loads what the command line names, and what its policy does: nothing else decides which code runs. Where nothing is named,
 * nothing is loaded, this command's own code for it included.
 */
export async function pluginsFor(
  flags: Flags,
  cwd: string,
  policy: string | undefined,
): Promise<Plugins> {
  const named = flags.texts('plugin');
  if (named.length === 0 && policy === undefined) return NONE;
  const byPolicy = policy === undefined ? undefined : await policyPlugins(policy, cwd);
  if (named.length === 0 && !byPolicy?.names.length) return NONE;
  const { loadPlugins } = await import('./load-plugins.ts');
  const all = [
    ...named.map((name) => ({ name, folders: [cwd] })),
    ...(byPolicy?.names ?? []).map((name) => ({ name, folders: [byPolicy?.folder ?? cwd, cwd] })),
  ];
  return loadPlugins(all, secondsFlag(flags, 'plugin-timeout'));
}

async function policyPlugins(policy: string, cwd: string) {
  const { policyPath } = await import('../scan/governor.ts');
  const { pluginsOf } = await import('../config/plugins-of.ts');
  const top = slashed(repositoryRoot(cwd) ?? cwd);
  const path = policyPath(policy, top, slashed(cwd));
  return { names: pluginsOf(path), folder: resolve(path, '..') };
}
