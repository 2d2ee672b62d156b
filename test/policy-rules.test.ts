import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { foundByScan } from '../scripts/generate/found-by-scan.ts';
import { POLICY_RULES } from '../src/policy/rules.ts';
import { checkDeclaration, type Fixture, readFixtures } from '../src/testing/index.ts';

// The gate's own rules visit nothing: they judge waivers, so their fixtures are scanned whole.
const fixturesOf = (id: string): readonly Fixture[] =>
  readFixtures(fileURLToPath(new URL(`../fixtures/rules/${id}`, import.meta.url)));

describe.each(POLICY_RULES.map((rule) => ({ id: rule.id, rule })))('$id', ({ id, rule }) => {
  test('declares what a rule owes its readers', () => {
    expect(checkDeclaration(rule)).toEqual(['a rule visits at least one kind']);
  });

  test.each(fixturesOf(id))('$name', async (fixture) => {
    const { findings, failures } = await foundByScan(rule, fixture);
    expect(failures).toEqual([]);
    expect(findings.map(({ line, message }) => ({ line, message }))).toEqual(fixture.root.expected);
  });
});
