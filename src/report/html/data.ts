import type { Result } from '../../policy/verdict.ts';
import { SEVERITIES } from '../../rule/severity.ts';
import type { Source } from '../../source/source.ts';
import { groupBy } from '../group.ts';
import type { Mask } from '../mask.ts';
import { harmlessJson, neutralise } from '../neutral.ts';
import type { PathOf } from '../paths.ts';
import { cwesOf, fixOf, harmless, messageOf, owaspOf, pageOf, whyOf } from '../wording.ts';
import { excerptOf } from './excerpt.ts';

/** The findings of one rule. */
export interface RuleGroup {
  readonly first: Result;
  readonly results: readonly Result[];
}

/** What the texts of the page need. */
export interface Writing {
  readonly paths: PathOf;
  readonly mask: Mask;
}

const STATUSES = ['open', 'suppressed', 'baseline'] as const;
const MOST_ALSO = 20;

/** The findings by rule: the worst first, then the most frequent; rules of which nothing counts come last. */
export function groupsOf(results: readonly Result[]): readonly RuleGroup[] {
  const groups = [...groupBy(results, ({ finding }) => finding.rule.id)].flatMap(
    ([id, [first, ...rest]]) => {
      if (first === undefined) return [];
      const all = [first, ...rest];
      const open = all.filter(({ status }) => status === 'open');
      const worst = Math.min(...(open.length > 0 ? open : all).map(severityIndex));
      const rank = open.length > 0 ? worst : worst + SEVERITIES.length;
      return [{ id, rank, group: { first, results: all } }];
    },
  );
  const sorted = groups.toSorted(
    (a, b) =>
      a.rank - b.rank || b.group.results.length - a.group.results.length || (a.id < b.id ? -1 : 1),
  );
  return sorted.map(({ group }) => group);
}

/** The data of the script as the text of a JSON object, in pieces; nothing in it can end the element that holds it. */
export function* dataText(
  results: readonly Result[],
  groups: readonly RuleGroup[],
  writing: Writing,
): Iterable<string> {
  const files = new Map<Source, number>();
  for (const { location, related } of results) {
    for (const { source } of [location, ...related]) {
      if (!files.has(source)) files.set(source, files.size);
    }
  }
  const paths = [...files.keys()].map((source) => neutralise(writing.paths(source)));
  yield `{"severities":${inScript(SEVERITIES)},\n"files":${inScript(paths)},\n`;
  yield `"rules":${inScript(groups.map(ruleOf))},\n"findings":[`;
  const indexes = new Map(groups.map(({ first }, index) => [first.finding.rule.id, index]));
  let before = '\n';
  for (const result of results) {
    const rule = indexes.get(result.finding.rule.id) ?? 0;
    yield before + inScript(rowOf(result, { rule, files, writing }));
    before = ',\n';
  }
  yield '\n]}';
}

function inScript(value: unknown): string {
  return harmlessJson(value).replaceAll('<', '\\u003c');
}

function ruleOf({ first }: RuleGroup): object {
  const { rule } = first.finding;
  return {
    id: rule.id,
    title: neutralise(rule.title),
    category: rule.category,
    why: whyOf(rule),
    fix: fixOf(rule),
    page: pageOf(rule),
    owasp: owaspOf(rule).map((id) => id.replace(':2023', '')),
    cwe: cwesOf(rule),
  };
}

interface Numbers {
  readonly rule: number;
  readonly files: ReadonlyMap<Source, number>;
  readonly writing: Writing;
}

/** A finding as a list, since names would be half of the page; `browser/data.js` reads it. Empty values at the end are left out. */
function rowOf(result: Result, { rule, files, writing }: Numbers): readonly unknown[] {
  const { location, related } = result;
  const { mask } = writing;
  const fileOf = (source: Source) => files.get(source) ?? 0;
  // The places of a folded finding all say the same.
  const said = (message: string) => (result.places > 1 ? [] : [harmless(message, mask)]);
  const also = related
    .slice(0, MOST_ALSO)
    .map(({ source, range, message }) => [fileOf(source), range.start.line, ...said(message)]);
  const row = [
    rule,
    severityIndex(result),
    STATUSES.indexOf(result.status),
    fileOf(location.source),
    location.range.start.line,
    location.range.start.column,
    messageOf(result, mask),
    operationOf(result, writing),
    excerptOf(location, mask) ?? [],
    also,
    related.length - also.length,
    result.status === 'suppressed' ? harmless(result.reason ?? 'no reason given', mask) : '',
  ];
  return row.slice(0, row.findLastIndex((value) => !isEmpty(value)) + 1);
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
}

/** `GET /pets`, of the operation that holds the place. */
export function operationOf({ method, apiPath }: Result, { mask }: Writing): string {
  if (apiPath === undefined) return '';
  const path = harmless(apiPath, mask);
  return method === undefined ? path : `${neutralise(method.toUpperCase())} ${path}`;
}

function severityIndex({ severity }: Result): number {
  return SEVERITIES.indexOf(severity);
}
