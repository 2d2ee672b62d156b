import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { type Failure, UserError } from '../errors.ts';
import { parse } from '../parse/parse.ts';
import type { Rule } from '../rule/rule.ts';
import { suggest } from '../rule/suggest.ts';
import { readNow } from '../source/read.ts';
import type { Source } from '../source/source.ts';
import { complain } from './complain.ts';
import { type Config, NO_CONFIG } from './config.ts';
import { listAt } from './list-at.ts';
import { over, pluginName } from './merge.ts';
import type { KnownRules } from './validate.ts';
import { validated } from './validated.ts';

/** The names under which a configuration is found, in this order. */
export const CONFIG_NAMES = [
  'specgate.yaml',
  'specgate.yml',
  'specgate.json',
  '.github/specgate.yaml',
  '.github/specgate.yml',
  '.github/specgate.json',
] as const;

/** A configuration is small; a larger file is a mistake or an attack. */
const MAX_BYTES = 5_000_000;

/** Where configurations are read from: the disk, or another revision. */
export interface ConfigFiles {
  exists(path: string): boolean;
  read(path: string): Source | Failure;
}

export const DISK: ConfigFiles = {
  exists: existsSync,
  read: (path) => readNow(path, { maxBytes: MAX_BYTES }),
};

/** What a configuration may name. */
export interface Known {
  readonly rules: KnownRules;
  readonly presets: readonly string[];
  /** Names and absolute paths of the plug-ins that are loaded; undefined where that does not matter. */
  readonly plugins?: readonly string[];
  /** Absolute folder that `extends` must not leave; a policy from outside of the checkout has none. */
  readonly inside?: string;
  readonly files?: ConfigFiles;
}

/** The nearest configuration from `folder` upwards, `top` included and nothing above it. */
export function findConfig(
  folder: string,
  top: string,
  { exists }: ConfigFiles = DISK,
): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = CONFIG_NAMES.map((name) => resolve(at, name)).find((path) => exists(path));
    if (found !== undefined) return found;
    if (at === top || dirname(at) === at || !at.startsWith(top)) return undefined;
  }
}

/** Reads a configuration and all that it extends. Throws a UserError with the place of each mistake. */
export function loadConfig(path: string, known: Known): Config {
  return load(resolve(path), known, []);
}

function load(path: string, known: Known, chain: readonly string[]): Config {
  if (chain.includes(path)) {
    throw new UserError(
      `${[...chain, path].join(' → ')}: the files extend each other in a circle`,
      'Take one of them out of `extends`.',
    );
  }
  const { source, value: written } = readConfig(path, known);
  const folder = dirname(path).replaceAll('\\', '/');
  const inherited = bases(written, { source, folder, known, chain: [...chain, path] });
  demandPlugins(written, { source, folder, known, chain });
  const { value, checks } = validated(
    written,
    source,
    withChecks(known, checksOf(inherited)).rules,
  );
  let base: Config = NO_CONFIG;
  for (const [index, entry] of (value.extends ?? []).entries()) {
    const file = inherited.get(index);
    base =
      file === undefined
        ? { ...base, presets: [...base.presets, preset(entry, index, source, known)] }
        : join(base, file);
  }
  return over(base, { source, folder: scopeOf(folder), value, checks });
}

/** What paths of a configuration are relative to. Descriptions lie beside `.github`, never in it. */
function scopeOf(folder: string): string {
  return basename(folder) === '.github' ? dirname(folder) : folder;
}

interface Loading {
  readonly source: Source;
  readonly folder: string;
  readonly known: Known;
  readonly chain: readonly string[];
}

/** The files that a configuration extends, by their place in the list; they come first, since it may name their checks. */
function bases(
  written: unknown,
  { source, folder, known, chain }: Loading,
): ReadonlyMap<number, Config> {
  const loaded = new Map<number, Config>();
  for (const [index, entry] of listAt(written, 'extends').entries()) {
    if (typeof entry !== 'string' || !isFile(entry)) continue;
    const also = withChecks(known, checksOf(loaded));
    loaded.set(index, load(extended(entry, index, source, folder, known), also, chain));
  }
  return loaded;
}

