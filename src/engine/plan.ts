import type { Lexicons, Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import { type Preset, severityIn } from './presets.ts';

/** What the user says about one rule. */
export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options?: { readonly [name: string]: unknown };
}

/** Which rules are asked, and how. */
export interface Selection {
  /** Later presets override earlier ones. */
  readonly presets: readonly Preset[];
  readonly settings: ReadonlyMap<string, RuleSetting>;
  /** Rules that some override may switch on for a part of the files; asked although the rest says `off`. */
  readonly wanted?: ReadonlySet<string>;
  readonly lexicons?: Lexicons;
}

/** A rule that is asked, with its severity and the values of its options. */
export interface PlannedRule {
  readonly rule: Rule;
  readonly severity: Severity | 'off';
  readonly options: { readonly [name: string]: unknown };
}

export interface Plan {
  readonly rules: readonly PlannedRule[];
  readonly lexicons: Lexicons;
}

/** Chooses the rules and fills in their options: the user's, else the preset's, else the default. */
export function plan(rules: readonly Rule[], selection: Selection): Plan {
  const planned: PlannedRule[] = [];
  for (const rule of rules) {
    const setting = settingOf(rule, selection.settings);
    const severity = setting?.severity ?? presetSeverity(rule, selection.presets);
    if (severity === 'off' && selection.wanted?.has(rule.id) !== true) continue;
    planned.push({
      rule,
      severity,
      options: optionsOf(rule, setting, selection.presets.includes('strict')),
    });
  }
  return { rules: planned, lexicons: selection.lexicons ?? {} };
}

function settingOf(rule: Rule, settings: Selection['settings']): RuleSetting | undefined {
  const own = settings.get(rule.id);
  if (own !== undefined) return own;
  const former = rule.formerly?.find((id) => settings.has(id));
  return former === undefined ? undefined : settings.get(former);
}

function presetSeverity(rule: Rule, presets: readonly Preset[]): Severity | 'off' {
  let severity: Severity | 'off' = 'off';
  for (const preset of presets) {
    const chosen = severityIn(rule, preset);
    if (chosen !== 'off') severity = chosen;
  }
  return severity;
}

function optionsOf(
  rule: Rule,
  setting: RuleSetting | undefined,
  isStrict: boolean,
): PlannedRule['options'] {
  const values: { [name: string]: unknown } = {};
  for (const [name, option] of Object.entries(rule.options ?? {})) {
    const preset = isStrict && option.strict !== undefined ? option.strict : option.default;
    values[name] = setting?.options?.[name] ?? preset;
  }
  return values;
}
