import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { loadRules } from '../scripts/generate/load-rules.ts';
import { testRule } from '../src/testing/index.ts';

// Each rule alone on its own fixtures, and loaded by itself: a change in one rule breaks no other rule's test.
const { rules, problems } = await loadRules(fileURLToPath(new URL('..', import.meta.url)));

for (const rule of rules) {
  testRule(rule, { fixtures: new URL(`../fixtures/rules/${rule.id}/`, import.meta.url), test });
}

for (const problem of problems) {
  test(problem, () => {
    throw new Error(problem);
  });
}
