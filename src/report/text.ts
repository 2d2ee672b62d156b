import { maskOf } from './mask.ts';
import { guardCi } from './neutral.ts';
import { paletteOf } from './palette.ts';
import { pathsFrom } from './paths.ts';
import type { Report, Reporter, Style } from './report.ts';
import { riskTable } from './risk-table.ts';
import { summarise } from './shown.ts';
import { countedLines, groupLines, type Page } from './text-findings.ts';
import { planOf } from './text-groups.ts';
import { failureLines, verdictLines } from './text-verdict.ts';
import { uncountedLines } from './text-waived.ts';

const NARROWEST = 40;

/** For people: the worst first, with the line, what is wrong, and what to write instead. */
export const text: Reporter = {
  name: 'text',
  about: 'For people: each finding with its line, and how to fix it.',
  extension: '.txt',
  *render(report, style) {
    for (const line of lines(report, style)) yield `${guardCi(line)}\n`;
  },
};

function* lines(report: Report, style: Style): Iterable<string> {
  const page: Page = {
    style,
    width: Math.max(NARROWEST, style.width),
    paint: paletteOf(style.color),
    paths: pathsFrom(report.base),
    mask: maskOf(report.results),
  };
  const summary = summarise(report, style);
  if (!style.quiet) {
    const plan = planOf(report, style);
    for (const group of plan.full) yield* groupLines(group, page);
    yield* countedLines(plan.counted, page);
    yield* uncountedLines(report, page);
  }
  yield* failureLines(report, page);
  if (!style.quiet && summary.total > 0) {
    yield page.paint.faint('─'.repeat(page.width));
    yield* riskTable(report, summary, page);
    yield '';
  }
  yield* verdictLines(report, summary, page);
}
