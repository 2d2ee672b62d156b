import { PRESETS, type Preset } from '../engine/presets.ts';
import { UserError } from '../errors.ts';
import { connectionFrom } from '../resolve/connection-from.ts';
import { CATEGORIES, type Category, TAGS } from '../rule/categories.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';
import type { ScanOptions } from '../scan/options.ts';
import { type Flags, hintFor } from './flags.ts';
import type { Io } from './io.ts';
import { FAIL_ON_CHOICES } from './option-rows.ts';
import { REFS_CHOICES } from './options.ts';
import type { Plugins } from './plugins.ts';
import { bytesFlag, countFlag, secondsFlag, shardFlag } from './quantities.ts';

/** What a scan depends on besides the flags. */
type Surroundings = Pick<Io, 'cwd' | 'env'>;

/** What the flags say about a scan; what they leave open is left out. */
export function scanOptionsOf(flags: Flags, io: Surroundings, plugins: Plugins): ScanOptions {
  return {
    ...checkOptionsOf(flags, io, plugins),
    failOn: flags.one('fail-on', FAIL_ON_CHOICES),
    baseline: flags.text('baseline'),
    since: flags.text('since'),
    skipOthers: flags.has('skip-others'),
    shard: shardFlag(flags, 'shard'),
  };
}

/** What the flags say about what is checked, whatever becomes of the findings. */
export function checkOptionsOf(
  flags: Flags,
  { cwd, env }: Surroundings,
  plugins: Plugins,
): ScanOptions {
  return {
    cwd,
    connection: connectionFrom(env),
    ...plugins,
    pluginTimeout: secondsFlag(flags, 'plugin-timeout'),
    presets: presetsOf(flags, plugins),
    rules: settingsOf(flags.texts('rule')),
    only: flags.texts('only'),
    skip: flags.texts('skip'),
    categories: categoriesOf(flags),
    tags: flags.some('tag', TAGS),
    allowHosts: flags.texts('allow-host'),
    refs: flags.one('refs', REFS_CHOICES),
    root: flags.text('root'),
    maxFileSize: bytesFlag(flags, 'max-file-size'),
    maxDepth: countFlag(flags, 'max-depth'),
    config: flags.has('no-config') ? false : flags.text('config'),
    policy: flags.text('policy'),
    inlineWaivers: flags.has('no-inline-ignore') ? false : undefined,
  };
}

/** Built-in presets, and those of the plug-ins by their full names. */
export function presetsOf(
  flags: Flags,
  { plugins }: Plugins,
): readonly (Preset | `${string}/${string}`)[] {
  const own = plugins.flatMap(({ name, presets }) =>
    keysOf(presets ?? {}).map((preset) => `${name}/${preset}` as const),
  );
  return flags.some('preset', [...keysOf(PRESETS), ...own]);
}

export function categoriesOf(flags: Flags): readonly Category[] {
  return flags.some('category', keysOf(CATEGORIES));
}

/** The keys of a table, as what they are. */
export function keysOf<T extends object>(table: T): readonly (keyof T & string)[] {
  return Object.keys(table).filter((key): key is keyof T & string => Object.hasOwn(table, key));
}

const LEVELS = [...SEVERITIES, 'off'] as const;

/** `auth-missing=low` */
function settingsOf(texts: readonly string[]): { readonly [id: string]: Severity | 'off' } {
  const settings = texts.map((text) => {
    const at = text.lastIndexOf('=');
    const level = LEVELS.find((each) => each === text.slice(at + 1));
    if (at > 0 && level !== undefined) return [text.slice(0, at), level] as const;
    throw new UserError(
      `--rule does not take "${text}".`,
      at > 0
        ? hintFor(text.slice(at + 1), LEVELS)
        : 'It takes a rule and a severity, as auth-missing=low.',
    );
  });
  return Object.fromEntries(settings);
}
