import type { ReportingDescriptor, ReportingDescriptorRelationship, ToolComponent } from 'sarif';
import { cweUrl, OWASP_API_2023, owaspUrl } from '../rule/references.ts';
import type { Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import { CWE_NAMES } from './cwe-names.ts';
import type { ActiveRule } from './report.ts';
import { cwesOf, fixOf, owaspOf, pageOf, whyOf } from './wording.ts';

export const LEVELS = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
} as const satisfies Record<Severity, string>;

// Code scanning reads above 9.0 as critical, from 7.0 as high, from 4.0 as medium. What is only worth knowing has no score.
const SCORES = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: undefined,
} as const;
const PROBLEMS = { error: 'error', warning: 'warning', note: 'recommendation' } as const;
/** Code scanning keeps no more tags of a rule. */
const MOST_TAGS = 10;
const LONGEST_TEXT = 1024;

/** Where a weakness or risk stands among the taxonomies: its list, and its place in it. */
export type TaxonIndex = ReadonlyMap<string, { readonly name: string; readonly index: number }>;

/** A rule with the severity that its findings have; code scanning knows one for each rule. */
export function descriptorOf(
  { rule, severity }: ActiveRule,
  taxa: TaxonIndex,
): ReportingDescriptor {
  const level = LEVELS[severity];
  const [why, page] = [whyOf(rule), pageOf(rule)];
  return {
    id: rule.id,
    name: nameOf(rule.id),
    ...(rule.formerly !== undefined && { deprecatedIds: [...rule.formerly] }),
    shortDescription: { text: cut(rule.title) },
    fullDescription: { text: cut(why) },
    help: {
      text: `${why}\n\nHow to fix: ${fixOf(rule)}\n\n${page}`,
      markdown: helpMarkdown(rule, page),
    },
    helpUri: page,
    defaultConfiguration: { level },
    properties: {
      tags: tagsOf(rule),
      precision: rule.confidence,
      'problem.severity': PROBLEMS[level],
      ...(SCORES[severity] !== undefined && { 'security-severity': SCORES[severity] }),
      category: rule.category,
    },
    relationships: rule.references.flatMap((reference) => relationship(reference, taxa)),
  };
}

/** The lists of weaknesses and risks that the rules refer to, each with the entries in use. */
export function taxonomiesOf(rules: readonly ActiveRule[]): readonly ToolComponent[] {
  const cwes = new Set(rules.flatMap(({ rule }) => cwesOf(rule)));
  const risks = new Set(rules.flatMap(({ rule }) => owaspOf(rule)));
  return [
    {
      name: 'CWE',
      version: '4.20',
      organization: 'MITRE',
      informationUri: 'https://cwe.mitre.org/',
      shortDescription: { text: 'The Common Weakness Enumeration of MITRE.' },
      isComprehensive: false,
      taxa: [...cwes].sort(byNumber).map((id) => ({
        id,
        name: CWE_NAMES[id] ?? id,
        shortDescription: { text: `${CWE_NAMES[id] ?? id}.` },
        helpUri: cweUrl(id),
      })),
    },
    {
      name: 'OWASP API Security Top 10',
      version: '2023',
      organization: 'OWASP',
      informationUri: 'https://owasp.org/API-Security/editions/2023/en/0x11-t10/',
      shortDescription: { text: 'The ten greatest risks to APIs, as OWASP lists them.' },
      isComprehensive: false,
      taxa: [...risks].sort(byNumber).map((id) => ({
        id: `OWASP-${id}`,
        name: OWASP_API_2023[id].title,
        shortDescription: { text: `${OWASP_API_2023[id].title}.` },
        helpUri: owaspUrl(id),
      })),
    },
  ];
}

/** Finds the taxonomy of a reference. */
export function indexTaxa(taxonomies: readonly ToolComponent[]): TaxonIndex {
  return new Map(
    taxonomies.flatMap(({ name, taxa = [] }, index) => taxa.map(({ id }) => [id, { name, index }])),
  );
}

function relationship(id: string, taxa: TaxonIndex): ReportingDescriptorRelationship[] {
  const toolComponent = taxa.get(id);
  if (toolComponent === undefined) return [];
  return [{ target: { id, toolComponent: { ...toolComponent } }, kinds: ['superset'] }];
}

/** `auth-apikey-in-url` as `AuthApikeyInUrl`. */
function nameOf(id: string): string {
  return id.replace(/(?:^|[-/])([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

function tagsOf(rule: Rule): string[] {
  const weaknesses = cwesOf(rule).map((id) => `external/cwe/cwe-${numberOf(id).padStart(3, '0')}`);
  const risks = owaspOf(rule).map((id) => `owasp-api-2023-api${numberOf(id)}`);
  return ['security', ...weaknesses, ...risks, rule.category, ...(rule.tags ?? [])]
    .filter((tag, at, tags) => tags.indexOf(tag) === at)
    .slice(0, MOST_TAGS);
}

function helpMarkdown(rule: Rule, page: string): string {
  const sections = [`# ${rule.title}`, rule.why.trim(), '## How to fix', rule.fix.trim()];
  if (rule.limits !== undefined) sections.push('## What the rule cannot see', rule.limits.trim());
  const links = [
    ...cwesOf(rule).map((id) => `[${id}: ${CWE_NAMES[id] ?? id}](${cweUrl(id)})`),
    ...owaspOf(rule).map((id) => `[OWASP ${id}: ${OWASP_API_2023[id].title}](${owaspUrl(id)})`),
    ...(rule.links ?? []).map((link) => `<${link}>`),
    `[About this rule](${page})`,
  ];
  sections.push('## Read more', links.map((link) => `- ${link}`).join('\n'));
  sections.push('## Accept it', `\`# specgate-ignore ${rule.id} -- reason\` on the line above.`);
  return `${sections.join('\n\n')}\n`;
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}

function byNumber(a: string, b: string): number {
  return Number(numberOf(a)) - Number(numberOf(b));
}

/** The number of `CWE-319`, the 8 of `API8:2023`. */
function numberOf(id: string): string {
  return /\d+/.exec(id)?.[0] ?? '';
}
