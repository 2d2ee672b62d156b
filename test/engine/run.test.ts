import { expect, test } from 'vitest';
import { plan } from '../../src/engine/plan.ts';
import { run } from '../../src/engine/run.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { modelOf } from '../model/model-of.ts';

const seen: string[] = [];
const everySchema = defineRule({
  id: 'every-schema',
  title: 'Every schema',
  category: 'input-validation',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: [],
  why: 'Why.',
  fix: 'Fix.',
  messages: { found: 'Found.' },
  visit: {
    Schema(schema, { report, eligible }) {
      seen.push(String(schema.key));
      eligible();
      report(schema, 'found');
    },
  },
});

test('a visit is shown each node once and in order, however many turns the visits take', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `Schema${index}`);
  const schemas = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const document = {
    openapi: '3.1.0',
    info: { title: 'Many', version: '1' },
    components: { schemas },
  };
  const model = modelOf(JSON.stringify(document));
  const outcome = run(
    model,
    plan([everySchema], { presets: ['recommended'], settings: new Map() }),
  );
  expect(seen).toEqual(names);
  expect(outcome.findings).toHaveLength(names.length);
  expect(outcome.eligible.map(({ count }) => count)).toEqual([names.length]);
});
