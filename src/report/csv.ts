import type { Failure } from '../errors.ts';
import type { Result } from '../policy/verdict.ts';
import { pointerText } from '../source/pointer.ts';
import { type Mask, maskOf } from './mask.ts';
import { guardCi, neutralise } from './neutral.ts';
import { type PathOf, pathsFrom } from './paths.ts';
import type { Reporter } from './report.ts';
import { isShown } from './shown.ts';
import { cwesOf, failureMessage, fixOf, messageOf, owaspOf, pageOf } from './wording.ts';

const COLUMNS = [
  'severity',
  'confidence',
  'rule',
  'category',
  'status',
  'path',
  'line',
  'column',
  'method',
  'api path',
  'message',
  'fix',
  'page',
  'owasp',
  'cwe',
  'places',
  'pointer',
  'fingerprint',
  'reason',
] as const;

type Row = { readonly [C in (typeof COLUMNS)[number]]?: string | number | undefined };

/** A table for spreadsheets: a line for each finding, waived and known ones included. */
export const csv: Reporter = {
  name: 'csv',
  about: 'A table for spreadsheets, with waived and known findings too.',
  extension: '.csv',
  *render(report, style) {
    const paths = pathsFrom(report.base);
    const mask = maskOf(report.results);
    yield `${COLUMNS.join(',')}\n`;
    for (const failure of report.failures) yield line(ofFailure(failure, paths, mask));
    for (const result of report.results) {
      if (isShown(result, style)) yield line(ofResult(result, paths, mask));
    }
  },
};

function ofResult(result: Result, paths: PathOf, mask: Mask): Row {
  const { rule, at } = result.finding;
  const { source, range } = result.location;
  return {
    severity: result.severity,
    confidence: rule.confidence,
    rule: rule.id,
    category: rule.category,
    status: result.status,
    path: paths(source),
    line: range.start.line,
    column: range.start.column,
    method: result.method,
    'api path': mask.text(result.apiPath ?? ''),
    message: messageOf(result, mask),
    fix: fixOf(rule),
    page: pageOf(rule),
    owasp: owaspOf(rule).join(' '),
    cwe: cwesOf(rule).join(' '),
    places: result.places,
    pointer: mask.text(pointerText(at)),
    fingerprint: result.fingerprint,
    reason: mask.text(result.reason ?? ''),
  };
}

function ofFailure(failure: Failure, paths: PathOf, mask: Mask): Row {
  return {
    rule: failure.ruleId,
    status: 'failure',
    path: paths(failure),
    line: failure.line,
    column: failure.column,
    message: failureMessage(failure, mask),
  };
}

function line(row: Row): string {
  return `${COLUMNS.map((column) => cell(row[column] ?? '')).join(',')}\n`;
}

/** A cell that a spreadsheet takes for text: one that begins like a formula gets an apostrophe in front. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = guardCi(neutralise(value));
  const text = /^[=+\-@]/.test(harmless) ? `'${harmless}` : harmless;
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
