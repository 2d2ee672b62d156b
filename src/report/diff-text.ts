import type { Result } from '../policy/verdict.ts';
import { wrap } from './columns.ts';
import type { Comparison } from './comparison.ts';
import { maskOf } from './mask.ts';
import { guardCi, neutralise } from './neutral.ts';
import { paletteOf } from './palette.ts';
import { pathsFrom } from './paths.ts';
import type { Style } from './report.ts';
import { isShown, openIn, worstFirst } from './shown.ts';
import { countedLines, groupLines, type Page } from './text-findings.ts';
import { planOf } from './text-groups.ts';
import { looseningLines } from './text-policy.ts';
import { failedLines, failureLines } from './text-verdict.ts';
import { count, grouped, messageOf } from './wording.ts';

const NARROWEST = 40;
const MOST_LISTED = 10;

/** A comparison for people: what is new in full, what is fixed or waived in a few lines each, and the gate's verdict. */
export function* diffText(comparison: Comparison, style: Style): Iterable<string> {
  for (const line of lines(comparison, style)) yield `${guardCi(line)}\n`;
}

function* lines(comparison: Comparison, style: Style): Iterable<string> {
  const { report, failures } = comparison;
  const page: Page = {
    style,
    width: Math.max(NARROWEST, style.width),
    paint: paletteOf(style.color),
    paths: pathsFrom(report.base),
    mask: maskOf([...report.results, ...comparison.fixed]),
  };
  const plan = planOf(report, style);
  for (const group of plan.full) yield* groupLines(group, page);
  yield* countedLines(plan.counted, page);
  yield* listed('fixed', comparison.fixed, page);
  yield* listed('taken out of the count by a waiver', comparison.waived, page);
  yield* failureLines({ ...report, failures }, page);
  yield* verdictLines(comparison, page);
}

function* listed(what: string, results: readonly Result[], page: Page): Iterable<string> {
  const shown = worstFirst(results.filter((each) => isShown(each, page.style)));
  if (shown.length === 0) return;
  const { paint, paths, mask, width, style } = page;
  yield paint.strong(`${count(shown.length, 'finding')} ${what}:`);
  const some = style.all ? shown : shown.slice(0, MOST_LISTED);
  for (const result of some) {
    const { source, range } = result.location;
    const place = `${neutralise(paths(source))}:${range.start.line}:${range.start.column}`;
    yield `  ${paint.place(place)}  ${result.severity} ${paint.faint(`[${result.finding.rule.id}]`)}`;
    for (const part of wrap(messageOf(result, mask), width - 4)) yield `    ${part}`;
  }
  const more = shown.length - some.length;
  if (more > 0) yield `  … and ${grouped(more)} more (--all shows them)`;
  yield '';
}

function* verdictLines(comparison: Comparison, page: Page): Iterable<string> {
  const { base, head, report, fixed, unchanged, waived, score } = comparison;
  const { width, style } = page;
  yield* answerLines(comparison, page);
  const number = (results: readonly Result[]) =>
    grouped(results.filter((each) => isShown(each, style)).length);
  const counts = [
    `${grouped(openIn(report, style).length)} new`,
    `${number(fixed)} fixed`,
    `${number(unchanged)} as before`,
    ...(waived.length > 0 ? [`${number(waived)} waived`] : []),
  ];
  const said = `${counts.join(', ')}, from ${neutralise(base)} to ${neutralise(head)}.`;
  const points = `Score: ${score.before} before, ${score.after} now.`;
  for (const line of [said, points]) for (const part of wrap(line, width - 2)) yield `  ${part}`;
  yield* looseningLines({ ...report, loosenings: report.loosenings.filter(isNew) }, page);
}

function* answerLines({ report, failures }: Comparison, page: Page): Iterable<string> {
  const { paint } = page;
  const { gate, exitCode } = report;
  const isIncomplete = failures.length > 0 || exitCode >= 2;
  if (isIncomplete) {
    const what = failures.length > 0 ? `: ${count(failures.length, 'failure')}` : '';
    yield `${paint.bad(`✗ Scan incomplete${what}`)} (exit 2)`;
  }
  if (!gate.passed) yield* failedLines(gate, page);
  else if (!isIncomplete) {
    yield `${paint.good('✓ Gate passed')}: nothing new ${limitText(gate.failOn)}`;
  }
}

function isNew({ isNew }: Comparison['report']['loosenings'][number]): boolean {
  return isNew === true;
}

function limitText(failOn: Comparison['report']['gate']['failOn']): string {
  if (failOn === 'never') return 'fails it (--fail-on never)';
  return failOn === 'critical' ? 'is critical' : `is ${failOn} or above`;
}
