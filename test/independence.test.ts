import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../scripts/generate/load-rules.ts';
import type { Finding } from '../src/engine/finding.ts';
import { type Plan, plan } from '../src/engine/plan.ts';
import { run } from '../src/engine/run.ts';
import { withoutConsequences } from '../src/engine/silence.ts';
import { build } from '../src/model/build.ts';
import { identify } from '../src/model/identify.ts';
import type { Model } from '../src/model/model.ts';
import type { Node } from '../src/model/node.ts';
import { type Document, defaultLimits, parse } from '../src/parse/parse.ts';
import { fingerprinter } from '../src/policy/fingerprint.ts';
import { openBundle } from '../src/resolve/open-bundle.ts';
import type { Rule } from '../src/rule/rule.ts';
import { pointerText } from '../src/source/pointer.ts';
import { Source } from '../src/source/source.ts';
import { deepFreeze, readFixtures } from '../src/testing/index.ts';

// All rules together on every fixture of one file. Each run has a model of its own, since answers about nodes are kept there.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { rules } = await loadRules(ROOT);

function planOf(chosen: readonly Rule[]): Plan {
  return plan(chosen, { presets: ['strict'], settings: new Map() });
}

function modelOf(document: Document): Model | undefined {
  const { version } = identify(document.value);
  if (version === undefined) return undefined;
  return build(openBundle(document, NO_FILES), version);
}

const NO_FILES = {
  mode: 'none',
  root: ROOT,
  allowedHosts: [],
  maxFileSize: 0,
  limits: defaultLimits,
} as const;

function names(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ rule, message, at, detail, span }) =>
      [rule.id, message, pointerText(at), detail ?? '', span?.start ?? ''].join(' '),
    )
    .toSorted();
}

/** The slow and simple way: every rule is asked at every node, last node first, with a context made for each visit. */
function askEverywhere(model: Model, { rules: planned, lexicons }: Plan): readonly Finding[] {
  const findings: Finding[] = [];
  const nodes: readonly Node[] = Object.values(model.nodes).flat().toReversed();
  for (const { rule, options } of planned) {
    if (rule.versions?.includes(model.version) === false) continue;
    const visits = new Map<string, object>(Object.entries(rule.visit));
    for (const node of nodes) {
      const visit = visits.get(node.kind);
      if (typeof visit === 'function')
        Reflect.apply(visit, undefined, [node, contextFor(rule, options, findings)]);
    }
  }
  return withoutConsequences(findings);

  function contextFor(rule: Rule, options: object, found: Finding[]): object {
    const report = (place: never, message: string, data = {}): void => {
      found.push(findingFrom(place, { rule, message, data, api: model.api }));
    };
    return { version: model.version, options, lexicons, report, eligible() {} };
  }
}

function findingFrom(
  place: object,
  said: Pick<Finding, 'rule' | 'message' | 'data' | 'api'>,
): Finding {
  const plain = { at: place, related: [], detail: undefined, secret: undefined, span: undefined };
  const isDetailed = 'at' in place && typeof place.at === 'object';
  // What a rule hands to `report` is one of the two, which its types have checked.
  return { ...said, ...plain, ...(isDetailed ? place : {}) } as unknown as Finding;
}

/** The rules in another order, the same in each run. */
function shuffled(list: readonly Rule[]): readonly Rule[] {
  let state = 20_23;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  return list
    .map((rule) => ({ rule, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ rule }) => rule);
}

const fixtures = rules.flatMap((rule) =>
  readFixtures(join(ROOT, 'fixtures/rules', rule.id))
    .filter(({ others }) => others.length === 0)
    .map((fixture) => ({ name: `${rule.id} ${fixture.name}`, root: fixture.root })),
);

const inOrder = planOf(rules);
const inOtherOrder = planOf(shuffled(rules));

/** The last failure of each rule that threw; one broken rule shall not hide what the others do. */
const failed = new Map<string, string>();

describe('rules do not depend on each other', () => {
  test.each(fixtures)('$name', ({ root }) => {
    const { document } = parse(new Source(root.uri, root.text));
    if (document === undefined) return;
    deepFreeze(document.value);
    const [first, second, third] = [modelOf(document), modelOf(document), modelOf(document)];
    if (first === undefined || second === undefined || third === undefined) return;
    const together = run(first, inOrder);
    for (const { ruleId, message } of together.failures) failed.set(ruleId ?? '', message);
    expect(names(run(second, inOtherOrder).findings)).toEqual(names(together.findings));
    if (together.failures.length > 0) return;
    expect(names(askEverywhere(third, inOrder))).toEqual(names(together.findings));
  });
});

describe('a rule survives the fixtures of all others', () => {
  test.each(rules.map(({ id }) => id))('%s', (id) => {
    expect(failed.get(id)).toBeUndefined();
  });
});

/** The same with the members of objects, and the items of lists, the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).toReversed();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toReversed();
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]));
}

/** By what the findings in a value are known again, with the rule and the message to read it by. */
function fingerprintsIn(value: unknown): readonly string[] {
  const { document } = parse(new Source('/openapi.json', JSON.stringify(value)));
  const model = document === undefined ? undefined : modelOf(document);
  if (model === undefined) return [];
  const fingerprints = fingerprinter();
  return run(model, inOrder)
    .findings.map((finding) => {
      const { rule, message } = finding;
      return `${rule.id} ${message} ${fingerprints.of(finding, 'openapi.json')}`;
    })
    .toSorted();
}

describe('findings are known again when all of a document is sorted anew', () => {
  test.each(fixtures)('$name', ({ root }) => {
    const { document } = parse(new Source(root.uri, root.text));
    if (document === undefined) return;
    expect(fingerprintsIn(reversed(document.value))).toEqual(fingerprintsIn(document.value));
  });

  test('the examples', () => {
    for (const name of ['shop.yaml', 'shop-hardened.yaml']) {
      const text = readFileSync(join(ROOT, 'fixtures/examples', name), 'utf8');
      const value = parse(new Source(name, text)).document?.value;
      expect(fingerprintsIn(value).length).toBeGreaterThan(0);
      expect(fingerprintsIn(reversed(value))).toEqual(fingerprintsIn(value));
    }
  });
});
