import type { RuleSetting, Selection } from '../engine/plan.ts';
import { type Preset, severities, severityIn } from '../engine/presets.ts';
import { UserError } from '../errors.ts';
import type { Rule } from '../rule/rule.ts';
import { suggest } from '../rule/suggest.ts';
import type { RuleChoice } from './options.ts';

/** A choice with the presets of plug-ins taken apart. */
type BuiltInChoice = Omit<RuleChoice, 'presets'> & { readonly presets: readonly Preset[] };

/** Turns what the user chose into settings by rule. Throws a UserError for a rule that does not exist, and if no rule is left. */
export function select(rules: readonly Rule[], choice: BuiltInChoice): Selection {
  const { presets } = choice;
  const find = finder(rules);
  const only = choice.only?.length ? new Set(choice.only.map(find)) : undefined;
  const skip = new Set(choice.skip?.map(find));
  const asked = new Map<Rule, RuleSetting>();
  for (const [id, setting] of Object.entries(choice.rules ?? {})) {
    asked.set(find(id), typeof setting === 'string' ? { severity: setting } : setting);
  }
  const settings = new Map<string, RuleSetting>();
  for (const rule of rules) {
    const setting = asked.get(rule);
    if (skip.has(rule) || !isChosen(rule, only, choice)) settings.set(rule.id, { severity: 'off' });
    else if (only?.has(rule) && presets.every((preset) => severityIn(rule, preset) === 'off')) {
      settings.set(rule.id, { severity: severities(rule).strict, ...setting });
    } else if (setting !== undefined) settings.set(rule.id, setting);
  }
  const selection = { presets, settings };
  if (rules.every((rule) => isOff(rule, selection))) {
    throw new UserError(
      'No rule is left to check.',
      'Loosen --only, --skip, --category, --tag or --rule; `specgate rules` lists what there is.',
    );
  }
  return selection;
}

function isChosen(rule: Rule, only: ReadonlySet<Rule> | undefined, choice: BuiltInChoice): boolean {
  const { categories, tags } = choice;
  return (
    (only?.has(rule) ?? true) &&
    (!categories?.length || categories.includes(rule.category)) &&
    (!tags?.length || tags.some((tag) => rule.tags?.includes(tag)))
  );
}

function isOff(rule: Rule, { presets, settings }: Selection): boolean {
  const severity = settings.get(rule.id)?.severity;
  if (severity !== undefined) return severity === 'off';
  return presets.every((preset) => severityIn(rule, preset) === 'off');
}

/** Finds a rule by its id or by an earlier one. */
function finder(rules: readonly Rule[]): (id: string) => Rule {
  const byId = new Map<string, Rule>();
  for (const rule of rules)
    for (const id of [...(rule.formerly ?? []), rule.id]) byId.set(id, rule);
  return (id) => {
    const rule = byId.get(id);
    if (rule !== undefined) return rule;
    const near = suggest(id, byId.keys());
    throw new UserError(`There is no rule "${id}".`, whereToLook(id, near));
  };
}

/** What to do where a rule does not exist: `near` is one whose id is like it. */
export function whereToLook(id: string, near: string | undefined): string {
  if (near !== undefined) return `Did you mean "${near}"? \`specgate rules\` lists all.`;
  if (!id.includes('/')) return '`specgate rules` lists all.';
  return 'Rules of a plug-in need --plugin, which names it; checks need the configuration that declares them: the nearest one, or the one that --config names.';
}
