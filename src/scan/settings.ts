import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { deadline } from '../deadline.ts';
import { isInside, slashed } from '../discover/repository.ts';
import type { Guard } from '../engine/guard.ts';
import { UserError } from '../errors.ts';
import { VERSION } from '../package.generated.ts';
import { defaultLimits, type ParseLimits } from '../parse/parse.ts';
import { type Baseline, readBaseline } from '../policy/baseline.ts';
import type { ReferencePolicy } from '../resolve/policy.ts';
import type { Plugin } from '../rule/plugin.ts';
import type { Rule } from '../rule/rule.ts';
import { readNow } from '../source/read.ts';
import { checkoutOf } from './checkout-of.ts';
import { now, todayFor } from './clock.ts';
import { goneFrom } from './gone.ts';
import { type Governor, governor } from './governor.ts';
import { DEFAULT_MAX_FILE_SIZE, type ScanOptions } from './options.ts';
import { withPlugins } from './plugins.ts';
import type { ScanSettings } from './scan-settings.ts';

/** The settings of a scan, and who knows what holds for which file. */
export interface Prepared {
  readonly settings: ScanSettings;
  readonly governor: Governor;
}

/** Fills in what the options leave open. Throws a UserError for rules that do not exist and for a wrong configuration. */
export function prepare(options: ScanOptions, builtIn: readonly Rule[]): Prepared {
  const { plugins = [] } = options;
  const rules = withPlugins(builtIn, plugins);
  const cwd = slashed(resolve(options.cwd ?? '.'));
  const top = checkoutOf(cwd, options) ?? cwd;
  const limits = { ...defaultLimits, maxDepth: options.maxDepth ?? defaultLimits.maxDepth };
  const govern = governor(options, builtIn);
  const root = rootFor(baselinePath(options, govern), options);
  const baseline = baselineOf(options, govern, cwd);
  demandComparison(govern, baseline !== undefined || options.since !== undefined);
  const settings: ScanSettings = {
    rules,
    ...(plugins.length === 0 ? {} : { guard: guardOf(plugins, options.pluginTimeout) }),
    governance: govern.own,
    ignored: govern.ignored,
    loosenings: govern.loosenings,
    inlineWaivers: options.inlineWaivers ?? true,
    extent: options.shard === undefined ? 'all' : 'part',
    exists: options.inMemory === true ? () => false : existsSync,
    today: todayFor(options),
    references: referencesOf(options, govern, { cwd, root: top, limits }),
    limits,
    base: cwd,
    root,
    version: VERSION,
    ...(baseline === undefined ? {} : { baseline, gone: goneFrom(baseline, root) }),
    ...(options.onDocument === undefined ? {} : { onDocument: options.onDocument }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  return { settings, governor: govern };
}

/**
 * The folder that file names in fingerprints are relative to: the top of the checkout; without git that of the baseline,
 * if it is here or above, so that the same one serves in every folder below; else the current one.
 */
export function rootFor(baseline: string | undefined, options: ScanOptions): string {
  const cwd = slashed(resolve(options.cwd ?? '.'));
  const top = checkoutOf(cwd, options);
  if (top !== undefined || baseline === undefined) return top ?? cwd;
  const folder = slashed(dirname(resolve(cwd, baseline)));
  return isInside(cwd, folder) ? folder : cwd;
}

/** Whoever lets only new findings count has to say what they are new against. */
function demandComparison({ ownConfig }: Governor, isCompared: boolean): void {
  if (ownConfig.gate.newOnly !== true || isCompared) return;
  throw new UserError(
    '`gate.new-only` needs something to compare with.',
    'Give --baseline or --since, or name a `baseline` in the configuration.',
  );
}

interface Surroundings {
  readonly cwd: string;
  readonly root: string;
  readonly limits: ParseLimits;
}

function referencesOf(
  options: ScanOptions,
  { policy, ownConfig: { refs } }: Governor,
  { cwd, root, limits }: Surroundings,
): ReferencePolicy {
  return {
    mode: options.refs ?? policy.refs.mode ?? narrowed(refs.mode),
    root: options.root === undefined ? root : slashed(resolve(cwd, options.root)),
    allowedHosts: [...policy.refs.allowHosts, ...refs.allowHosts, ...(options.allowHosts ?? [])],
    maxFileSize: options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE,
    limits,
    cache: new Map(),
    connection: options.connection ?? {},
  };
}

/**
 * A configuration inside the checkout may keep references in, but not send them out: whoever opens a pull request could
 * else make the gate fetch. That takes a flag, or a policy from outside.
 */
function narrowed(mode: 'none' | 'local' | 'remote' | undefined): 'none' | 'local' {
  return mode === 'none' ? 'none' : 'local';
}

const PLUGIN_SECONDS = 10;

/** Rules of plug-ins are watched, and stopped where they take too long. */
function guardOf(plugins: readonly Plugin[], seconds = PLUGIN_SECONDS): Guard {
  const rules = new Set(plugins.flatMap((plugin) => plugin.rules));
  return { rules, inTime: (work) => deadline(seconds * 1000, now)(work), seconds };
}

/** A baseline is small; a larger file is a mistake or an attack. */
const MAX_BASELINE = 100_000_000;

/** The file of known findings that the options name, or else the configuration; undefined where nobody does. */
export function baselinePath(options: ScanOptions, { ownConfig }: Governor): string | undefined {
  const path = options.baseline ?? ownConfig.baseline;
  return path === false ? undefined : path;
}

function baselineOf(options: ScanOptions, governor: Governor, cwd: string): Baseline | undefined {
  const path = baselinePath(options, governor);
  if (path === undefined) return undefined;
  const source = readNow(resolve(cwd, path), { maxBytes: MAX_BASELINE });
  if ('message' in source) {
    throw new UserError(
      `The baseline ${path} cannot be read: ${source.message}`,
      'Write one with `specgate baseline create`.',
    );
  }
  return readBaseline(source.text, path);
}
