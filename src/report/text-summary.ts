import { OWASP_API_2023, type OwaspId } from '../rule/references.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';
import { columnsOf, headOf, wrap } from './columns.ts';
import { neutralise } from './neutral.ts';
import type { Report } from './report.ts';
import { isShown, type Summary } from './shown.ts';
import type { Page } from './text-findings.ts';
import { count, grouped, harmless, owaspOf } from './wording.ts';

/** How many findings, by severity and risk: one table. */
export function* summaryLines(report: Report, summary: Summary, page: Page): Iterable<string> {
  if (summary.total === 0) return;
  const { paint, width } = page;
  const severities = SEVERITIES.filter((severity) => summary[severity] > 0);
  const rows = [...risksOf(report, page)];
  const all = severities.map((severity) => grouped(summary[severity]));
  const widths = severities.map((severity, at) => Math.max(severity.length, all[at]?.length ?? 0));
  const numbers = widths.reduce((sum, each) => sum + each + 2, 0);
  const names = Math.max(12, width - numbers);
  const cells = (texts: readonly string[], color: (text: string, severity: Severity) => string) =>
    severities
      .map((severity, at) => `  ${color((texts[at] ?? '').padStart(widths[at] ?? 0), severity)}`)
      .join('');
  yield paint.faint('─'.repeat(width));
  const title = count(summary.total, 'finding');
  yield pad(title, names, paint.strong) +
    cells(severities, (text, severity) => paint.severity[severity](text));
  for (const { id, counts } of rows) {
    const texts = severities.map((severity) => grouped(counts.get(severity) ?? 0));
    const name = `${id.replace(':2023', '').padEnd(6)} ${OWASP_API_2023[id].title}`;
    yield pad(name.length > names ? `${headOf(name, names - 1)}…` : name, names, (text) => text) +
      cells(texts, (text) => (text.trim() === '0' ? paint.faint(text.replace('0', '·')) : text));
  }
  yield pad('All', names, (text) => text) + cells(all, (text) => paint.strong(text));
  yield '';
}

function pad(text: string, columns: number, paint: (text: string) => string): string {
  return paint(text) + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

interface Risk {
  readonly id: OwaspId;
  readonly counts: ReadonlyMap<Severity, number>;
}

function risksOf(report: Report, { style }: Page): readonly Risk[] {
  const risks = new Map<OwaspId, Map<Severity, number>>();
  for (const result of report.results) {
    if (result.status !== 'open' || !isShown(result, style)) continue;
    for (const id of owaspOf(result.finding.rule)) {
      const counts = risks.get(id) ?? new Map<Severity, number>();
      counts.set(result.severity, (counts.get(result.severity) ?? 0) + 1);
      risks.set(id, counts);
    }
  }
  const order = Object.keys(OWASP_API_2023);
  return [...risks]
    .map(([id, counts]) => ({ id, counts }))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

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
  const isIncomplete = failures.length > 0 || report.exitCode === 2;
  if (isIncomplete) {
    const what = failures.length > 0 ? `: ${count(failures.length, 'failure')}` : '';
    yield `${paint.bad(`✗ Scan incomplete${what}`)} (exit 2, whatever the gate says)`;
  }
  if (!gate.passed) yield* failedLines(report, page);
  // Half a scan has not passed, whatever was found in that half.
  else if (!isIncomplete) yield `${paint.good('✓ Gate passed')}: ${passedText(report, summary)}`;
  for (const line of notes(report, summary, page)) {
    for (const part of wrap(line, width - 2)) yield `  ${part}`;
  }
}

function* failedLines({ gate }: Report, { paint, width }: Page): Iterable<string> {
  const reasons = gate.reasons.map(({ message }) => neutralise(message).replace(/\.$/, ''));
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
  return `no finding of ${gate.failOn}${gate.failOn === 'critical' ? '' : ' or above'}`;
}

function* notes(report: Report, summary: Summary, page: Page): Iterable<string> {
  const { confidence, suppressed, baseline } = report.gate.notCounted;
  const passedOver = [
    ...(suppressed > 0 ? [`${grouped(suppressed)} suppressed`] : []),
    ...(baseline > 0 ? [`${grouped(baseline)} in the baseline`] : []),
    ...(confidence > 0 ? [`${grouped(confidence)} too uncertain`] : []),
  ];
  if (passedOver.length > 0) yield `Not counted: ${passedOver.join(', ')}.`;
  if (summary.hidden > 0) {
    yield `Not shown: ${count(summary.hidden, 'finding')} below the asked severity or confidence.`;
  }
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
  if (!report.gate.passed) yield 'To fail on new findings only: specgate baseline create';
}
