import type { StaleEntry } from '../policy/baseline.ts';
import type { Loosening } from '../policy/loosening.ts';
import { wrap } from './columns.ts';
import { newFirst } from './loosened.ts';
import type { Report } from './report.ts';
import type { Page } from './text-findings.ts';
import { count, grouped, harmless, shorten } from './wording.ts';

const MOST_LINES = 3;
const LONGEST = 200;

/** What the gate passed over, by reason: '' where it counted everything. */
export function notCountedText({ gate }: Report): string {
  const { confidence, suppressed, baseline } = gate.notCounted;
  const parts = [
    ...(suppressed > 0 ? [`${grouped(suppressed)} waived`] : []),
    ...(baseline > 0 ? [`${grouped(baseline)} known before`] : []),
    ...(confidence > 0
      ? [`${grouped(confidence)} of less than ${gate.minConfidence} confidence`]
      : []),
  ];
  return parts.length === 0 ? '' : `Not counted: ${parts.join(', ')}.`;
}

/** Entries of the baseline that can be taken out, and how. */
export function* staleLines({ stale }: Report, page: Page): Iterable<string> {
  if (stale.length === 0) return;
  const are = stale.length === 1 ? 'entry of the baseline is' : 'entries of the baseline are';
  yield* wrapped(`${grouped(stale.length)} ${are} stale: no finding answers any more.`, 2, page);
  yield* listed(stale, (entry) => staleText(entry, page), page);
  yield '  `specgate baseline prune` takes out what is stale.';
}

/** By what more is let through than rules and presets say, what is new in front. */
export function* looseningLines({ loosenings }: Report, page: Page): Iterable<string> {
  if (loosenings.length === 0) return;
  const fresh = loosenings.filter(({ isNew }) => isNew === true).length;
  const of = fresh === 0 ? '' : `, ${grouped(fresh)} of them new`;
  yield* wrapped(`The gate is loosened in ${count(loosenings.length, 'place')}${of}:`, 2, page);
  yield* listed(newFirst(loosenings), (each) => looseningText(each, page), page);
}

function* listed<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  page: Page,
): Iterable<string> {
  const shown = page.style.all ? items : items.slice(0, MOST_LINES);
  for (const item of shown) yield* wrapped(textOf(item), 4, page);
  const more = items.length - shown.length;
  if (more > 0) yield `    … and ${grouped(more)} more (--all shows them)`;
}

function staleText({ document, rule, place }: StaleEntry, { mask }: Page): string {
  return shorten(harmless(`${rule} at ${place} in ${document}`, mask), LONGEST);
}

function looseningText({ what, file, line, isNew }: Loosening, { mask, paths }: Page): string {
  const place = [paths({ uri: file }), line].filter((part) => part !== undefined).join(':');
  const said = shorten(harmless(what, mask), LONGEST);
  return `${isNew === true ? 'new: ' : ''}${said} (${harmless(place, mask)})`;
}

function* wrapped(text: string, indent: number, { width }: Page): Iterable<string> {
  for (const [at, line] of wrap(text, width - indent - 2).entries()) {
    yield ' '.repeat(at === 0 ? indent : indent + 2) + line;
  }
}
