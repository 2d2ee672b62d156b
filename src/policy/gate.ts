import { isAsSure, isAtLeast, SEVERITIES } from '../rule/severity.ts';
import type { GateLimits } from './policy.ts';
import { scoreOf } from './score.ts';
import type { Gate, GateReason, Result } from './verdict.ts';

/** Whether the open findings of descriptions with so many operations are within the limits. */
export function judgeGate(
  results: readonly Result[],
  limits: GateLimits,
  operations: number,
): Gate {
  const open = results.filter((result) => result.status === 'open');
  const counted = open.filter(({ finding }) =>
    isAsSure(finding.rule.confidence, limits.minConfidence),
  );
  const reasons = [
    ...failOnReason(counted, limits),
    ...maxReasons(counted, limits),
    ...scoreReason(counted, limits, operations),
  ];
  return {
    passed: reasons.length === 0,
    failOn: limits.failOn,
    minConfidence: limits.minConfidence,
    reasons,
    notCounted: {
      confidence: open.length - counted.length,
      suppressed: results.filter((result) => result.status === 'suppressed').length,
      baseline: results.filter((result) => result.status === 'baseline').length,
    },
  };
}

/**
 * Whether findings under several configurations are within the limits of each, all of which have to pass. Limits are told apart
 * as objects. Undefined where there is no description and no finding.
 */
export function judgeGates(
  results: readonly Result[],
  descriptions: readonly { readonly limits: GateLimits; readonly operations: number }[],
  limitsOf: (result: Result) => GateLimits,
): Gate | undefined {
  const groups = new Map<GateLimits, { results: Result[]; operations: number }>();
  const groupOf = (limits: GateLimits) => {
    const group = groups.get(limits) ?? { results: [], operations: 0 };
    groups.set(limits, group);
    return group;
  };
  for (const { limits, operations } of descriptions) groupOf(limits).operations += operations;
  for (const result of results) groupOf(limitsOf(result)).results.push(result);
  const [first, ...others] = [...groups].map(([limits, group]) =>
    judgeGate(group.results, limits, group.operations),
  );
  return first && others.reduce(both, first);
}

function both(a: Gate, b: Gate): Gate {
  // The limits shown are those of the first that failed.
  const { failOn, minConfidence } = a.passed ? b : a;
  return {
    passed: a.passed && b.passed,
    failOn,
    minConfidence,
    reasons: [...a.reasons, ...b.reasons],
    notCounted: {
      confidence: a.notCounted.confidence + b.notCounted.confidence,
      suppressed: a.notCounted.suppressed + b.notCounted.suppressed,
      baseline: a.notCounted.baseline + b.notCounted.baseline,
    },
  };
}

function failOnReason(counted: readonly Result[], { failOn }: GateLimits): readonly GateReason[] {
  if (failOn === 'never') return [];
  const count = counted.filter(({ severity }) => isAtLeast(severity, failOn)).length;
  if (count === 0) return [];
  const what = failOn === 'critical' ? 'critical' : `${failOn} or above`;
  return [
    {
      limit: 'fail-on',
      message: `${count} ${count === 1 ? 'finding is' : 'findings are'} ${what}`,
    },
  ];
}

function maxReasons(counted: readonly Result[], { max }: GateLimits): readonly GateReason[] {
  return SEVERITIES.flatMap((severity) => {
    const limit = max[severity];
    if (limit === undefined) return [];
    const count = counted.filter((result) => result.severity === severity).length;
    if (count <= limit) return [];
    return [
      { limit: `max.${severity}`, message: `${count} ${severity} findings, ${limit} allowed` },
    ];
  });
}

function scoreReason(
  counted: readonly Result[],
  { minScore }: GateLimits,
  operations: number,
): readonly GateReason[] {
  if (minScore === undefined) return [];
  const { value } = scoreOf(counted, operations, []);
  if (value >= minScore) return [];
  return [{ limit: 'min-score', message: `the score is ${value}, at least ${minScore} is wanted` }];
}
