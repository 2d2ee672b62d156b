import type { RuleExample } from '../../rules/examples.generated.ts';
import { severities } from '../engine/presets.ts';
import { VERSIONS } from '../model/version.ts';
import { wrap } from '../report/columns.ts';
import type { Palette } from '../report/palette.ts';
import { cwesOf, owaspOf, pageOf } from '../report/wording.ts';
import type { Option } from '../rule/options.ts';
import { OWASP_API_2023 } from '../rule/references.ts';
import type { Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import { PEER_NAMES, peerChecks } from './peer.ts';

export interface Page {
  readonly paint: Palette;
  readonly width: number;
}

/** Everything about a rule, for a terminal: why, the fault, the same without it, the fix, options, and other names. */
export function explanation(rule: Rule, example: RuleExample | undefined, page: Page): string {
  const { paint, width } = page;
  const sections = [
    `${paint.strong(rule.title)}\n${glance(rule, page)}`,
    section('Why', prose(rule.why, width), page),
    ...(example === undefined ? [] : [section('The fault', code(example.bad), page)]),
    section('The fix', prose(rule.fix, width), page),
    ...(example === undefined ? [] : [section('Without the fault', code(example.good), page)]),
    section('What it cannot see', prose(rule.limits ?? '', width), page),
    section('Options', optionLines(rule, page), page),
    section('What other tools call it', peerLines(rule, width), page),
    `${paint.link(pageOf(rule))}\n`,
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function section(title: string, lines: readonly string[], { paint }: Page): string {
  return lines.length === 0 ? '' : `${paint.strong(title)}\n${lines.join('\n')}\n`;
}

function glance(rule: Rule, { paint, width }: Page): string {
  const rows: readonly (readonly [string, string])[] = [
    ['rule', rule.id],
    ['severity', severityText(rule, paint)],
    ['', rule.weighsLess ?? ''],
    ['confidence', rule.confidence],
    ['category', rule.category],
    ['versions', (rule.versions ?? VERSIONS).join(', ')],
    [
      'OWASP',
      owaspOf(rule)
        .map((id) => `${id} ${OWASP_API_2023[id].title}`)
        .join(', '),
    ],
    ['CWE', cwesOf(rule).join(', ')],
    ['tags', (rule.tags ?? []).join(', ')],
    ['formerly', (rule.formerly ?? []).join(', ')],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => labelled(name, value, width))
    .join('');
}

const LABEL = 'confidence'.length + 4;

function labelled(name: string, value: string, width: number): string {
  const [first, ...rest] = value.includes('\u001b') ? [value] : wrap(value, width - LABEL);
  const more = rest.map((line) => `${' '.repeat(LABEL)}${line}\n`);
  return `  ${name.padEnd(LABEL - 2)}${first}\n${more.join('')}`;
}

function severityText(rule: Rule, paint: Palette): string {
  const { recommended, strict } = severities(rule);
  const painted = (level: Severity | 'off') =>
    level === 'off' ? paint.faint(level) : paint.severity[level](level);
  if (recommended === strict) return painted(recommended);
  return `${painted(recommended)}, in strict ${painted(strict)}`;
}

function prose(text: string, width: number): readonly string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => wrap(paragraph.replace(/\s+/g, ' '), width - 2))
    .map((line) => `  ${line}`);
}

/** An example as it is written; breaking its lines would change it. */
function code(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  | ${line}`.trimEnd());
}

function optionLines(rule: Rule, { paint, width }: Page): readonly string[] {
  return Object.entries(rule.options ?? {}).flatMap(([name, option]) => [
    `  ${paint.place(name)} = ${JSON.stringify(option.default)}${boundsText(option)}`,
    ...wrap(option.about, width - 6).map((line) => `      ${line}`),
  ]);
}

function boundsText(option: Option<unknown>): string {
  const { strict, minimum, maximum, choices } = option;
  const isTighter =
    strict !== undefined && JSON.stringify(strict) !== JSON.stringify(option.default);
  const notes = [
    ...(isTighter ? [`in strict ${JSON.stringify(strict)}`] : []),
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`up to ${maximum}`]),
  ];
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
}

function peerLines(rule: Rule, width: number): readonly string[] {
  const checks = peerChecks(rule);
  const peers = new Set(checks.map(({ peer }) => peer));
  return [...peers].flatMap((peer) => {
    const ids = checks.filter((check) => check.peer === peer).map(({ id }) => id);
    const [first, ...rest] = wrap(ids.join(', '), width - 18);
    const more = rest.map((line) => `${' '.repeat(18)}${line}`);
    return [`  ${PEER_NAMES[peer].padEnd(16)}${first}`, ...more];
  });
}
