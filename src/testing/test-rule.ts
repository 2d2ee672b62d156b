import { fileURLToPath } from 'node:url';
import type { Rule } from '../rule/rule.ts';
import { casesOf } from './case.ts';
import { checkCase } from './check.ts';
import { checkCoverage, checkDeclaration, checkEmptied } from './contract.ts';
import { type Fixture, readFixtures } from './fixture.ts';

/** The `test` of vitest, jest or node:test. */
export type TestFunction = (name: string, run: () => void | Promise<void>) => unknown;

export interface TestOptions {
  /** The folder with bad.yaml and good.yaml: an absolute path or a file URL, as `new URL('fixtures/no-pets/', import.meta.url)`. */
  readonly fixtures: URL | string;
  /** How a test is declared; by default the global `test` or `it`. */
  readonly test?: TestFunction;
}

/** Declares the tests of one rule: its contract, and each fixture in each version that it covers. */
export function testRule(rule: Rule, { fixtures, test = globalTest() }: TestOptions): void {
  const { all, problems } = readAll(fixtures);
  test(`${rule.id} has fixtures that can be read`, () => demandNone(problems));
  test(`${rule.id} declares what a rule owes its readers`, () =>
    demandNone(checkDeclaration(rule)));
  test(`${rule.id} has fixtures for each message and option`, () =>
    demandNone(checkCoverage(rule, all)));
  test(`${rule.id} finds nothing once its visits are taken away`, async () =>
    demandNone(await checkEmptied(rule, all)));
  for (const fixture of all) {
    for (const each of casesOf(rule, fixture)) {
      const name = [rule.id, fixture.name, each.variant].filter((part) => part !== '').join(' ');
      test(name, async () => demandNone(await checkCase(rule, each)));
    }
  }
}

/** As `testRule` without a test runner: everything that is wrong with a rule and its fixtures, as sentences. */
export async function checkRule(rule: Rule, fixtures: URL | string): Promise<readonly string[]> {
  const { all, problems: unreadable } = readAll(fixtures);
  const contract = [
    ...checkDeclaration(rule),
    ...checkCoverage(rule, all),
    ...(await checkEmptied(rule, all)),
  ];
  const problems = [...unreadable, ...contract];
  for (const fixture of all) {
    for (const each of casesOf(rule, fixture)) problems.push(...(await checkCase(rule, each)));
  }
  return problems;
}

/** The fixtures, or why they cannot be read: thrown here, it would take the tests of other rules with it. */
function readAll(fixtures: URL | string): {
  readonly all: readonly Fixture[];
  readonly problems: readonly string[];
} {
  try {
    return {
      all: readFixtures(fixtures instanceof URL ? fileURLToPath(fixtures) : fixtures),
      problems: [],
    };
  } catch (error) {
    return { all: [], problems: [error instanceof Error ? error.message : String(error)] };
  }
}

function demandNone(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function globalTest(): TestFunction {
  const found: unknown = Reflect.get(globalThis, 'test') ?? Reflect.get(globalThis, 'it');
  if (typeof found !== 'function') {
    throw new TypeError(
      "no global `test`: pass your test runner's, as testRule(rule, { fixtures, test })",
    );
  }
  return (name, run) => found(name, run);
}
