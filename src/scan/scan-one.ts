import type { Plan } from '../engine/plan.ts';
import { type Outcome, run } from '../engine/run.ts';
import type { Failure } from '../errors.ts';
import { build } from '../model/build.ts';
import { inboundOperations } from '../model/facts/operations.ts';
import { identify } from '../model/identify.ts';
import type { Api } from '../model/kinds.ts';
import type { Model } from '../model/model.ts';
import { type Document, parse } from '../parse/parse.ts';
import { type Waiver, waiversIn } from '../policy/waiver.ts';
import type { ScannedDocument } from '../report/report.ts';
import { resolve } from '../resolve/resolve.ts';
import { below, rootPointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import type { Governance, Input, ScanSettings, Stage } from './scan-settings.ts';

/** What one description came to. */
export interface Scanned {
  /** Undefined where it could not be checked. */
  readonly model?: {
    readonly api: Api;
    readonly document: ScannedDocument;
    readonly waivers: readonly Waiver[];
  };
  readonly governance: Governance;
  readonly outcome: Outcome;
}

/** Parses, resolves, models and checks one input. Never throws for what a document holds. */
export async function scanOne(
  input: Input,
  planOf: (governance: Governance) => Plan,
  settings: ScanSettings,
): Promise<Scanned> {
  if ('failure' in input) return failed(settings.governance, [input.failure]);
  const { source, root = settings.references.root, governance = settings.governance } = input;
  const { during = atOnce, inTime = always } = settings;
  settings.onDocument?.(source.uri);
  const parsed = inTime(() => during('parse', () => parse(source, settings.limits)))?.value;
  if (parsed === undefined) return failed(governance, [timeUp(source)]);
  if (parsed.document === undefined) return failed(governance, parsed.failures);
  const { document } = parsed;
  const identity = identify(document.value);
  const { version } = identity;
  if (version === undefined) return failed(governance, [refusal(document, identity)]);
  const bundle = await during('resolve', () => resolve(document, { ...settings.references, root }));
  const checked = inTime(() => {
    const model = during('model', () => build(bundle, version));
    return { model, outcome: during('rules', () => run(model, planOf(governance))) };
  })?.value;
  if (checked === undefined) return failed(governance, [...bundle.failures, timeUp(source)]);
  const { model, outcome } = checked;
  return {
    model: { api: model.api, document: summary(model), waivers: waiversIn(model) },
    governance,
    outcome: { ...outcome, failures: [...bundle.failures, ...outcome.failures] },
  };
}

/** Runs a step without timing it. */
export function atOnce<T>(_stage: Stage, work: () => T): T {
  return work();
}

function always<T>(work: () => T): { readonly value: T } {
  return { value: work() };
}

function timeUp({ uri }: Source): Failure {
  return { uri, message: 'The time for the scan was over before this document was checked.' };
}

function failed(governance: Governance, failures: readonly Failure[]): Scanned {
  return { governance, outcome: { findings: [], eligible: [], failures } };
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
