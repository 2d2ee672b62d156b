import { type Finding, sentence } from '../engine/finding.ts';
import { type Plan, plan } from '../engine/plan.ts';
import { run } from '../engine/run.ts';
import { build } from '../model/build.ts';
import { deepFreeze } from '../model/deep-freeze.ts';
import { identify } from '../model/identify.ts';
import { type Document, defaultLimits, parse } from '../parse/parse.ts';
import { type ReferencePolicy, resolve } from '../resolve/resolve.ts';
import type { Rule } from '../rule/rule.ts';
import { pointerText } from '../source/pointer.ts';
import { Source } from '../source/source.ts';
import type { Fixture } from './fixture.ts';

/** What a rule said, and where. */
export interface Found {
  readonly uri: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
  readonly pointer: string;
  /** The message with its placeholders filled. */
  readonly sentence: string;
}

export interface Outcome {
  readonly findings: readonly Found[];
  /** Why the run says less than it should: text that cannot be parsed, a rule that threw, a setting that does not exist. */
  readonly failures: readonly string[];
}

/** What a rule says about a fixture as it is written. */
export function findingsOf(rule: Rule, fixture: Fixture): Promise<Outcome> {
  return runText(rule, fixture, fixture.root.text);
}

/** What a rule says, all alone, about a fixture whose root document has this text. */
export async function runText(rule: Rule, fixture: Fixture, text: string): Promise<Outcome> {
  const { document, failures } = parse(new Source(fixture.root.uri, text));
  if (document === undefined)
    return { findings: [], failures: failures.map(({ message }) => message) };
  return runDocument(rule, fixture, document);
}

/** As `findingsOf`, with the fixture written as JSON; lines differ then, pointers do not. */
export async function runAsJson(rule: Rule, fixture: Fixture): Promise<Outcome> {
  const { document } = parse(new Source(fixture.root.uri, fixture.root.text));
  const text = JSON.stringify(document?.value, undefined, 2);
  const source = new Source(fixture.root.uri.replace(/\.yaml$/, '.json'), text);
  const twin = parse(source);
  if (twin.document === undefined)
    return { findings: [], failures: twin.failures.map(({ message }) => message) };
  return runDocument(rule, fixture, twin.document);
}

async function runDocument(rule: Rule, fixture: Fixture, document: Document): Promise<Outcome> {
  const { version, problem } = identify(document.value);
  if (version === undefined) return { findings: [], failures: [problem] };
  const bundle = await resolve(document, policyOf(fixture));
  // Other files are read when references to them are followed, which building the model does.
  const model = build(bundle, version);
  for (const { value } of bundle.documents) deepFreeze(value);
  const { findings, failures } = run(model, planFor(rule, fixture));
  return {
    findings: distinct(findings).map(describe),
    failures: [...unknownOptions(rule, fixture), ...failures.map(({ message }) => message)],
  };
}

/** References are followed inside the fixture's folder, and nowhere else. */
function policyOf({ root }: Fixture): ReferencePolicy {
  const folder = root.uri.slice(0, root.uri.lastIndexOf('/'));
  return {
    mode: 'local',
    root: folder,
    allowedHosts: [],
    maxFileSize: 1_000_000,
    limits: defaultLimits,
  };
}

/** The rule, whatever the presets say, with the options of the fixture. */
export function planFor(rule: Rule, { directives }: Fixture): Plan {
  const setting = { severity: 'high', options: directives.options } as const;
  return plan([rule], { presets: [directives.preset], settings: new Map([[rule.id, setting]]) });
}

function unknownOptions(rule: Rule, { directives }: Fixture): readonly string[] {
  return Object.keys(directives.options)
    .filter((name) => !Object.hasOwn(rule.options ?? {}, name))
    .map((name) => `the rule has no option "${name}"`);
}

/** The same said twice of the same place is one finding, as in a scan. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const identity = JSON.stringify([describe(finding), finding.span, finding.detail]);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function describe({ rule, message, data, at, span }: Finding): Found {
  const { source } = at;
  const start = span === undefined ? source.locate(at).start : source.position(span.start);
  const text = sentence(rule.messages[message] ?? '', data);
  return { uri: source.uri, line: start.line, message, pointer: pointerText(at), sentence: text };
}
