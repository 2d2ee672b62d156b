import type { Score } from '../../policy/score.ts';
import { OWASP_API_2023, type OwaspId } from '../../rule/references.ts';
import { SEVERITIES, type Severity } from '../../rule/severity.ts';
import type { Report, Style } from '../report.ts';
import { countRisks } from '../risk-table.ts';
import type { Summary } from '../shown.ts';
import { grouped } from '../wording.ts';
import { element, xmlText } from '../xml.ts';

/** A row of a chart: a bar of coloured parts, each so many hundredths wide. */
interface Bar {
  readonly label: string;
  readonly parts: readonly { readonly name: string; readonly width: number }[];
  readonly number: string;
}

/** The score as a ring with its letter, and a bar for each category. */
export function scoreChart({ value, grade, categories }: Score): string {
  const around = 2 * Math.PI * RADIUS;
  const circle = (name: string, part: number) =>
    element(
      'circle',
      {
        class: name,
        cx: 50,
        cy: 50,
        r: RADIUS,
        'stroke-dasharray': `${(around * part).toFixed(2)} ${around.toFixed(2)}`,
        transform: 'rotate(-90 50 50)',
      },
      '',
    );
  const ring = element(
    'svg',
    { viewBox: '0 0 100 100', role: 'img', 'aria-label': `Grade ${grade}` },
    circle('ring', 1) +
      circle('ring value', value / 100) +
      element('text', { x: 50, y: 62 }, grade),
  );
  const said = `${element('b', {}, String(value))} of 100${element('br', {})}${element('span', { class: 'faint' }, '100 is a description without findings.')}`;
  const bars = Object.entries(categories).map(([name, points]) => ({
    label: name === 'injection-ssrf' ? 'injection, SSRF' : name.replaceAll('-', ' '),
    parts: [{ name: '', width: points }],
    number: String(points),
  }));
  return (
    element('div', { class: `score grade-${grade}` }, ring + element('p', {}, said)) +
    chart('Category', 'Score', bars)
  );
}

const RADIUS = 43;

/** How many open findings there are of each severity. */
export function severityChart(summary: Summary): string {
  const most = Math.max(1, ...SEVERITIES.map((severity) => summary[severity]));
  const bars = SEVERITIES.map((severity) => ({
    label: severity,
    parts: [{ name: severity, width: (100 * summary[severity]) / most }],
    number: grouped(summary[severity]),
  }));
  return chart('Severity', 'Findings', bars);
}

/** How many open findings there are of each risk of OWASP's list, by severity; '' where there is none. */
export function riskChart(report: Report, style: Style): string {
  const risks = countRisks(report, style).map(([id, counts]) => ({
    id,
    counts,
    total: [...counts.values()].reduce((sum, count) => sum + count, 0),
  }));
  if (risks.length === 0) return '';
  const most = Math.max(...risks.map(({ total }) => total));
  const bars = risks.map(({ id, counts, total }) => ({
    label: riskName(id),
    parts: SEVERITIES.map((severity) => partOf(severity, counts, most)),
    number: grouped(total),
  }));
  return chart('Risk', 'Findings', bars);
}

function riskName(id: OwaspId): string {
  return `${id.replace(':2023', '')} ${OWASP_API_2023[id].title}`;
}

function partOf(severity: Severity, counts: ReadonlyMap<Severity, number>, most: number) {
  return { name: severity, width: (100 * (counts.get(severity) ?? 0)) / most };
}

/** A table, so that the numbers are there for everybody; the bars say the same again. */
function chart(what: string, unit: string, bars: readonly Bar[]): string {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, what) +
      element('td', { class: 'faint' }, '') +
      element('th', { scope: 'col', class: 'number' }, unit),
  );
  const rows = bars.map(({ label, parts, number }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, xmlText(label)) +
        element('td', {}, drawing(parts)) +
        element('td', { class: 'number' }, number),
    ),
  );
  return element(
    'table',
    { class: 'chart' },
    element('thead', {}, head) + element('tbody', {}, rows.join('')),
  );
}

function drawing(parts: Bar['parts']): string {
  let x = 0;
  const drawn = parts.flatMap(({ name, width }) => {
    if (width === 0) return [];
    const rect = {
      class: `part ${name}`.trim(),
      x: x.toFixed(2),
      width: width.toFixed(2),
      height: 10,
    };
    x += width;
    return [element('rect', rect)];
  });
  const track = element('rect', { class: 'track', width: 100, height: 10 });
  return element(
    'svg',
    { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    track + drawn.join(''),
  );
}
