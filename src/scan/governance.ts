import type { Config } from '../config/config.ts';
import type { RuleSetting } from '../engine/plan.ts';
import type { Preset } from '../engine/presets.ts';
import { UserError } from '../errors.ts';
import type { GateLimits } from '../policy/policy.ts';
import type { Rule } from '../rule/rule.ts';
import { CONFIDENCES, SEVERITIES, type Severity } from '../rule/severity.ts';
import type { ScanOptions } from './options.ts';
import { overSetting, type Spread, spreadPresets } from './plugins.ts';
import type { Governance } from './scan-settings.ts';
import { select } from './select.ts';

/** What is put together: the policy below, the configuration over it, the flags on top. */
export interface Voices {
  readonly policy: Config;
  readonly config: Config;
  readonly options: ScanOptions;
  readonly rules: readonly Rule[];
}

/** What holds for the descriptions under a configuration. Throws a UserError where a flag would loosen what the policy locks. */
export function governanceOf(voices: Voices): Governance {
  const { policy, config, options } = voices;
  const rules = [...voices.rules, ...policy.checks, ...config.checks];
  const { presets, settings: bySpread } = presetsOf(voices);
  const own = select(rules, {
    ...options,
    presets,
    rules: under(bySpread, {
      ...settingsIn(policy),
      ...settingsIn(config),
      ...flagSettings(voices),
    }),
  });
  const locked = new Set(policy.locked.filter((id) => id !== GATE));
  const settings = lockedSettings(own.settings, { ...voices, rules }, presets, locked);
  const overrides = [...policy.overrides, ...config.overrides];
  return {
    selection: {
      presets,
      settings,
      lexicons: { ...policy.lexicons, ...config.lexicons },
      wanted: new Set(overrides.flatMap(({ rules: named }) => [...named.keys()])),
    },
    gate: gateOf(voices),
    overrides,
    locked,
    checks: [...policy.checks, ...config.checks],
  };
}

/** What presets of plug-ins say, below what is said in person. */
function under(base: Spread['settings'], over: Spread['settings']): Spread['settings'] {
  const both = Object.entries(over).map(([id, setting]) => [id, overSetting(base[id], setting)]);
  return { ...base, ...Object.fromEntries(both) };
}

/** The word by which a policy locks the limits of the gate. */
const GATE = 'gate';

function presetsOf({ policy, config, options }: Voices): Spread {
  const written = [...policy.presets, ...config.presets];
  return spread(options.presets?.length ? options.presets : written, options);
}

function spread(names: readonly string[], { plugins }: ScanOptions): Spread {
  const { presets, settings } = spreadPresets(names, plugins);
  return { presets: presets.length > 0 ? presets : ['recommended'], settings };
}

function settingsIn({ rules }: Config): { readonly [id: string]: RuleSetting } {
  return Object.fromEntries(
    [...rules].map(([id, { severity, options }]) => [
      id,
      {
        ...(severity === undefined ? {} : { severity }),
        ...(options === undefined ? {} : { options }),
      },
    ]),
  );
}

/** A flag gives a severity; options stay those of the configuration. */
function flagSettings({ policy, config, options }: Voices): { readonly [id: string]: RuleSetting } {
  const flags = Object.entries(options.rules ?? {}).map(([id, setting]) => {
    const given = typeof setting === 'string' ? { severity: setting } : setting;
    const written = { ...policy.rules.get(id)?.options, ...config.rules.get(id)?.options };
    return [id, { options: written, ...given }];
  });
  return Object.fromEntries(flags);
}

/** A locked rule is at least as bad as the policy says, with the policy's options; who asks for less in words is refused. */
function lockedSettings(
  settings: ReadonlyMap<string, RuleSetting>,
  { policy, options, rules }: Voices,
  presets: readonly Preset[],
  locked: ReadonlySet<string>,
): ReadonlyMap<string, RuleSetting> {
  if (locked.size === 0) return settings;
  const said = spread(policy.presets, options);
  const wanted = select(rules, {
    presets: policy.presets.length > 0 ? said.presets : presets,
    rules: under(said.settings, settingsIn(policy)),
  });
  const result = new Map(settings);
  for (const id of locked) {
    if (options.skip?.includes(id) || (options.only?.length && !options.only.includes(id))) {
      throw new UserError(`The policy locks "${id}", so that no flag can leave it out.`);
    }
    const floor = severityUnder(wanted.settings.get(id), rules, id, said.presets);
    const given = settings.get(id);
    const severity = worse(floor, given?.severity ?? severityUnder(undefined, rules, id, presets));
    result.set(id, { ...given, ...policyOptions(policy, id), severity });
  }
  return result;
}

function policyOptions(policy: Config, id: string): RuleSetting {
  const options = policy.rules.get(id)?.options;
  return options === undefined ? {} : { options };
}

/** The severity of a rule under presets; a rule that the policy locks is never off. */
function severityUnder(
  setting: RuleSetting | undefined,
  rules: readonly Rule[],
  id: string,
  presets: readonly Preset[],
): Severity | 'off' {
  if (setting?.severity !== undefined) return setting.severity;
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) return 'off';
  const { severity } = rule;
  if (typeof severity === 'string') return severity;
  const chosen = presets.includes('strict') ? severity.strict : severity.recommended;
  return chosen === 'off' ? severity.strict : chosen;
}

function worse(a: Severity | 'off', b: Severity | 'off'): Severity | 'off' {
  if (a === 'off') return b;
  if (b === 'off') return a;
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b;
}

/** The flags' limits, else the configuration's, else the policy's; where the policy locks the gate, the strictest of all. */
function gateOf({ policy, config, options }: Voices): GateLimits {
  const written = {
    ...policy.gate,
    ...config.gate,
    max: { ...policy.gate.max, ...config.gate.max },
  };
  const minScore = options.minScore ?? written.minScore;
  const limits: GateLimits = {
    failOn: options.failOn ?? written.failOn ?? 'high',
    minConfidence: options.minConfidence ?? written.minConfidence ?? 'low',
    max: { ...written.max, ...options.max },
    ...(minScore === undefined ? {} : { minScore }),
  };
  return policy.locked.includes(GATE) ? strictest(limits, policy) : limits;
}

function strictest(limits: GateLimits, { gate }: Config): GateLimits {
  const max = { ...limits.max };
  for (const severity of SEVERITIES) {
    const limit = gate.max?.[severity];
    if (limit !== undefined) max[severity] = Math.min(limit, limits.max[severity] ?? limit);
  }
  const minScore =
    gate.minScore === undefined ? limits.minScore : Math.max(gate.minScore, limits.minScore ?? 0);
  return {
    failOn: stricterFailOn(limits.failOn, gate.failOn ?? 'high'),
    minConfidence:
      CONFIDENCES[
        Math.max(
          CONFIDENCES.indexOf(limits.minConfidence),
          CONFIDENCES.indexOf(gate.minConfidence ?? 'low'),
        )
      ] ?? 'low',
    max,
    ...(minScore === undefined ? {} : { minScore }),
  };
}

function stricterFailOn(a: Severity | 'never', b: Severity | 'never'): Severity | 'never' {
  if (a === 'never') return b;
  if (b === 'never') return a;
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}
