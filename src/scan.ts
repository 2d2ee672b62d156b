import { type Plan, plan, type Selection } from './engine/plan.ts';
import { type Outcome, run } from './engine/run.ts';
import type { Failure } from './errors.ts';
import { build } from './model/build.ts';
import { inboundOperations } from './model/facts/operations.ts';
import { identify } from './model/identify.ts';
import type { Model } from './model/model.ts';
import { type Document, type ParseLimits, parse } from './parse/parse.ts';
import { judge } from './policy/judge.ts';
import type { GateLimits } from './policy/policy.ts';
import type { Report, ScannedDocument } from './report/report.ts';
import { type ReferencePolicy, resolve } from './resolve/resolve.ts';
import type { Rule } from './rule/rule.ts';
import { below, rootPointer } from './source/pointer.ts';
import type { Source } from './source/source.ts';

/** A text to scan, or why there is none. */
export type Input =
  | {
      readonly source: Source;
      /** The folder that its references must not leave, where that is not the one of the settings. */
      readonly root?: string;
    }
  | { readonly failure: Failure };

/** The steps of a scan that are worth timing. */
export type Stage = 'read' | 'parse' | 'resolve' | 'model' | 'rules' | 'judge';

/** Everything that a scan depends on; nothing else is read, neither the clock nor the environment. */
export interface ScanSettings {
  readonly rules: readonly Rule[];
  readonly selection: Selection;
  readonly gate: GateLimits;
  readonly references: ReferencePolicy;
  readonly limits: ParseLimits;
  /** Absolute folders with `/`: see `Report`. */
  readonly base: string;
  readonly root: string;
  readonly version: string;
  /** Called before each document with its uri, for a progress display. */
  readonly onDocument?: (uri: string) => void;
  readonly signal?: AbortSignal;
  /** Runs a step of the scan, for who wants to time it; calls `work` once. */
  readonly during?: <T>(stage: Stage, work: () => T) => T;
  /** Runs a part that must end in time; hands back nothing if it did not. Everything else is bounded by the size of the input. */
  readonly inTime?: <T>(work: () => T) => { readonly value: T } | undefined;
}

/** What one description came to. */
interface Scanned {
  readonly document: ScannedDocument | undefined;
  readonly outcome: Outcome;
}

/** Parses, resolves, models and checks each input, and judges all findings together. Never throws for what a document holds. */
export async function scan(
  inputs: AsyncIterable<Input> | Iterable<Input>,
  settings: ScanSettings,
): Promise<Report> {
  const chosen = plan(settings.rules, settings.selection);
  const scanned: Scanned[] = [];
  for await (const input of inputs) {
    settings.signal?.throwIfAborted();
    scanned.push(
      'failure' in input ? failed([input.failure]) : await scanOne(input, chosen, settings),
    );
  }
  const outcomes = scanned.map(({ outcome }) => outcome);
  const found = {
    findings: outcomes.flatMap(({ findings }) => findings),
    eligible: outcomes.flatMap(({ eligible }) => eligible),
  };
  const severities = new Map(chosen.rules.map(({ rule, severity }) => [rule.id, severity]));
  const judged = () => judge(found, { gate: settings.gate, severities, root: settings.root });
  const verdict = (settings.during ?? atOnce)('judge', judged);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const isIncomplete = failures.length > 0 || verdict.results.some(isUnread);
  return {
    ...verdict,
    documents: scanned
      .flatMap(({ document }) => document ?? [])
      .toSorted((a, b) => (a.uri < b.uri ? -1 : 1)),
    failures: failures.toSorted((a, b) =>
      a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : (a.line ?? 0) - (b.line ?? 0),
    ),
    rules: chosen.rules.flatMap(({ rule, severity }) =>
      severity === 'off' ? [] : { rule, severity },
    ),
    tool: { name: 'Specgate', version: settings.version },
    base: settings.base,
    root: settings.root,
    exitCode: isIncomplete ? 2 : verdict.gate.passed ? 0 : 1,
  };
}

/** Findings of rules about what could not be read leave a scan incomplete as long as they are open. */
const UNREAD = new Set(['ref-unresolved', 'ref-remote', 'ref-remote-http', 'ref-path-escape']);

function isUnread({ finding, status }: Report['results'][number]): boolean {
  return status === 'open' && UNREAD.has(finding.rule.id);
}

async function scanOne(input: SourceInput, chosen: Plan, settings: ScanSettings): Promise<Scanned> {
  const { source, root = settings.references.root } = input;
  const { during = atOnce, inTime = always } = settings;
  settings.onDocument?.(source.uri);
  const parsed = inTime(() => during('parse', () => parse(source, settings.limits)))?.value;
  if (parsed === undefined) return failed([timeUp(source)]);
  if (parsed.document === undefined) return failed(parsed.failures);
  const { document } = parsed;
  const identity = identify(document.value);
  const { version } = identity;
  if (version === undefined) return failed([refusal(document, identity)]);
  const bundle = await during('resolve', () => resolve(document, { ...settings.references, root }));
  const checked = inTime(() => {
    const model = during('model', () => build(bundle, version));
    return { model, outcome: during('rules', () => run(model, chosen)) };
  })?.value;
  if (checked === undefined) return failed([...bundle.failures, timeUp(source)]);
  const { model, outcome } = checked;
  return {
    document: summary(model),
    outcome: { ...outcome, failures: [...bundle.failures, ...outcome.failures] },
  };
}

type SourceInput = Extract<Input, { readonly source: Source }>;

function atOnce<T>(_stage: Stage, work: () => T): T {
  return work();
}

function always<T>(work: () => T): { readonly value: T } {
  return { value: work() };
}

function timeUp({ uri }: Source): Failure {
  return { uri, message: 'The time for the scan was over before this document was checked.' };
}

function failed(failures: readonly Failure[]): Scanned {
  return { document: undefined, outcome: { findings: [], eligible: [], failures } };
}

function refusal(
  { source }: Document,
  { problem, key }: { readonly problem: string; readonly key: string | undefined },
): Failure {
  const place = rootPointer(source);
  const { start } = source.locate(key === undefined ? place : below(place, key));
  return { uri: source.uri, message: problem, ...start };
}

function summary({ api, version, nodes }: Model): ScannedDocument {
  return {
    uri: api.source.uri,
    version: String(api.openapi ?? api.swagger ?? version),
    title: api.info?.title,
    operations: inboundOperations(api).length,
    schemas: nodes.Schema.length,
    files: api.documents.length,
  };
}