/** The same, and rules that configurations declare. */
export function withChecks(known: Known, checks: readonly Rule[]): Known {
  if (checks.length === 0) return known;
  const own = checks.map((rule) => [rule.id, rule] as const);
  return { ...known, rules: new Map([...known.rules, ...own]) };
}

function checksOf(loaded: ReadonlyMap<number, Config>): readonly Rule[] {
  return [...loaded.values()].flatMap((config) => config.checks);
}

/** A plug-in that the configuration relies on and that was not loaded would be a gate with holes. */
function demandPlugins(written: unknown, { source, folder, known: { plugins } }: Loading): void {
  const names = listAt(written, 'plugins');
  const index = names.findIndex(
    (name) => typeof name === 'string' && !plugins?.includes(pluginName(name, folder)),
  );
  if (plugins === undefined || index === -1) return;
  const name = String(names[index]);
  const message = `the plug-in "${name}" is not loaded`;
  const hint = `What a checkout holds must not decide which code runs in its gate: add --plugin ${name}, or name it in a --policy outside of the checkout.`;
  throw complain(source, source.uri, [{ steps: ['plugins', index], message, hint }]);
}

function isFile(entry: string): boolean {
  return /^\.{0,2}\//.test(entry) || /\.(?:ya?ml|json)$/.test(entry);
}

function extended(
  entry: string,
  index: number,
  source: Source,
  folder: string,
  { inside, files = DISK }: Known,
): string {
  const path = resolve(folder, entry);
  const steps = ['extends', index];
  if (!files.exists(path)) {
    throw complain(source, source.uri, [{ steps, message: `there is no file "${entry}"` }]);
  }
  if (inside === undefined || isInside(realOf(path), realOf(inside))) return path;
  const message = `"${entry}" lies outside of ${inside}`;
  const hint = 'Copy it into the repository, or give it by --policy.';
  throw complain(source, source.uri, [{ steps, message, hint }]);
}

/** With symbolic links followed, where the path is on the disk. */
function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

function preset(entry: string, index: number, source: Source, known: Known): string {
  if (known.presets.includes(entry)) return entry;
  const near = suggest(entry, known.presets);
  const hint =
    near === undefined
      ? `There are ${known.presets.join(', ')}; files begin with "./".`
      : `Did you mean "${near}"?`;
  throw complain(source, source.uri, [
    { steps: ['extends', index], message: `there is no preset "${entry}"`, hint },
  ]);
}

/** Two configurations that are extended side by side: the later wins. */
function join(first: Config, second: Config): Config {
  return {
    sources: [...first.sources, ...second.sources],
    folder: second.folder,
    presets: [...first.presets, ...second.presets],
    include: second.include.length > 0 ? second.include : first.include,
    exclude: [...first.exclude, ...second.exclude],
    gate: { ...first.gate, ...second.gate, max: { ...first.gate.max, ...second.gate.max } },
    rules: new Map([...first.rules, ...second.rules]),
    overrides: [...first.overrides, ...second.overrides],
    ignore: [...first.ignore, ...second.ignore],
    lexicons: { ...first.lexicons, ...second.lexicons },
    baseline: second.baseline ?? first.baseline,
    refs: {
      ...first.refs,
      ...second.refs,
      allowHosts: [...first.refs.allowHosts, ...second.refs.allowHosts],
    },
    plugins: [...new Set([...first.plugins, ...second.plugins])],
    checks: [...first.checks, ...second.checks],
    locked: [...new Set([...first.locked, ...second.locked])],
    origins: new Map([...first.origins, ...second.origins]),
  };
}

function readConfig(
  path: string,
  known: Known,
): { readonly source: Source; readonly value: unknown } {
  const source = (known.files ?? DISK).read(path);
  if ('message' in source) throw new UserError(`${path}: ${source.message}`);
  const { document, failures } = parse(source);
  if (document === undefined) {
    const [failure] = failures;
    throw new UserError(
      `${path}:${failure?.line ?? 1}:${failure?.column ?? 1}  ${failure?.message ?? 'cannot be read'}`,
    );
  }
  const duplicates = document.problems.map((problem) => ({
    ...source.position(problem.start),
    message: problem.message,
  }));
  const [duplicate] = duplicates;
  if (duplicate !== undefined)
    throw new UserError(`${path}:${duplicate.line}:${duplicate.column}  ${duplicate.message}`);
  return { source, value: document.value };
}
