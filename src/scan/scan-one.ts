import type { Plan } from '../engine/plan.ts';
import { type Outcome, run } from '../engine/run.ts';
import type { Failure } from '../errors.ts';
import { build } from '../model/build.ts';
import { inboundOperations } from '../model/facts/operations.ts';
import { forgetAnswers } from '../model/forget-answers.ts';
import { identify } from '../model/identify.ts';
import type { Api } from '../model/kinds.ts';
import type { Model } from '../model/model.ts';
import type { Version } from '../model/version.ts';
import { type Document, parse } from '../parse/parse.ts';
import { type Waiver, waiversIn } from '../policy/waiver.ts';
import type { ScannedDocument } from '../report/report.ts';
import type { Bundle } from '../resolve/bundle.ts';
import { openBundle } from '../resolve/open-bundle.ts';
import { type ReferencePolicy, resolve } from '../resolve/resolve.ts';
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

type PlanOf = (governance: Governance) => Plan;

/** A description that was parsed, and what holds for it. */
interface Understood {
  readonly document: Document;
  readonly version: Version;
  readonly governance: Governance;
  readonly references: ReferencePolicy;
}

/** Parses, resolves, models and checks one input, each part in time. Never throws for what a document holds. */
export async function scanOne(
  input: Input,
  planOf: PlanOf,
  settings: ScanSettings,
): Promise<Scanned> {
  const { during = atOnce, inTime = always, guard } = settings;
  const read = inTime(() => understand(input, settings))?.value;
  if (read === undefined) return outOfTime(input, settings);
  if ('outcome' in read) return read;
  const bundle = await during('resolve', () => resolve(read.document, read.references));
  const checked = inTime(() => check(read, bundle, { planOf, during, guard }))?.value;
  return checked ?? outOfTime(input, settings);
}

/** As `scanOne`, at once and without a limit of its own; nothing is fetched, as where references lead to files only. */
export function scanNow(input: Input, planOf: PlanOf, settings: ScanSettings): Scanned {
  const { during = atOnce, guard } = settings;
  const read = understand(input, settings);
  if ('outcome' in read) return read;
  const bundle = during('resolve', () => openBundle(read.document, read.references));
  return check(read, bundle, { planOf, during, guard });
}

/** What is said of an input for which there was no time. */
export function outOfTime(input: Input, { governance }: ScanSettings): Scanned {
  if ('failure' in input) return failed(governance, [input.failure]);
  return failed(input.governance ?? governance, [late(input.source.uri)]);
}

/** That there was no time for a document. */
export function late(uri: string): Failure {
  return { uri, message: 'The time for the scan was over before this document was checked.' };
}

function understand(input: Input, settings: ScanSettings): Understood | Scanned {
  if ('failure' in input) return failed(settings.governance, [input.failure]);
  const { source, root = settings.references.root, governance = settings.governance } = input;
  const { during = atOnce } = settings;
  settings.onDocument?.(source.uri);
  const { document, failures } = during('parse', () => parsedOnce(source, settings));
  if (document === undefined) return failed(governance, failures);
  const identity = identify(document.value);
  const { version } = identity;
  if (version === undefined) return failed(governance, [refusal(document, identity)]);
  return { document, version, governance, references: { ...settings.references, root } };
}

/** A file that another description refers to is one document and one source for both. */
function parsedOnce(source: Source, { references: { cache }, limits }: ScanSettings): Parsed {
  const known = cache?.get(source.uri)?.document;
  if (known !== undefined && known.source.text === source.text)
    return { document: known, failures: [] };
  const read = parse(source, limits);
  if (read.document !== undefined) cache?.set(source.uri, { document: read.document });
  return read;
}

type Parsed = ReturnType<typeof parse>;

interface Checking {
  readonly planOf: PlanOf;
  readonly during: NonNullable<ScanSettings['during']>;
  readonly guard: ScanSettings['guard'];
}

function check(
  { version, governance }: Understood,
  bundle: Bundle,
  { planOf, during, guard }: Checking,
): Scanned {
  const model = during('model', () => build(bundle, version));
  const outcome = during('rules', () => run(model, planOf(governance), guard));
  const document = summary(model);
  const waivers = waiversIn(model);
  forgetAnswers(model);
  return {
    model: { api: model.api, document, waivers },
    governance,
    outcome: { ...outcome, failures: [...bundle.failures, ...outcome.failures] },
  };
}

/** Runs a step without timing it. */
export function atOnce<T>(_stage: Stage, work: () => T): T {
  return work();
}

/** Runs work that may take as long as it wants. */
export function always<T>(work: () => T): { readonly value: T } {
  return { value: work() };
}

/** What is said of a description that could not be checked. */
export function failed(governance: Governance, failures: readonly Failure[]): Scanned {
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
