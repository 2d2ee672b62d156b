import type { Result } from '../../policy/verdict.ts';
import { SEVERITIES } from '../../rule/severity.ts';
import type { Summary } from '../shown.ts';
import { cwesOf, fixOf, grouped, messageOf, owaspOf, pageOf, whyOf } from '../wording.ts';
import { operationOf, type RuleGroup, type Writing } from './data.ts';
import { excerptOf } from './excerpt.ts';
import { plain, prose, tag } from './markup.ts';

const MOST_PLACES = 2;

/** The filters; hidden until the script shows them, since without it they do nothing. */
export function controls(summary: Summary): string {
  const boxes = SEVERITIES.map((severity, index) => {
    const box = `<input type="checkbox" value="${index}" checked>`;
    const number = tag('span', { class: 'faint' }, grouped(summary[severity]));
    return tag('label', { class: 'chip' }, box, tag('span', {}, severity), number);
  });
  const search = tag(
    'label',
    { class: 'field wide' },
    'Search rules, files, paths and messages',
    '<input type="search" id="search" autocomplete="off" spellcheck="false">',
  );
  const severities = tag('fieldset', { class: 'wide' }, tag('legend', {}, 'Severity'), ...boxes);
  const choices = [
    choice('rule', 'Rule', 'All rules'),
    choice('file', 'File', 'All files'),
    choice('risk', 'OWASP API Top 10', 'All risks'),
    choice('status', 'Status', 'All statuses'),
  ];
  const buttons = tag(
    'div',
    {},
    button('open', 'Open all'),
    button('close', 'Close all'),
    button('reset', 'Reset'),
  );
  const bar = tag('div', { class: 'bar wide' }, tag('p', { id: 'shown', role: 'status' }), buttons);
  return tag(
    'div',
    { class: 'controls', id: 'controls', role: 'search', 'aria-label': 'Findings', hidden: '' },
    search,
    severities,
    ...choices,
    bar,
  );
}

function choice(id: string, label: string, all: string): string {
  return tag(
    'label',
    { class: 'field' },
    label,
    tag('select', { id }, tag('option', { value: '' }, all)),
  );
}

function button(id: string, label: string): string {
  return tag('button', { type: 'button', id }, label);
}

/** The findings as they are seen without the script: for each rule what to do, and its first places. */
export function* listing(groups: readonly RuleGroup[], writing: Writing): Iterable<string> {
  yield '<div id="list">\n';
  for (const group of groups) yield `${groupMarkup(group, writing)}\n`;
  yield '</div>\n';
  const none = 'No finding is let through by the filters. ';
  yield tag('p', { id: 'none', hidden: '' }, none, button('reset-none', 'Reset'));
}

function groupMarkup({ first, results }: RuleGroup, writing: Writing): string {
  const { rule } = first.finding;
  const worst = SEVERITIES.find((each) => results.some(({ severity }) => severity === each)) ?? '';
  const summary = tag(
    'summary',
    {},
    tag('span', { class: `badge ${worst}` }, worst),
    ' ',
    tag('h3', {}, plain(rule.title)),
    ' ',
    tag('code', {}, plain(rule.id)),
    ' ',
    tag('span', { class: 'count' }, `×\u00a0${grouped(results.length)}`),
  );
  const references = [
    ...owaspOf(rule).map((id) => `OWASP ${id.replace(':2023', '')}`),
    ...cwesOf(rule),
  ];
  const link = tag('a', { href: pageOf(rule) }, plain(rule.id));
  const inside = [
    tag('p', {}, prose(whyOf(rule))),
    tag('p', {}, tag('b', {}, 'Fix: '), prose(fixOf(rule))),
    tag('p', {}, tag('b', {}, 'See: '), link, ` (${references.join(', ')})`),
    tag(
      'ul',
      { class: 'places' },
      ...results.slice(0, MOST_PLACES).map((each) => place(each, writing)),
    ),
    moreText(results.length - MOST_PLACES),
  ];
  return tag('details', {}, summary, tag('div', { class: 'inside' }, ...inside));
}

function place(result: Result, writing: Writing): string {
  const { source, range } = result.location;
  const { line, column } = range.start;
  const operation = operationOf(result, writing);
  const where = tag(
    'div',
    { class: 'where' },
    tag('code', {}, plain(`${writing.paths(source)}:${line}:${column}`)),
    ...(operation === '' ? [] : [tag('code', {}, plain(operation))]),
    ...(result.status === 'open' ? [] : [tag('span', {}, 'not counted')]),
  );
  return tag(
    'li',
    {},
    where,
    tag('p', {}, plain(messageOf(result, writing.mask))),
    code(result, writing),
  );
}

function code({ location }: Result, { mask }: Writing): string {
  const excerpt = excerptOf(location, mask);
  if (excerpt === undefined) return '';
  const [text, first, start, length] = excerpt;
  const own = location.range.start.line;
  const lines = text.split('\n').map((content, index) => {
    const line = first + index;
    const end = start + length;
    const parts =
      line === own
        ? [
            plain(content.slice(0, start)),
            tag('mark', {}, plain(content.slice(start, end))),
            plain(content.slice(end)),
          ]
        : [plain(content)];
    return tag('span', { 'data-line': line }, ...parts);
  });
  return tag('pre', { class: 'code' }, ...lines);
}

function moreText(number: number): string {
  return number > 0 ? tag('p', { class: 'faint' }, `and ${grouped(number)} more`) : '';
}
