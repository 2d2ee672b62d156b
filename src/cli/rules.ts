import { severities, severityIn } from '../engine/presets.ts';
import { UserError } from '../errors.ts';
import { VERSION } from '../package.generated.ts';
import { wrap } from '../report/columns.ts';
import { type Palette, paletteOf } from '../report/palette.ts';
import { CATEGORIES, type Category, TAGS } from '../rule/categories.ts';
import type { Rule } from '../rule/rule.ts';
import { spreadPresets, withPlugins } from '../scan/plugins.ts';
import { ALL_RULES } from './all-rules.ts';
import { colorOf } from './color.ts';
import type { Call } from './command.ts';
import { declaredRules } from './declared-rules.ts';
import { LISTING_FORMATS } from './option-rows.ts';
import { type Plugins, pluginsFor } from './plugins.ts';
import { printReport } from './print-report.ts';
import { ruleJson } from './rule-json.ts';
import { categoriesOf, keysOf, presetsOf } from './scan-options.ts';

/** `specgate rules`: lists the rules of some categories, tags or presets, or all. */
export async function listRules(call: Call): Promise<0> {
  const { flags, io } = call;
  const categories = categoriesOf(flags);
  const tags = flags.some('tag', TAGS);
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  const presets = presetsOf(flags, plugins);
  const all = [...withPlugins(ALL_RULES, plugins.plugins), ...declaredRules(call, plugins)];
  const chosen = all.filter(
    (rule) =>
      (categories.length === 0 || categories.includes(rule.category)) &&
      (tags.length === 0 || tags.some((tag) => rule.tags?.includes(tag))) &&
      (presets.length === 0 || isIn(rule, presets, plugins)),
  );
  if (chosen.length === 0) {
    throw new UserError('No rule is in all that was named.', '`specgate rules` lists all rules.');
  }
  if (flags.one('format', LISTING_FORMATS) === 'json') {
    const listing = { tool: { name: 'Specgate', version: VERSION }, rules: chosen.map(ruleJson) };
    await printReport([JSON.stringify(listing, undefined, 2), '\n'], io);
  } else {
    const paint = paletteOf(colorOf(flags, io.stdout, io));
    await printReport(listing(chosen, { paint, width: io.stdout.columns ?? 80 }), io);
  }
  return 0;
}

/** Whether one of the presets asks the rule. */
function isIn(rule: Rule, names: readonly string[], { plugins }: Plugins): boolean {
  return names.some((name) => {
    const { presets, settings } = spreadPresets([name], plugins);
    const set = Object.hasOwn(settings, rule.id) ? settings[rule.id]?.severity : undefined;
    if (set !== undefined) return set !== 'off';
    return presets.some((preset) => severityIn(rule, preset) !== 'off');
  });
}

interface Page {
  readonly paint: Palette;
  readonly width: number;
}

function* listing(chosen: readonly Rule[], page: Page): Iterable<string> {
  for (const [category, own] of byCategory(chosen)) {
    yield heading(category, page);
    const columns = {
      id: Math.max(...own.map(({ id }) => id.length)),
      severity: Math.max(...own.map((rule) => severityText(rule).length)),
    };
    for (const rule of own) yield entry(rule, columns, page);
    yield '\n';
  }
  const count = chosen.length === 1 ? '1 rule' : `${chosen.length} rules`;
  yield `${count}. The severity is that of recommended, then of strict where it differs.\n`;
  yield '`specgate explain <rule>` tells more.\n';
}

/** The rules by category, in the order of the catalogue. */
function byCategory(chosen: readonly Rule[]): readonly (readonly [Category, readonly Rule[]])[] {
  return keysOf(CATEGORIES)
    .map((category) => [category, chosen.filter((rule) => rule.category === category)] as const)
    .filter(([, own]) => own.length > 0);
}

function heading(category: Category, { paint, width }: Page): string {
  const [first, ...rest] = wrap(CATEGORIES[category], width - category.length - 2);
  const more = rest.map((line) => `${' '.repeat(category.length + 2)}${line}\n`);
  return `${paint.strong(category)}  ${first}\n${more.join('')}\n`;
}

/** `medium`, or `low/medium` where strict differs from recommended. */
function severityText(rule: Rule): string {
  const { recommended, strict } = severities(rule);
  return recommended === strict ? recommended : `${recommended}/${strict}`;
}

interface Columns {
  readonly id: number;
  readonly severity: number;
}

function entry(rule: Rule, columns: Columns, { paint, width }: Page): string {
  const { recommended } = severities(rule);
  const text = severityText(rule);
  const painted = recommended === 'off' ? paint.faint(text) : paint.severity[recommended](text);
  const lead = `  ${rule.id.padEnd(columns.id)}  ${painted}`;
  const indent = columns.id + columns.severity + 6;
  if (width - indent < 30) {
    const title = wrap(rule.title, width - 4).map((line) => `    ${paint.faint(line)}\n`);
    return `${lead}\n${title.join('')}`;
  }
  const [first, ...rest] = wrap(rule.title, width - indent);
  const gap = ' '.repeat(columns.severity - text.length + 2);
  const more = rest.map((line) => `${' '.repeat(indent)}${line}\n`);
  return `${lead}${gap}${first}\n${more.join('')}`;
}
