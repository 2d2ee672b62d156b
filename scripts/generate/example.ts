import { join } from 'node:path';
import type { Rule } from 'specgate/rule';
import { type Fixture, type Outcome, readFixtures } from '../../src/testing/index.ts';
import { excerpt, type Note, newLines } from './excerpt.ts';

/** What a rule's page and `specgate explain` show: the fault, and the same description without it. */
export interface Example {
  /** Each fault has what Specgate says of it as a comment under its line. */
  readonly bad: string;
  readonly good: string;
  readonly language: 'yaml' | 'json';
  /** Where the first fault is, as a JSON Pointer. */
  readonly pointer: string;
}

/** How a rule is run on a fixture. */
export type Find = (rule: Rule, fixture: Fixture) => Promise<Outcome>;

/** The rule's own fixtures as an example; what is said under a line is what the rule says when it is run. */
export async function exampleOf(root: string, rule: Rule, find: Find): Promise<Example> {
  const fixtures = readFixtures(join(root, 'fixtures/rules', rule.id));
  const bad = firstOf(fixtures, 'bad', rule);
  const good = firstOf(fixtures, 'good', rule);
  const { findings, failures } = await find(rule, bad);
  const failure = failures[0];
  if (failure !== undefined)
    throw new TypeError(`fixtures/rules/${rule.id}/${bad.name}: ${failure}`);
  const first = findings.filter(({ uri }) => uri === bad.root.uri);
  const notes: readonly Note[] = first.map(({ line, sentence }) => ({ line, sentence }));
  return {
    bad: excerpt(bad.root.text, new Set(notes.map(({ line }) => line)), notes),
    good: excerpt(good.root.text, newLines(bad.root.text, good.root.text), []),
    language: bad.root.uri.endsWith('.json') ? 'json' : 'yaml',
    pointer: findings[0]?.pointer ?? '#/',
  };
}

/** `bad.yaml` where there is one, else the first of the kind. */
function firstOf(fixtures: readonly Fixture[], kind: Fixture['kind'], rule: Rule): Fixture {
  const all = fixtures.filter((fixture) => fixture.kind === kind);
  const found = all.find(({ name }) => name === `${kind}.yaml`) ?? all[0];
  if (found === undefined) throw new TypeError(`fixtures/rules/${rule.id}/ has no ${kind}.yaml`);
  return found;
}
