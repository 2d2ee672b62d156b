import type { Config } from '../config/config.ts';
import type { RuleSetting } from '../engine/plan.ts';
import { isPreset, PRESETS, type Preset } from '../engine/presets.ts';
import { UserError } from '../errors.ts';
import { type Plugin, problemsOfPlugin } from '../rule/plugin.ts';
import type { Rule } from '../rule/rule.ts';

/** The built-in rules and those of the plug-ins. Throws a UserError for a value that is no plug-in. */
export function withPlugins(
  rules: readonly Rule[],
  plugins: readonly Plugin[] = [],
): readonly Rule[] {
  if (plugins.length === 0) return rules;
  for (const [index, plugin] of plugins.entries()) {
    const problems = problemsOfPlugin(plugin);
    if (problems.length > 0) throw new UserError(`A plug-in is wrong: ${problems.join(' ')}`);
    if (plugins.findIndex(({ name }) => name === plugin.name) < index)
      throw new UserError(`There are two plug-ins of the name "${plugin.name}".`);
  }
  return [...rules, ...plugins.flatMap((plugin) => plugin.rules)];
}

/** The names of all presets: the built-in ones, and `acme/base` of plug-ins. */
export function presetNames(plugins: readonly Plugin[] = []): readonly string[] {
  const own = plugins.flatMap(({ name, presets }) =>
    Object.keys(presets ?? {}).map((preset) => `${name}/${preset}`),
  );
  return [...Object.keys(PRESETS), ...own];
}

/** Presets taken apart: the built-in ones among them, and what those of plug-ins say rule by rule, later ones over earlier. */
export interface Spread {
  readonly presets: readonly Preset[];
  readonly settings: { readonly [id: string]: RuleSetting };
}

/** Follows what presets of plug-ins extend. Throws a UserError for a name that does not exist. */
export function spreadPresets(names: readonly string[], plugins: readonly Plugin[] = []): Spread {
  const presets: Preset[] = [];
  const settings: { [id: string]: RuleSetting } = {};
  const open = (name: string, chain: readonly string[]): void => {
    if (isPreset(name)) {
      presets.push(name);
      return;
    }
    const [plugin = '', key = ''] = name.split('/');
    const table = plugins.find((each) => each.name === plugin)?.presets ?? {};
    const preset = Object.hasOwn(table, key) ? table[key] : undefined;
    if (preset === undefined || chain.includes(name)) {
      throw new UserError(
        preset === undefined
          ? `There is no preset "${name}".`
          : `The presets ${[...chain, name].join(' → ')} extend each other in a circle.`,
        `There are ${presetNames(plugins).join(', ')}.`,
      );
    }
    for (const base of preset.extends ?? []) open(base, [...chain, name]);
    for (const [id, setting] of Object.entries(preset.rules ?? {})) {
      const given = typeof setting === 'string' ? { severity: setting } : setting;
      settings[id] = overSetting(settings[id], given);
    }
  };
  for (const name of names) open(name, []);
  return { presets, settings };
}

/** A configuration with what its presets of plug-ins say, as if it said so itself, for who lists what it loosens. */
export function withPresetRules(config: Config, plugins: readonly Plugin[] = []): Config {
  const own = config.presets.filter((name) => !isPreset(name));
  if (own.length === 0) return config;
  const origin = config.origins.get('extends') ?? { file: own.join(', '), line: undefined };
  const rules = Object.entries(spreadPresets(own, plugins).settings).map(
    ([id, setting]) => [id, { ...setting, origin }] as const,
  );
  return { ...config, rules: new Map([...rules, ...config.rules]) };
}

/** A setting over another: a severity replaces, options add up. */
export function overSetting(base: RuleSetting | undefined, setting: RuleSetting): RuleSetting {
  if (base?.options === undefined) return { ...base, ...setting };
  return { ...base, ...setting, options: { ...base.options, ...setting.options } };
}
