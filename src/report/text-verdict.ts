import { SEVERITIES } from '../rule/severity.ts';
import { columnsOf, wrap } from './columns.ts';
import { neutralise } from './neutral.ts';
import type { Report } from './report.ts';
import { isShown, type Summary } from './shown.ts';
import type { Page } from './text-findings.ts';
import { looseningLines, notCountedText, staleLines } from './text-policy.ts';
import { count, harmless } from './wording.ts';

/** What had to be scanned and could not be. */
export function* failureLines({ failures }: Report, page: Page): Iterable<string> {
  if (failures.length === 0) return;
  const { paint, paths, mask, width } = page;
  yield paint.bad('Could not be scanned:');
  for (const failure of failures) {
    const { line, column, ruleId } = failure;
    const where = [neutralise(paths(failure)), line, column].filter((part) => part !== undefined);
    const rule = ruleId === undefined ? '' : ` [${neutralise(ruleId)}]`;
    const place = where.join(':') + rule;
    const message = harmless(failure.message, mask);
    const fits = 4 + columnsOf(place) + columnsOf(message) <= width;
    yield `  ${paint.place(place)}${fits ? `  ${message}` : ''}`;
    if (!fits) for (const part of wrap(message, width - 4)) yield `    ${part}`;
  }
  yield '';
}

/** The gate's answer, what decided it, and what to do next. */
export function* verdictLines(report: Report, summary: Summary, page: Page): Iterable<string> {
  const { paint, width } = page;
  const { gate, failures } = report;
  const isIncomplete = failures.length > 0 || report.exitCode >= 2;
  if (isIncomplete) {
    const what = failures.length > 0 ? `: ${count(failures.length, 'failure')}` : '';
    yield `${paint.bad(`✗ Scan incomplete${what}`)} (exit ${report.exitCode})`;
  }
  if (!gate.passed) yield* failedLines(gate, page);
  // Half a scan has not passed, whatever was found in that half.
  else if (!isIncomplete) yield `${paint.good('✓ Gate passed')}: ${passedText(report, summary)}`;
  yield* indented(notes(report, summary), width);
  if (!page.style.quiet) {
    yield* staleLines(report, page);
    yield* looseningLines(report, page);
  }
  yield* indented(nextText(report, summary, page), width);
}

function* indented(lines: Iterable<string>, width: number): Iterable<string> {
  for (const line of lines) for (const part of wrap(line, width - 2)) yield `  ${part}`;
}

/** What made the gate fail. */
export function* failedLines(gate: Report['gate'], { paint, width }: Page): Iterable<string> {
  const reasons = gate.reasons.map(
    ({ limit, message }) => `${neutralise(message).replace(/\.$/, '')} (${neutralise(limit)})`,
  );
  const label = '✗ Gate failed';
  for (const [at, line] of wrap(`${label}: ${reasons.join('; ')}`, width - 2).entries()) {
    yield at === 0 ? line.replace(label, paint.bad(label)) : `  ${line}`;
  }
}

function passedText({ gate, documents, rules }: Report, summary: Summary): string {
  if (summary.total + summary.hidden === 0) {
    const operations = documents.reduce((sum, each) => sum + each.operations, 0);
    const scanned = `${count(documents.length, 'document')} with ${count(operations, 'operation')}`;
    return `no findings in ${scanned}, ${count(rules.length, 'rule')} asked`;
  }
  if (gate.failOn === 'never') return 'findings never fail it (--fail-on never)';
  const sure =
    gate.minConfidence === 'low' ? '' : ` with at least ${gate.minConfidence} confidence`;
  return `no finding of ${gate.failOn}${gate.failOn === 'critical' ? '' : ' or above'}${sure}`;
}

function* notes(report: Report, summary: Summary): Iterable<string> {
  const { score, documents } = report;
  if (documents.length > 0) yield `Score: ${score.value} of 100, grade ${score.grade}.`;
  const notCounted = notCountedText(report);
  if (notCounted !== '') yield notCounted;
  if (summary.hidden > 0) {
    yield `Not shown: ${count(summary.hidden, 'finding')} below the asked severity or confidence.`;
  }
}

function* nextText(report: Report, summary: Summary, page: Page): Iterable<string> {
  if (report.failures.length > 0) yield 'Next: mend what could not be scanned.';
  else yield* nextSteps(report, summary, page);
}

function* nextSteps(report: Report, summary: Summary, { style }: Page): Iterable<string> {
  const worst = SEVERITIES.find((severity) => summary[severity] > 0);
  if (worst === undefined) return;
  const result = report.results.find(
    (each) => each.status === 'open' && each.severity === worst && isShown(each, style),
  );
  const id = result?.finding.rule.id ?? '';
  yield `Next: specgate explain ${id}`;
  const { gate, stale } = report;
  const isCompared = gate.notCounted.baseline + stale.length > 0;
  if (!gate.passed && !isCompared) {
    yield 'To fail on new findings only: specgate baseline create';
  }
}
