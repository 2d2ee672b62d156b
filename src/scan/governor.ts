import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config, Ignore } from '../config/config.ts';
import { NO_CONFIG } from '../config/config.ts';
import {
  type ConfigFiles,
  DISK,
  findConfig,
  type Known,
  loadConfig,
  withChecks,
} from '../config/load.ts';
import { isInside, slashed } from '../discover/repository.ts';
import { isPreset, severityIn } from '../engine/presets.ts';
import { UserError } from '../errors.ts';
import { type Loosening, looseningsIn, placeOf, usualSeverities } from '../policy/loosening.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import { checkoutOf } from './checkout-of.ts';
import { todayFor } from './clock.ts';
import { configObject } from './config-object.ts';
import { droppedPresets } from './dropped-presets.ts';
import { governanceOf } from './governance.ts';
import { ignoredBy } from './ignored.ts';
import { looseningsByFlags } from './loose-flags.ts';
import type { ScanOptions } from './options.ts';
import { presetNames, withPlugins, withPresetRules } from './plugins.ts';
import type { Governance } from './scan-settings.ts';

/** Knows which configuration holds for which file. */
export interface Governor {
  /** For the scan as a whole: the configuration of the folder where it was started. */
  readonly own: Governance;
  readonly ownConfig: Config;
  /** What the organisation says; empty where it says nothing. */
  readonly policy: Config;
  /** For a document, by its absolute path with `/`. Throws a UserError for a configuration that is wrong. */
  of(path: string): Governance;
  /** The configuration that holds for a document. Throws as `of` does. */
  configOf(path: string): Config;
  /** By what the configurations and the flags let more through. */
  loosenings(): readonly Loosening[];
  /** The waivers of all of them. */
  ignored(): readonly Waiver[];
}

/** Finds configurations by folder, reads each once, and puts the organisation's policy under and the flags over them. */
export function governor(
  options: ScanOptions,
  builtIn: readonly Rule[],
  disk: ConfigFiles = DISK,
): Governor {
  const asked = withPlugins(builtIn, options.plugins);
  const cwd = slashed(resolve(options.cwd ?? '.'));
  const top = checkoutOf(cwd, options) ?? cwd;
  const files = configObject(options, cwd, disk)?.files ?? disk;
  const base = { ...knownTo(asked, options, top), files };
  const policy = policyConfig(options, base, top, cwd);
  const known = withChecks(base, policy.checks);
  const byPath = new Map<string, { readonly config: Config; readonly governance: Governance }>();
  const govern = (path: string | undefined) => {
    const key = path ?? '';
    let made = byPath.get(key);
    if (made === undefined) {
      const config = path === undefined ? NO_CONFIG : loadConfig(path, known);
      made = { config, governance: governanceOf({ config, policy, options, rules: asked }) };
      byPath.set(key, made);
    }
    return made;
  };
  const holds = (config: Config) => waiverTest(todayFor(options), known, config);
  const pathFor = configFinder(options, { cwd, top, files });
  const own = govern(pathFor(cwd));
  return {
    own: own.governance,
    ownConfig: own.config,
    policy,
    of: (path) => govern(pathFor(dirname(path))).governance,
    configOf: (path) => govern(pathFor(dirname(path))).config,
    loosenings: () => {
      const presets = policy.presets.length > 0 ? policy.presets : ['recommended'];
      const usual = usualSeverities([...asked, ...policy.checks], (rule) =>
        usualSeverity(rule, presets),
      );
      const written = [...byPath.values()].flatMap(({ config }) => [
        ...looseningsIn(withPresetRules(config, options.plugins), usual, holds(config)),
        ...droppedPresets(config, policy, options),
      ]);
      return distinct([...written, ...looseningsByFlags(options)]);
    },
    ignored: () => {
      const own = [...byPath].map(([key, { config }]) => ({
        config,
        holdsFor: (path: string) => (pathFor(dirname(path)) ?? '') === key,
      }));
      return ignoredBy([...own, { config: policy, holdsFor: () => true }]);
    },
  };
}

/** The configuration that holds for a file or folder. Throws a UserError for one that is wrong. */
export function configFor(path: string, options: ScanOptions, builtIn: readonly Rule[]): Config {
  const rules = withPlugins(builtIn, options.plugins);
  const cwd = slashed(resolve(options.cwd ?? '.'));
  const top = checkoutOf(cwd, options) ?? cwd;
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
  const found = configFinder(options, { cwd, top, files: DISK })(folder);
  return found === undefined ? NO_CONFIG : loadConfig(found, knownTo(rules, options, top));
}

/** What stands in a file that several configurations extend is there once. */
function distinct(loosenings: readonly Loosening[]): readonly Loosening[] {
  const byPlace = new Map(loosenings.map((each) => [placeOf(each), each]));
  return [...byPlace.values()];
}

/** Tells waivers of a configuration that can waive anything. */
function waiverTest(today: string, known: Known, { checks }: Config): (waiver: Ignore) => boolean {
  const { rules } = withChecks(known, checks);
  return ({ rule, reason, expires }) =>
    rules.has(rule) && reason !== undefined && (expires === undefined || expires >= today);
}

/** What a rule's severity is where no configuration speaks. */
function usualSeverity(rule: Rule, presets: readonly string[]): Severity | 'off' {
  let usual: Severity | 'off' = 'off';
  for (const name of presets) {
    if (!isPreset(name)) continue;
    const severity = severityIn(rule, name);
    if (severity !== 'off') usual = severity;
  }
  return usual;
}

function knownTo(rules: readonly Rule[], options: ScanOptions, inside: string): Known {
  const byId = rules.flatMap((rule) =>
    [...(rule.formerly ?? []), rule.id].map((id) => [id, rule] as const),
  );
  const { plugins = [], pluginNames = [] } = options;
  return {
    rules: new Map(byId),
    presets: presetNames(plugins),
    plugins: [...plugins.map(({ name }) => name), ...pluginNames],
    inside,
  };
}

/** The configuration file for a folder: the one that was named, or the nearest on the way up to the top of the checkout. */
function configFinder(
  options: ScanOptions,
  { cwd, top, files }: { readonly cwd: string; readonly top: string; readonly files: ConfigFiles },
): (folder: string) => string | undefined {
  if (options.config === false) return () => undefined;
  if (options.config !== undefined) {
    const named =
      configObject(options, cwd, files)?.path ?? slashed(resolve(cwd, String(options.config)));
    return () => named;
  }
  const found = new Map<string, string | undefined>();
  return (folder) => {
    if (!found.has(folder)) {
      const limit = isInside(folder, top) ? top : (checkoutOf(folder, options) ?? folder);
      found.set(folder, findConfig(folder, limit, files));
    }
    return found.get(folder);
  };
}

/** What the organisation says. It must not lie where those whom it binds can change it. */
function policyConfig(options: ScanOptions, known: Known, top: string, cwd: string): Config {
  if (options.policy === undefined) return NO_CONFIG;
  const { inside: _, files: __, ...unfenced } = known;
  return loadConfig(policyPath(options.policy, top, cwd), unfenced);
}

/** The absolute path of a policy. Throws a UserError for one that lies inside the checkout. */
export function policyPath(policy: string, top: string, cwd: string): string {
  const path = slashed(resolve(cwd, policy));
  if (!isInside(path, top)) return path;
  throw new UserError(
    `The policy ${policy} lies inside the checkout, where a pull request can change it.`,
    'Keep it in another place, such as a folder that the pipeline checks out beside this one.',
  );
}
