import { newFirst } from '../loosened.ts';
import type { Report, ScannedDocument } from '../report.ts';
import type { Summary } from '../shown.ts';
import { notCountedText } from '../text-policy.ts';
import { count, failureMessage, grouped, harmless } from '../wording.ts';
import type { Writing } from './data.ts';
import { list, plain, prose, tag } from './markup.ts';

const MOST_LISTED = 200;

/** The title of the page, and of the description where there is one. */
export function heading({ documents }: Report, { paths, mask }: Writing): string {
  const [only, ...others] = documents;
  const title = tag('h1', {}, 'Security of the API description');
  if (only === undefined || others.length > 0) return title.replace('description', 'descriptions');
  const name = only.title === undefined ? '' : `${plain(harmless(only.title, mask))}, `;
  return `${title}${tag('p', { class: 'faint' }, name, tag('code', {}, plain(paths(only))))}`;
}

/** The gate's answer, what decided it, and what was not counted. */
export function verdict(report: Report, summary: Summary): string {
  const { gate, documents, failures, exitCode } = report;
  const isIncomplete = failures.length > 0 || exitCode >= 2;
  const isGood = gate.passed && !isIncomplete;
  const answer = gate.passed ? 'Gate passed' : 'Gate failed';
  const said = isIncomplete
    ? gate.passed
      ? 'Scan incomplete'
      : `Scan incomplete. ${answer}`
    : answer;
  const operations = documents.reduce((sum, each) => sum + each.operations, 0);
  const scanned = `${count(summary.total, 'finding')} in ${count(documents.length, 'document')} with ${count(operations, 'operation')}; ${count(report.rules.length, 'rule')} asked.`;
  const reasons = gate.reasons.map(
    ({ limit, message }) => `${plain(message)} ${tag('code', {}, plain(limit))}`,
  );
  const notes = [scanned, notCountedText(report), hiddenText(summary)].filter(
    (note) => note !== '',
  );
  return tag(
    'div',
    { class: `panel verdict${isGood ? ' good' : ''}` },
    tag('strong', {}, said),
    list(reasons),
    ...notes.map((note) => tag('p', {}, plain(note))),
  );
}

function hiddenText({ hidden }: Summary): string {
  return hidden === 0
    ? ''
    : `Not shown: ${count(hidden, 'finding')} below the asked severity or confidence.`;
}

/** What had to be scanned and could not be. */
export function failureSection({ failures }: Report, { paths, mask }: Writing): string {
  if (failures.length === 0) return '';
  const items = failures.map((failure) => {
    const { line, column, ruleId } = failure;
    const place = [paths(failure), line, column].filter((part) => part !== undefined).join(':');
    const rule = ruleId === undefined ? '' : ` ${tag('code', {}, plain(ruleId))}`;
    return `${tag('code', {}, plain(place))}${rule} ${plain(failureMessage(failure, mask))}`;
  });
  return `${tag('h2', {}, 'Could not be scanned')}${few(items)}`;
}

/** By what the gate lets more through, what is new in front. */
export function looseningSection({ loosenings }: Report, { paths, mask }: Writing): string {
  if (loosenings.length === 0) return '';
  const items = newFirst(loosenings).map(({ what, file, line, isNew }) => {
    const place = [paths({ uri: file }), line].filter((part) => part !== undefined).join(':');
    const mark = isNew === true ? `${tag('b', {}, 'New:')} ` : '';
    return `${mark}${plain(harmless(what, mask))} ${tag('code', {}, plain(harmless(place, mask)))}`;
  });
  const title = `What loosens the gate (${grouped(loosenings.length)})`;
  return folded(title, few(items));
}

/** Entries of the baseline that no finding answers to any more. */
export function staleSection({ stale }: Report, { mask }: Writing): string {
  if (stale.length === 0) return '';
  const items = stale.map(({ rule, place, document }) =>
    [rule, 'at', place, 'in', document]
      .map((part, at) => (at % 2 === 0 ? tag('code', {}, plain(harmless(part, mask))) : part))
      .join(' '),
  );
  const advice = tag('p', {}, prose('`specgate baseline prune` takes them out.'));
  return folded(`Stale entries of the baseline (${grouped(stale.length)})`, advice + few(items));
}

/** What was scanned. */
export function documentSection({ documents }: Report, { paths, mask }: Writing): string {
  if (documents.length === 0) return '';
  const head = ['Document', 'Title', 'OpenAPI', 'Operations'].map((name, at) =>
    tag('th', at === 3 ? { scope: 'col', class: 'number' } : { scope: 'col' }, name),
  );
  const row = (document: ScannedDocument) =>
    tag(
      'tr',
      {},
      tag('th', { scope: 'row' }, tag('code', {}, plain(paths(document)))),
      tag('td', {}, plain(harmless(document.title ?? '', mask))),
      tag('td', {}, plain(document.version)),
      tag('td', { class: 'number' }, grouped(document.operations)),
    );
  const rows = documents.slice(0, MOST_LISTED).map(row);
  const table = tag(
    'table',
    {},
    tag('thead', {}, tag('tr', {}, ...head)),
    tag('tbody', {}, ...rows),
  );
  return folded(`Documents (${grouped(documents.length)})`, table + moreText(documents.length));
}

function few(items: readonly string[]): string {
  return list(items.slice(0, MOST_LISTED), 'list') + moreText(items.length);
}

function moreText(number: number): string {
  const more = number - MOST_LISTED;
  return more > 0 ? tag('p', { class: 'faint' }, `and ${grouped(more)} more`) : '';
}

function folded(title: string, content: string): string {
  return tag(
    'details',
    {},
    tag('summary', {}, tag('h2', {}, title)),
    tag('div', { class: 'inside' }, content),
  );
}
