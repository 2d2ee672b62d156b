import type { Result } from '../policy/verdict.ts';
import { columnsOf, wrap } from './columns.ts';
import { frameOf } from './frame.ts';
import type { Mask } from './mask.ts';
import { neutralise } from './neutral.ts';
import type { Palette } from './palette.ts';
import type { PathOf } from './paths.ts';
import type { Style } from './report.ts';
import type { Group } from './text-groups.ts';
import { count, fixOf, grouped, harmless, messageOf, owaspOf, pageOf } from './wording.ts';

/** What every line of the text report needs. */
export interface Page {
  readonly style: Style;
  readonly width: number;
  readonly paint: Palette;
  readonly paths: PathOf;
  readonly mask: Mask;
}

const MOST_PLACES = 3;
const MOST_RELATED = 2;
const MOST_LINES = 8;
const INDENT = '  ';

/** The findings of one rule in one file: title, places with their lines, what to write instead, where to read on. */
export function* groupLines(group: Group, page: Page): Iterable<string> {
  const { rule } = group.first.finding;
  yield* titleLines(group, page);
  const places = page.style.all ? group.results : group.results.slice(0, MOST_PLACES);
  for (const result of places) yield* placeLines(result, group, page);
  const others = group.results.slice(places.length);
  yield '';
  if (others.length > 0) {
    yield* labelled('', othersText(others), page);
    yield '';
  }
  yield* labelled('fix', fixOf(rule), page);
  yield* referenceLines(group, page);
  yield '';
}

function* titleLines({ first, severity }: Group, { paint, width }: Page): Iterable<string> {
  const { rule } = first.finding;
  const title = neutralise(rule.title);
  const fits = severity.length + title.length + rule.id.length + 4 <= width;
  const id = paint.faint(`[${rule.id}]`);
  yield `${paint.severity[severity](severity)} ${paint.strong(title)}${fits ? ` ${id}` : ''}`;
  if (!fits) yield INDENT + id;
}

function* placeLines(result: Result, group: Group, page: Page): Iterable<string> {
  const { paint, width, mask } = page;
  const { line } = result.location.range.start;
  const place = placeText(result, page);
  const message = messageOf(result, mask);
  const operation = operationText(result, page);
  yield '';
  const whole = columnsOf(INDENT + place) + 2 + columnsOf(message);
  if (operation === '' && whole <= width) yield `${INDENT}${paint.place(place)}  ${message}`;
  else {
    const room = width - columnsOf(INDENT + place) - 2;
    const fitting = columnsOf(operation) <= room ? operation : '';
    yield `${INDENT}${paint.place(place)}  ${paint.faint(fitting)}`.trimEnd();
    for (const part of wrap(message, width - INDENT.length)) yield INDENT + part;
  }
  const number = String(line);
  const columns = width - INDENT.length - number.length - 3;
  const { code, marks } = frameOf(result.location, mask, columns);
  const gutter = ' '.repeat(number.length);
  // A saved result whose file is gone or changed has no text to show.
  if (code !== '') {
    yield `${INDENT}${paint.faint(`${number} │`)} ${code}`.trimEnd();
    yield `${INDENT}${paint.faint(`${gutter} │`)} ${paint.severity[group.severity](marks)}`;
  }
  const indent = INDENT + ' '.repeat(number.length + 3);
  for (const related of relatedTexts(result, page)) {
    for (const part of wrap(related, width - indent.length)) yield indent + paint.faint(part);
  }
}

/** The operation that holds the place, unless the message names it. */
function operationText(result: Result, { mask }: Page): string {
  const { method, apiPath } = result;
  if (method === undefined || apiPath === undefined) return '';
  const path = harmless(apiPath, mask);
  return messageOf(result, mask).includes(path)
    ? ''
    : `${neutralise(method).toUpperCase()} ${path}`;
}

/** What explains a finding; of a folded one, where else it stands. */
function* relatedTexts(result: Result, { style, paths, mask }: Page): Iterable<string> {
  const { related } = result;
  if (result.places > 1) {
    const here = related.filter(({ source }) => source === result.location.source);
    if (here.length > 0) yield `also at ${lineList(here.map(({ range }) => range.start.line))}`;
    return;
  }
  const shown = style.all ? related : related.slice(0, MOST_RELATED);
  for (const { source, range, message } of shown) {
    const { line, column } = range.start;
    const place = `${neutralise(paths(source))}:${line}:${column}`;
    yield `${place} ${harmless(message, mask)}`;
  }
  if (related.length > shown.length) {
    yield `and ${count(related.length - shown.length, 'more related place')}`;
  }
}

function othersText(others: readonly Result[]): string {
  const lines = others.map((result) => result.location.range.start.line);
  return `… and ${grouped(others.length)} more: ${lineList(lines)} (--all shows them)`;
}

function lineList(lines: readonly number[]): string {
  const numbers = [...new Set(lines)];
  const more = numbers.length > MOST_LINES ? ', …' : '';
  const noun = numbers.length === 1 ? 'line' : 'lines';
  return `${noun} ${numbers.slice(0, MOST_LINES).join(', ')}${more}`;
}

function* referenceLines({ first }: Group, { paint, width }: Page): Iterable<string> {
  const { rule } = first.finding;
  const page = pageOf(rule);
  const risks = owaspOf(rule).map((id) => id.replace(':2023', ''));
  const owasp = risks.length === 0 ? '' : `OWASP ${risks.join(', ')}`;
  const label = `${INDENT}${paint.strong('see')}: `;
  const fits = INDENT.length + 'see: '.length + page.length + 1 + owasp.length <= width;
  yield `${label}${paint.link(page)}${fits ? ` ${paint.faint(owasp)}` : ''}`.trimEnd();
  if (!fits && owasp !== '') yield `${INDENT}     ${paint.faint(owasp)}`;
}

/** Paragraphs with a short label in front, wrapped behind it. */
function* labelled(label: string, text: string, { width, paint }: Page): Iterable<string> {
  const indent = label === '' ? INDENT : `${INDENT}${' '.repeat(label.length + 2)}`;
  for (const [index, line] of wrap(text, width - indent.length).entries()) {
    yield index === 0 && label !== '' ? `${INDENT}${paint.strong(label)}: ${line}` : indent + line;
  }
}

function placeText({ location }: Result, { paths }: Page): string {
  const { line, column } = location.range.start;
  return `${neutralise(paths(location.source))}:${line}:${column}`;
}

/** Groups that are only counted, a line for each rule. */
export function* countedLines(
  counted: readonly (readonly Group[])[],
  page: Page,
): Iterable<string> {
  const rows = counted.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const groups = [first, ...others];
    const findings = groups.reduce((sum, { results }) => sum + results.length, 0);
    return [{ first, findings, files: groups.length }];
  });
  if (rows.length === 0) return;
  const total = rows.reduce((sum, { findings }) => sum + findings, 0);
  yield `… and ${count(total, 'more finding')} (--all shows them):`;
  yield '';
  const widest = Math.max(...rows.map(({ findings }) => grouped(findings).length));
  for (const { first, findings, files } of rows) {
    const where = files === 1 ? placeText(first.first, page) : `in ${count(files, 'file')}`;
    const number = grouped(findings).padStart(widest);
    const label = page.paint.severity[first.severity](first.severity.padEnd(8));
    yield `${INDENT}${label} ${number}  ${first.first.finding.rule.id}  ${page.paint.faint(where)}`;
  }
  yield '';
}
