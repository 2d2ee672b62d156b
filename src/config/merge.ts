import { dirname, resolve } from 'node:path';
import { globIn, isGlob, withSlashes } from '../discover/glob.ts';
import { slashed } from '../discover/repository.ts';
import type { Rule } from '../rule/rule.ts';
import { below, type Pointer, rootPointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import type { Config, GateEntry, Ignore, Origin, Override, RuleEntry } from './config.ts';
import type { ConfigFile } from './keys.ts';

/** A configuration file that was read and is valid. */
export interface Written {
  readonly source: Source;
  /** Absolute folder with `/` that paths are relative to; those of plug-ins and of `extends` are to the file. */
  readonly folder: string;
  readonly value: ConfigFile;
  /** What its `checks` became. */
  readonly checks: readonly Rule[];
}

/** Puts a file over what it extends: single values replace, rules and lists of waivers and overrides add up. */
export function over(base: Config, written: Written): Config {
  const { source, folder, value } = written;
  const at = originsIn(written);
  return {
    ...base,
    sources: [...base.sources, source],
    folder,
    include:
      value.include
        ?.map(withSlashes)
        .map((glob) => (isGlob(glob) ? globIn(folder, glob) : slashed(resolve(folder, glob)))) ??
      base.include,
    exclude: [...base.exclude, ...(value.exclude ?? []).map((glob) => globIn(folder, glob))],
    gate: gateOver(base.gate, value.gate),
    rules: rulesOver(base.rules, value, at),
    overrides: [...base.overrides, ...overridesOf(written, at)],
    ignore: [...base.ignore, ...ignoresOf(written, at)],
    lexicons: { ...base.lexicons, ...lexiconsOf(value) },
    baseline:
      value.baseline === undefined
        ? base.baseline
        : slashed(resolve(folder, withSlashes(value.baseline))),
    refs: {
      ...base.refs,
      ...(value.refs?.mode === undefined ? {} : { mode: value.refs.mode }),
      allowHosts: [...base.refs.allowHosts, ...(value.refs?.['allow-hosts'] ?? [])],
    },
    plugins: [
      ...new Set([
        ...base.plugins,
        ...(value.plugins ?? []).map((name) => pluginName(name, dirname(source.uri))),
      ]),
    ],
    checks: [...base.checks, ...written.checks],
    locked: [...new Set([...base.locked, ...(value.locked ?? [])])],
    origins: new Map([...base.origins, ...originsOf(value, at)]),
  };
}

/** Tells where keys stand; the entries of the lists, of which there may be thousands, are found in one pass. */
function originsIn({ source, value }: Written): At {
  const root = rootPointer(source);
  const entries = new Map<string, Pointer>();
  for (const list of ['overrides', 'ignore'] as const) {
    for (const index of value[list]?.keys() ?? [])
      entries.set(`${list} ${index}`, below(root, list, index));
  }
  source.prepare(entries.values());
  return (...steps) => {
    const place = entries.get(steps.join(' ')) ?? below(root, ...steps);
    return { file: source.uri, line: source.locate(place).start.line };
  };
}

/** The name of a package as it is, a file as an absolute path. */
export function pluginName(name: string, folder: string): string {
  return /^\.{1,2}\//.test(name) ? slashed(resolve(folder, name)) : name;
}

function gateOver(base: GateEntry, gate: ConfigFile['gate']): GateEntry {
  if (gate === undefined) return base;
  return {
    ...base,
    ...(gate['fail-on'] === undefined ? {} : { failOn: gate['fail-on'] }),
    ...(gate['new-only'] === undefined ? {} : { newOnly: gate['new-only'] }),
    ...(gate['min-score'] === undefined ? {} : { minScore: gate['min-score'] }),
    ...(gate['min-confidence'] === undefined ? {} : { minConfidence: gate['min-confidence'] }),
    ...(gate.max === undefined ? {} : { max: { ...base.max, ...gate.max } }),
  };
}

type At = (...steps: readonly (string | number)[]) => Origin;

function rulesOver(base: Config['rules'], { rules }: ConfigFile, at: At): Config['rules'] {
  const merged = new Map(base);
  for (const [id, setting] of Object.entries(rules ?? {})) {
    const before = merged.get(id);
    const entry: Omit<RuleEntry, 'origin'> =
      typeof setting === 'string' ? { severity: setting } : setting;
    const options = { ...before?.options, ...entry.options };
    merged.set(id, {
      ...before,
      ...entry,
      ...(Object.keys(options).length === 0 ? {} : { options }),
      origin: at('rules', id),
    });
  }
  return merged;
}

function overridesOf({ value, folder }: Written, at: At): readonly Override[] {
  return (value.overrides ?? []).map(({ match, rules, reason }, index) => ({
    match,
    rules: new Map(Object.entries(rules)),
    reason,
    folder,
    origin: at('overrides', index),
  }));
}

function ignoresOf({ source, value, folder }: Written, at: At): readonly Ignore[] {
  return (value.ignore ?? []).map(({ rule, file, pointer, reason, expires }, index) => ({
    rule,
    file,
    pointer,
    reason: reason?.trim() || undefined,
    expires,
    folder,
    place: below(rootPointer(source), 'ignore', index),
    origin: at('ignore', index),
  }));
}

function lexiconsOf({ lexicons }: ConfigFile): Config['lexicons'] {
  const entries = Object.entries(lexicons ?? {});
  return Object.fromEntries(
    entries.map(([name, { add, remove }]) => [name, { add: add ?? [], remove: remove ?? [] }]),
  );
}

/** The lines of all single values, for whoever asks why something is as it is. */
function originsOf(value: ConfigFile, at: At): readonly (readonly [string, Origin])[] {
  const keys: (readonly string[])[] = [
    ['extends'],
    ['include'],
    ['exclude'],
    ['baseline'],
    ['plugins'],
    ['checks'],
    ['locked'],
  ];
  for (const group of ['gate', 'refs', 'rules', 'lexicons'] as const) {
    for (const key of Object.keys(value[group] ?? {})) keys.push([group, key]);
  }
  for (const severity of Object.keys(value.gate?.max ?? {})) keys.push(['gate', 'max', severity]);
  return keys
    .filter(([first]) => first !== undefined && Object.hasOwn(value, first))
    .map((steps) => [steps.join('.'), at(...steps)] as const);
}
