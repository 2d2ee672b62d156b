import type { Override } from '../../src/config/config.ts';
import { plan } from '../../src/engine/plan.ts';
import { run } from '../../src/engine/run.ts';
import { inboundOperations } from '../../src/model/facts/operations.ts';
import { judge } from '../../src/policy/judge.ts';
import type { GateLimits, Policy } from '../../src/policy/policy.ts';
import { POLICY_RULES } from '../../src/policy/rules.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { waiversIn } from '../../src/policy/waiver.ts';
import { defineRule, type Rule } from '../../src/rule/rule.ts';
import type { Severity } from '../../src/rule/severity.ts';
import { modelOf } from '../model/model-of.ts';

/** Reports every operation without a summary, at the method. */
export const summaryMissing = defineRule({
  id: 'summary-missing',
  title: 'No summary',
  category: 'inventory',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: [],
  why: 'Why.',
  fix: 'Fix.',
  messages: { missing: 'No summary.' },
  visit: {
    Operation(operation, { report }) {
      if (operation.summary === undefined) report(operation, 'missing');
    },
  },
});

/** Reports every string schema, at its type; unsure, of medium severity, and folding. What is only read is for information. */
export const textFound = defineRule({
  id: 'text-found',
  title: 'A text',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'low',
  since: '0.1',
  references: [],
  aggregate: 'document',
  why: 'Why.',
  fix: 'Fix.',
  formerly: ['string-found'],
  messages: { found: 'A text.' },
  visit: {
    Schema(schema, { report, eligible }) {
      eligible();
      if (!schema.types.includes('string')) return;
      const at = schema.at('type');
      report(schema.readOnly === true ? { at, atMost: 'info' } : at, 'found');
    },
  },
});

const RULES: readonly Rule[] = [summaryMissing, textFound];

interface Judging extends Partial<Omit<Policy, 'of' | 'known'>> {
  readonly gate?: Partial<GateLimits>;
  /** From how many places on the second rule folds. */
  readonly aggregateFrom?: number;
  readonly overrides?: readonly Override[];
  readonly locked?: readonly string[];
  readonly severities?: { readonly [id: string]: Severity | 'off' };
}

/** The verdict on a description of one file under the two rules above. */
export function verdictOn(text: string, judging: Judging = {}): Verdict {
  const { gate, overrides = [], locked = [], severities = {}, aggregateFrom, ...policy } = judging;
  const model = modelOf(text);
  const folding = aggregateFrom === undefined ? textFound : { ...textFound, aggregateFrom };
  const chosen = plan([summaryMissing, folding, ...POLICY_RULES], {
    presets: ['recommended'],
    settings: new Map(),
  });
  const { findings, eligible } = run(model, chosen);
  const own = {
    gate: { failOn: 'high' as const, minConfidence: 'low' as const, max: {}, ...gate },
    overrides,
    locked: new Set(locked),
    severities: new Map(
      chosen.rules.map(({ rule, severity }) => [rule.id, severities[rule.id] ?? severity]),
    ),
  };
  const { api } = model;
  const operations = inboundOperations(api).length;
  const known = new Map(
    [...RULES, ...POLICY_RULES].flatMap((rule) =>
      [rule.id, ...(rule.formerly ?? [])].map((id) => [id, rule]),
    ),
  );
  return judge(
    { findings, eligible, waivers: waiversIn(model), apis: [{ api, operations }] },
    {
      of: () => own,
      ignored: [],
      inlineWaivers: true,
      extent: 'all',
      exists: () => false,
      known,
      today: '2026-11-25',
      root: '/api',
      ...policy,
    },
  );
}

/** `rule line status`, for each result. */
export function told({ results }: Verdict): readonly string[] {
  return results.map(
    ({ finding, location, status }) => `${finding.rule.id} ${location.range.start.line} ${status}`,
  );
}
