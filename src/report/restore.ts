import type { Finding } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import { compare, inOrder } from '../policy/order.ts';
import type { Result } from '../policy/verdict.ts';
import type { Category } from '../rule/categories.ts';
import type { Rule } from '../rule/rule.ts';
import { SEVERITIES } from '../rule/severity.ts';
import { below, type Pointer, rootPointer } from '../source/pointer.ts';
import type { Position, Range, Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import type { Report } from './report.ts';
import type { SavedFinding, SavedRange, SavedReport } from './saved.ts';
import { isCategory, ruleFinder } from './saved-rules.ts';

/** What is needed besides the saved reports to bring them back. */
export interface Surroundings {
  /** Every rule that is known here. */
  readonly rules: readonly Rule[];
  /** The file at a path: its text if it is still what was scanned, else empty. */
  readonly sourceOf: (path: string) => Source;
  /** The uri that a path stands for. */
  readonly uriOf: (path: string) => string;
}

/** What several saved reports say together. */
export type Merged = Pick<
  Report,
  'results' | 'stale' | 'loosenings' | 'documents' | 'failures' | 'rules'
> & { readonly categories: readonly Category[] };

/** Brings saved reports back as one; what stands in several counts once. */
export function merge(saved: readonly SavedReport[], around: Surroundings): Merged {
  const ruleOf = ruleFinder(saved, around.rules);
  const { uriOf } = around;
  const findings = once(saved.flatMap((each) => each.findings).toSorted(worstFirst), identityOf);
  const documents = saved.flatMap((each) => each.documents);
  const failures = saved.flatMap((each) => each.failures);
  const asked = saved.flatMap((each) => each.rules);
  return {
    results: findings.map((each) => resultOf(each, ruleOf(each.ruleId), around)).toSorted(inOrder),
    documents: once(documents, ({ path }) => path)
      .map(({ path, ...rest }) => ({ uri: uriOf(path), ...rest }))
      .toSorted(byUri),
    failures: once(failures, JSON.stringify)
      .map(({ path, message, line, column, ruleId }) => ({
        uri: uriOf(path),
        message,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        ...(ruleId === undefined ? {} : { ruleId }),
      }))
      .toSorted(byUri),
    loosenings: once(
      saved.flatMap((each) => each.loosenings),
      JSON.stringify,
    ).map(({ path, isNew, ...rest }) => ({
      ...rest,
      file: path.startsWith('--') ? path : uriOf(path),
      ...(isNew === undefined ? {} : { isNew }),
    })),
    stale: once(
      saved.flatMap((each) => each.baseline.stale),
      JSON.stringify,
    ),
    rules: once(asked, ({ id }) => id).map(({ id, severity }) => ({ rule: ruleOf(id), severity })),
    categories: saved.flatMap(({ score }) => score.categories.filter(isCategory)),
  };
}

/** The first of those with the same identity. */
function once<T>(items: readonly T[], identity: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const known = identity(item);
    if (seen.has(known)) return false;
    seen.add(known);
    return true;
  });
}

function identityOf({ fingerprint, path }: SavedFinding): string {
  return `${fingerprint} ${path}`;
}

/** What counts in one of the reports counts, and for as much as in the one where it weighs most. */
function worstFirst(a: SavedFinding, b: SavedFinding): number {
  const open = Number(b.status === 'open') - Number(a.status === 'open');
  return open || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

function byUri(a: { readonly uri: string }, b: { readonly uri: string }): number {
  return compare(a.uri, b.uri);
}

function resultOf(saved: SavedFinding, rule: Rule, around: Surroundings): Result {
  const source = around.sourceOf(saved.path);
  const document = saved.document === undefined ? source : around.sourceOf(saved.document);
  const at = pointerAt(source, saved.pointer);
  return {
    finding: findingOf(saved, rule, at, document),
    severity: saved.severity,
    status: saved.status,
    location: { source, range: rangeOf(saved) },
    related: saved.related.map(({ path, line, column, message }) => {
      const other = around.sourceOf(path);
      const range = wordAt(other, { line, column });
      return { source: other, range, message, pointer: rootPointer(other) };
    }),
    fingerprint: saved.fingerprint,
    places: saved.places ?? 1,
    eligible: saved.eligible ?? 1,
    reason: saved.reason,
    method: saved.method,
    apiPath: saved.apiPath,
    said: saved.message,
  };
}

function findingOf(saved: SavedFinding, rule: Rule, at: Pointer, document: Source): Finding {
  const span = saved.secretAt && spanIn(at.source, rangeOf(saved.secretAt));
  // Quotes stand around a secret only where it is written as a value.
  const secret =
    span && at.source.text.slice(span.start, span.end).replace(/^(["'])(.*)\1$/s, '$2');
  // Reports ask an Api for nothing but its place.
  const api = { ...rootPointer(document), documents: [] } as unknown as Api;
  return { rule, message: '', data: {}, at, span, related: [], detail: undefined, secret, api };
}

function pointerAt(source: Source, text: string): Pointer {
  const steps = text.split('/').slice(1);
  return below(
    rootPointer(source),
    ...steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
  );
}

function rangeOf({ line, column, endLine, endColumn }: SavedRange): Range {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

/** Only the start of a related place is saved; nearly always it is a key. */
function wordAt(source: Source, start: Position): Range {
  const word = /^(?:"(?:[^"\\]|\\.)*"|[^\s:,]*)/.exec(
    source.line(start.line).slice(start.column - 1, start.column + LONGEST_WORD),
  );
  const column = start.column + (word?.[0].length ?? 0);
  return { start, end: { line: start.line, column } };
}

const LONGEST_WORD = 300;

/** The offsets of a range; undefined where the source has no such lines. */
function spanIn(source: Source, { start, end }: Range): Span | undefined {
  if (end.line > source.lineCount) return undefined;
  return { start: source.offset(start), end: source.offset(end) };
}
