import type { Failure } from '../errors.ts';
import type { StaleEntry } from '../policy/baseline.ts';
import type { Loosening } from '../policy/loosening.ts';
import type { Result } from '../policy/verdict.ts';
import { pointerText } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import { digestOf } from './digest.ts';
import { type Mask, maskOf, secretSpan } from './mask.ts';
import { harmlessJson } from './neutral.ts';
import { isUrl, type PathOf, pathsFrom } from './paths.ts';
import type { ActiveRule, Report, Reporter, ScannedDocument, Style } from './report.ts';
import { isShown, summarise } from './shown.ts';
import { cwesOf, fixOf, harmless, messageOf, owaspOf, pageOf } from './wording.ts';

/** The shape of the report; raised when a change would break a reader. */
export const SCHEMA_VERSION = 1;

/** One JSON object, described by `docs/schemas/report.schema.json`. Each record stands on a line of its own. */
export const json: Reporter = {
  name: 'json',
  about: 'All findings and all there is to know about them, for scripts; has a published schema.',
  extension: '.json',
  *render(report, style) {
    const paths = pathsFrom(report.base);
    const mask = maskOf(report.results);
    yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n`;
    yield `  "tool": ${harmlessJson(report.tool)},\n`;
    yield `  "exitCode": ${report.exitCode},\n`;
    yield `  "gate": ${harmlessJson(report.gate)},\n`;
    yield `  "score": ${harmlessJson(report.score)},\n`;
    yield `  "summary": ${harmlessJson(summarise(report, style))},\n`;
    yield* list('documents', report.documents, (each) => documentRecord(each, paths, mask));
    yield ',\n';
    yield '  "baseline": {\n';
    yield* list('stale', report.stale, (each) => staleRecord(each, mask), '    ');
    yield '\n  },\n';
    yield* list('loosenings', report.loosenings, (each) => looseningRecord(each, paths, mask));
    yield ',\n';
    yield* list('failures', report.failures, (each) => failureRecord(each, paths, mask));
    yield ',\n';
    yield* list('rules', report.rules, ruleRecord);
    yield ',\n';
    const results = listed(report, style);
    yield* list('sources', sourcesOf(results), (each) => sourceRecord(each, paths));
    yield ',\n';
    yield* list('findings', results, (each) => findingRecord(each, paths, mask));
    yield '\n}\n';
  },
};

/** Waived and known findings are always listed: their `status` tells. */
function listed(report: Report, style: Style): readonly Result[] {
  return report.results.filter((result) => isShown(result, style));
}

/** Files with findings; what was fetched is no file that could be looked at again. */
function sourcesOf(results: readonly Result[]): readonly Source[] {
  const sources = new Set(results.map(({ location }) => location.source));
  return [...sources].filter(({ uri }) => !isUrl(uri));
}

function sourceRecord(source: Source, paths: PathOf): object {
  return { path: paths(source), digest: digestOf(source.text) };
}

export function* list<T>(
  name: string,
  items: readonly T[],
  record: (item: T) => object,
  indent = '  ',
): Iterable<string> {
  if (items.length === 0) {
    yield `${indent}"${name}": []`;
    return;
  }
  let before = `${indent}"${name}": [\n${indent}  `;
  for (const item of items) {
    yield before + harmlessJson(record(item));
    before = `,\n${indent}  `;
  }
  yield `\n${indent}]`;
}

function documentRecord(document: ScannedDocument, paths: PathOf, mask: Mask): object {
  const { uri, title, ...rest } = document;
  return {
    path: paths(document),
    title: title === undefined ? undefined : harmless(title, mask),
    ...rest,
  };
}

export function failureRecord(failure: Failure, paths: PathOf, mask: Mask): object {
  return {
    path: paths(failure),
    line: failure.line,
    column: failure.column,
    message: harmless(failure.message, mask),
    ruleId: failure.ruleId,
  };
}

function staleRecord({ document, rule, fingerprint, place }: StaleEntry, mask: Mask): object {
  return { document, rule, fingerprint, place: mask.text(place) };
}

export function looseningRecord(
  { what, file, line, isNew }: Loosening,
  paths: PathOf,
  mask: Mask,
): object {
  return { what: harmless(what, mask), path: paths({ uri: file }), line, isNew };
}

function ruleRecord({ rule, severity }: ActiveRule): object {
  return {
    id: rule.id,
    title: rule.title,
    category: rule.category,
    severity,
    confidence: rule.confidence,
    page: pageOf(rule),
  };
}

export function findingRecord(result: Result, paths: PathOf, mask: Mask): object {
  const { rule, at, api } = result.finding;
  const { source, range } = result.location;
  return {
    ruleId: rule.id,
    severity: result.severity,
    confidence: rule.confidence,
    category: rule.category,
    message: messageOf(result, mask),
    path: paths(source),
    line: range.start.line,
    column: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
    ...(api !== undefined && api.source !== source && { document: paths(api.source) }),
    pointer: mask.text(pointerText(at)),
    method: result.method,
    apiPath: result.apiPath === undefined ? undefined : mask.text(result.apiPath),
    fingerprint: result.fingerprint,
    status: result.status,
    reason: result.reason === undefined ? undefined : harmless(result.reason, mask),
    owasp: owaspOf(rule),
    cwe: cwesOf(rule),
    fix: fixOf(rule),
    page: pageOf(rule),
    ...secretRecord(result),
    ...(result.places > 1 && { places: result.places, eligible: result.eligible }),
    related: result.related.map((place) => ({
      path: paths(place.source),
      line: place.range.start.line,
      column: place.range.start.column,
      message: harmless(place.message, mask),
    })),
  };
}

/** Where the secret stands, so that whoever shows the line again can hide it. */
function secretRecord({ finding }: Result): object {
  const span = secretSpan(finding);
  if (span === undefined) return {};
  const { source } = finding.at;
  const [start, end] = [source.position(span.start), source.position(span.end)];
  return {
    secretAt: { line: start.line, column: start.column, endLine: end.line, endColumn: end.column },
  };
}
