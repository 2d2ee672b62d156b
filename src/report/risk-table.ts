import { OWASP_API_2023, type OwaspId } from '../rule/references.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';
import type { Palette } from './palette.ts';
import type { Report, Style } from './report.ts';
import { isShown, type Summary } from './shown.ts';
import { count, grouped, owaspOf } from './wording.ts';

/** How many open findings of each severity there are, in all and for each risk of the OWASP API Security Top 10. */
export function* riskTable(
  report: Report,
  summary: Summary,
  {
    style,
    width,
    paint,
  }: { readonly style: Style; readonly width: number; readonly paint: Palette },
): Iterable<string> {
  const severities = SEVERITIES.filter((severity) => summary[severity] > 0);
  if (severities.length === 0) return;
  const widths = severities.map(
    (severity) => 2 + Math.max(severity.length, grouped(summary[severity]).length),
  );
  const nameWidth = Math.max(LEAST_NAME, width - widths.reduce((sum, each) => sum + each, 0));
  const row = (name: Cell, cells: readonly Cell[]): string =>
    name.paint(fitted(name.text, nameWidth)) +
    cells.map((cell, at) => cell.paint(cell.text.padStart(widths[at] ?? 0))).join('');
  const number = (amount: number): Cell =>
    amount === 0 ? { text: '·', paint: paint.faint } : { text: grouped(amount), paint: plain };

  yield row(
    { text: count(summary.total, 'finding'), paint: paint.strong },
    severities.map((severity) => ({ text: severity, paint: paint.severity[severity] })),
  );
  for (const [id, counts] of countRisks(report, style)) {
    const name = `${id.replace(':2023', '').padEnd(6)} ${OWASP_API_2023[id].title}`;
    const numbers = severities.map((severity) => number(counts.get(severity) ?? 0));
    yield row({ text: name, paint: plain }, numbers);
  }
  const totals = severities.map((severity) => grouped(summary[severity]));
  yield row(
    { text: 'All', paint: paint.strong },
    totals.map((text) => ({ text, paint: paint.strong })),
  );
}

/** Room for a name: a narrow terminal wraps the table before it hides which risk is meant. */
const LEAST_NAME = 12;

interface Cell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

function plain(text: string): string {
  return text;
}

function fitted(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

/** How many open findings each risk has, by severity, in the order of the list; one of two risks counts for both. */
export function countRisks(
  report: Report,
  style: Style,
): readonly [OwaspId, Map<Severity, number>][] {
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
  return [...risks].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}
