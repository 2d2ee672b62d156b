import type { Result } from '../policy/verdict.ts';
import { wrap } from './columns.ts';
import { neutralise } from './neutral.ts';
import type { Report, Style } from './report.ts';
import { isShown } from './shown.ts';
import type { Page } from './text-findings.ts';
import { count, grouped, harmless, messageOf } from './wording.ts';

const MOST_SHOWN = 20;

/** Findings that do not count, for whoever asks for them. */
export interface Uncounted {
  readonly waived: readonly Result[];
  readonly known: readonly Result[];
}

/** Nothing unless the style asks for it. */
export function uncountedIn(report: Report, style: Style): Uncounted {
  const listed = style.showSuppressed ? report.results.filter((each) => isShown(each, style)) : [];
  return {
    waived: listed.filter(({ status }) => status === 'suppressed'),
    known: listed.filter(({ status }) => status === 'baseline'),
  };
}

/** What is waived, with the reason, and what was known before: a place and a sentence each. */
export function* uncountedLines(report: Report, page: Page): Iterable<string> {
  const { waived, known } = uncountedIn(report, page.style);
  if (waived.length > 0) yield* list(`${count(waived.length, 'finding')} waived:`, waived, page);
  if (known.length > 0) yield* list(`${count(known.length, 'finding')} known before:`, known, page);
}

function* list(title: string, results: readonly Result[], page: Page): Iterable<string> {
  yield page.paint.strong(title);
  const shown = page.style.all ? results : results.slice(0, MOST_SHOWN);
  for (const result of shown) yield* entry(result, page);
  const more = results.length - shown.length;
  if (more > 0) yield `  … and ${grouped(more)} more (--all shows them)`;
  yield '';
}

function* entry(result: Result, { paint, paths, mask, width }: Page): Iterable<string> {
  const { source, range } = result.location;
  const { line, column } = range.start;
  const place = `${neutralise(paths(source))}:${line}:${column}`;
  yield `  ${paint.place(place)}  ${result.severity} ${paint.faint(`[${result.finding.rule.id}]`)}`;
  const reason = result.status === 'suppressed' ? ` Waived: ${reasonOf(result, { mask })}` : '';
  for (const part of wrap(messageOf(result, mask) + reason, width - 4)) yield `    ${part}`;
}

function reasonOf({ reason }: Result, { mask }: Pick<Page, 'mask'>): string {
  return harmless(reason ?? 'no reason given', mask);
}
