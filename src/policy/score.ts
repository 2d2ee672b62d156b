import type { Category } from '../rule/categories.ts';
import type { Rule } from '../rule/rule.ts';
import type { Confidence, Severity } from '../rule/severity.ts';
import type { Result } from './verdict.ts';

/** What one finding of a severity costs. */
const COST: { readonly [S in Severity]: number } = {
  critical: 40,
  high: 15,
  medium: 5,
  low: 1,
  info: 0,
};

/** How much of the cost counts: as often as the rule is right. */
const TRUST: { readonly [C in Confidence]: number } = { high: 1, medium: 0.7, low: 0.4 };

/** An API of so many operations has its findings taken at full cost; a larger one has more places to go wrong. */
const USUAL_SIZE = 20;

/** The cost at which half of the score is gone. */
const HALF = 60;

export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Grade = (typeof GRADES)[number];

/** How far an API is from having no findings: 100 is none. */
export interface Score {
  readonly value: number;
  readonly grade: Grade;
  /** The same for the findings of each category that was asked. */
  readonly categories: { readonly [C in Category]?: number };
}

/**
 * The score of the open findings.
 *
 * - Each finding costs its severity × the rule's confidence.
 * - Repeats of a rule weigh less and less: the n-th place of a rule costs 1/n of the first, so that one habit does not
 *   count a thousand times and yet each place counts.
 * - The cost is taken relative to the number of operations, beyond the first 20 by its square root.
 * - score = 100 × 60 / (60 + cost): 100 without findings, never 0, and one more finding never raises it.
 */
export function scoreOf(
  results: readonly Result[],
  operations: number,
  categories: Iterable<Category>,
): Score {
  const size = Math.sqrt(Math.max(operations, USUAL_SIZE) / USUAL_SIZE);
  const costs = costsByRule(results.filter(({ status }) => status === 'open'));
  const value = scoreFor(costs, size);
  const each = [...new Set(categories)].toSorted().map((category) => [
    category,
    scoreFor(
      costs.filter(({ rule }) => rule.category === category),
      size,
    ),
  ]);
  return { value, grade: gradeOf(value), categories: Object.fromEntries(each) };
}

interface RuleCost {
  readonly rule: Rule;
  readonly cost: number;
}

/** What all places of each rule cost together. */
function costsByRule(results: readonly Result[]): readonly RuleCost[] {
  // By id: configurations of several folders may each declare a check of one name.
  const byRule = new Map<string, { readonly rule: Rule; readonly counts: Map<number, number> }>();
  for (const { finding, severity, places } of results) {
    const { rule } = finding;
    const known = byRule.get(rule.id) ?? { rule, counts: new Map<number, number>() };
    byRule.set(rule.id, known);
    const { counts } = known;
    const cost = COST[severity] * TRUST[rule.confidence];
    counts.set(cost, (counts.get(cost) ?? 0) + places);
  }
  return Array.from(byRule.values(), ({ rule, counts }) => ({ rule, cost: costOf(counts) }));
}

/** The cost of so many places of each price. */
function costOf(counts: ReadonlyMap<number, number>): number {
  let total = 0;
  let place = 0;
  // Dearest first, so that the order of the findings changes nothing.
  for (const [cost, count] of [...counts].sort(([one], [other]) => other - one)) {
    for (const end = place + count; place < end; ) {
      place += 1;
      total += cost / place;
    }
  }
  return total;
}

function scoreFor(costs: readonly RuleCost[], size: number): number {
  const total = costs.reduce((sum, { cost }) => sum + cost, 0);
  return Math.round((1000 * HALF) / (HALF + total / size)) / 10;
}

function gradeOf(value: number): Grade {
  const limits = [90, 75, 60, 45, 30];
  const index = limits.findIndex((limit) => value >= limit);
  return GRADES[index === -1 ? GRADES.length - 1 : index] ?? 'F';
}
