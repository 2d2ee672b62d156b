import type { Result } from '../policy/verdict.ts';
import { newFirst } from './loosened.ts';
import type { Mask } from './mask.ts';
import { guardCi, neutralise } from './neutral.ts';
import type { PathOf } from './paths.ts';
import type { Report, Style } from './report.ts';
import { uncountedIn } from './text-waived.ts';
import { codeSpan, count, grouped, harmless, markdownMessageOf, shorten } from './wording.ts';

/** What every line of the Markdown report needs. */
export interface MarkdownPage {
  readonly paths: PathOf;
  readonly mask: Mask;
}

const MOST_LINES = 5;
const MOST_UNCOUNTED = 50;

/** Text from a document or a configuration, where nothing in it has a meaning. */
export function code(text: string): string {
  return codeSpan(guardCi(neutralise(text)));
}

/** By what more is let through, what is new in front, and which entries of the baseline can go. */
export function* policyText(report: Report, style: Style, page: MarkdownPage): Iterable<string> {
  const { loosenings, stale } = report;
  if (loosenings.length > 0) {
    yield `\nThe gate is loosened in ${count(loosenings.length, 'place')}:\n\n`;
    const items = newFirst(loosenings).map(({ what, file, line, isNew }) => {
      const place = [page.paths({ uri: file }), line].filter((part) => part !== undefined);
      return `- ${isNew === true ? '**new:** ' : ''}${said(what, page)} in ${code(place.join(':'))}\n`;
    });
    yield* few(items, style, MOST_LINES);
  }
  if (stale.length > 0) {
    const are = stale.length === 1 ? 'entry of the baseline is' : 'entries of the baseline are';
    yield `\n${grouped(stale.length)} ${are} stale; \`specgate baseline prune\` takes out what no finding answers to:\n\n`;
    const items = stale.map(
      ({ rule, place, document }) =>
        `- ${code(rule)} at ${said(place, page)} in ${code(document)}\n`,
    );
    yield* few(items, style, MOST_LINES);
  }
}

/** What is waived, with the reasons, and what was known before, where the style asks for it. */
export function* uncountedText(report: Report, style: Style, page: MarkdownPage): Iterable<string> {
  const { waived, known } = uncountedIn(report, style);
  for (const [title, results] of [
    ['Waived', waived],
    ['Known before', known],
  ] as const) {
    if (results.length === 0) continue;
    yield `\n### ${title}\n\n`;
    const items = results.map((result) => `- ${uncounted(result, page)}\n`);
    yield* few(items, style, MOST_UNCOUNTED);
  }
}

function uncounted(result: Result, page: MarkdownPage): string {
  const { source, range } = result.location;
  const place = `${page.paths(source)}:${range.start.line}:${range.start.column}`;
  const message = guardCi(markdownMessageOf(result, page.mask));
  const reason =
    result.status === 'suppressed'
      ? ` Reason: ${said(result.reason ?? 'no reason given', page)}`
      : '';
  return `${code(place)} ${result.severity}: ${message}${reason}`;
}

function said(text: string, { mask }: MarkdownPage): string {
  return codeSpan(guardCi(shorten(harmless(text, mask), 300)));
}

function* few(items: readonly string[], { all }: Style, most: number): Iterable<string> {
  const shown = all ? items : items.slice(0, most);
  yield* shown;
  if (items.length > shown.length) yield `- … and ${grouped(items.length - shown.length)} more\n`;
}
