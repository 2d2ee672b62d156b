import { SEVERITIES } from '../rule/severity.ts';
import { code, type MarkdownPage, policyText, uncountedText } from './markdown-policy.ts';
import { maskOf } from './mask.ts';
import { guardCi, neutralise } from './neutral.ts';
import { pathsFrom } from './paths.ts';
import type { Report, Reporter } from './report.ts';
import { type Summary, summarise } from './shown.ts';
import { type Group, planOf } from './text-groups.ts';
import { notCountedText } from './text-policy.ts';
import { codeSpan, count, failureMessage, grouped, markdownMessageOf, pageOf } from './wording.ts';

/** A job summary of more than 1 MiB is thrown away as a whole. */
const MOST_BYTES = 900_000;
const MOST_PLACES = 3;

/** For a job summary or a comment on a pull request: verdict, numbers, and the worst findings. */
export const markdown: Reporter = {
  name: 'markdown',
  about: 'Markdown for a job summary or a comment on a pull request.',
  extension: '.md',
  *render(report, style) {
    const page = { paths: pathsFrom(report.base), mask: maskOf(report.results) };
    const summary = summarise(report, style);
    const plan = planOf(report, style);
    yield* head(report, summary, page);
    yield* policyText(report, style, page);
    let left = MOST_BYTES;
    for (const [at, group] of plan.full.entries()) {
      const text = groupText(group, page, style.all);
      left -= Buffer.byteLength(text);
      if (left < 0) {
        yield `\n${count(plan.full.length - at, 'more group')} of findings would make this page too long.\n`;
        return;
      }
      yield text;
    }
    yield countedText(plan.counted);
    for (const text of uncountedText(report, style, page)) {
      left -= Buffer.byteLength(text);
      if (left < 0) {
        yield '- … and more than this page has room for\n';
        return;
      }
      yield text;
    }
  },
};

function* head(report: Report, summary: Summary, { paths, mask }: MarkdownPage): Iterable<string> {
  const { gate, failures, score, documents } = report;
  const isIncomplete = failures.length > 0 || report.exitCode >= 2;
  const verdict = isIncomplete ? 'scan incomplete' : gate.passed ? 'gate passed' : 'gate failed';
  yield `## ${isIncomplete || !gate.passed ? '❌' : '✅'} Specgate: ${verdict}\n\n`;
  for (const { limit, message } of gate.reasons) {
    yield `- ${guardCi(neutralise(message))} (${code(limit)})\n`;
  }
  for (const failure of failures) {
    const { line, column } = failure;
    const where = [paths(failure), line, column].filter((part) => part !== undefined).join(':');
    const message = codeSpan(guardCi(failureMessage(failure, mask)));
    yield `- Could not be scanned: ${code(where)} ${message}\n`;
  }
  if (gate.reasons.length + failures.length > 0) yield '\n';
  const operations = documents.reduce((sum, each) => sum + each.operations, 0);
  const scanned = `${count(documents.length, 'document')}, ${count(operations, 'operation')}`;
  yield `${count(summary.total, 'finding')} in ${scanned}`;
  yield documents.length > 0 ? `. Score ${score.value} of 100 (${score.grade}).` : '.';
  const notCounted = notCountedText(report);
  yield notCounted === '' ? '\n' : ` ${notCounted}\n`;
  if (summary.total === 0) return;
  yield `\n| ${SEVERITIES.join(' | ')} |\n|${SEVERITIES.map(() => ' --: |').join('')}\n`;
  yield `| ${SEVERITIES.map((severity) => grouped(summary[severity])).join(' | ')} |\n`;
}

function groupText(group: Group, page: MarkdownPage, isAll: boolean): string {
  const { rule } = group.first.finding;
  const places = isAll ? group.results : group.results.slice(0, MOST_PLACES);
  const items = places.map((result) => {
    const { line, column } = result.location.range.start;
    const place = code(`${page.paths(result.location.source)}:${line}:${column}`);
    return `- ${place} ${guardCi(markdownMessageOf(result, page.mask))}\n`;
  });
  const rest = group.results.length - places.length;
  if (rest > 0) items.push(`- … and ${grouped(rest)} more\n`);
  const title = `${group.severity}: ${rule.title} ([${rule.id}](${pageOf(rule)}))`;
  return `\n### ${title}\n\n${items.join('')}\n**Fix:** ${rule.fix.replace(/\s+/g, ' ').trim()}\n`;
}

function countedText(counted: readonly (readonly Group[])[]): string {
  const rows = counted.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { rule } = first.first.finding;
    const findings = [first, ...others].reduce((sum, { results }) => sum + results.length, 0);
    return `| ${first.severity} | [${rule.id}](${pageOf(rule)}) | ${grouped(findings)} |\n`;
  });
  if (rows.length === 0) return '';
  return `\n### More findings\n\n| severity | rule | findings |\n| --- | --- | --: |\n${rows.join('')}`;
}
