import type { Gate, Result } from '../policy/verdict.ts';
import { isAsSure, isAtLeast, SEVERITIES, type Severity } from '../rule/severity.ts';
import { groupBy } from './group.ts';
import type { Report, Style } from './report.ts';

/** Whether the style's `minSeverity` and `minConfidence` let a result be seen. */
export function isShown(result: Result, style: Style): boolean {
  return (
    isAtLeast(result.severity, style.minSeverity) &&
    isAsSure(result.finding.rule.confidence, style.minConfidence)
  );
}

/** The open findings that the style shows. */
export function openIn(report: Report, style: Style): readonly Result[] {
  return report.results.filter((result) => result.status === 'open' && isShown(result, style));
}

/** By severity, otherwise in the order given. */
export function worstFirst(results: readonly Result[]): readonly Result[] {
  const bySeverity = groupBy(results, (result) => result.severity);
  return SEVERITIES.flatMap((severity) => bySeverity.get(severity) ?? []);
}

/** Whether a result is one of those for which the gate said no. */
export function failsGate({ finding, status, severity }: Result, gate: Gate): boolean {
  if (status !== 'open' || gate.passed) return false;
  if (!isAsSure(finding.rule.confidence, gate.minConfidence)) return false;
  const isBadEnough = gate.failOn !== 'never' && isAtLeast(severity, gate.failOn);
  return isBadEnough || gate.reasons.some(({ limit }) => limit === `max.${severity}`);
}

/** Numbers of a report. A folded finding counts once. */
export interface Summary {
  /** Open findings that are shown, by severity and in all. */
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly info: number;
  readonly total: number;
  readonly suppressed: number;
  readonly baseline: number;
  /** Open findings that the style leaves out. */
  readonly hidden: number;
  readonly documents: number;
}

export function summarise(report: Report, style: Style): Summary {
  const open = { critical: 0, high: 0, medium: 0, low: 0, info: 0 } satisfies Record<
    Severity,
    number
  >;
  const other = { suppressed: 0, baseline: 0, hidden: 0 };
  for (const result of report.results) {
    if (result.status !== 'open') other[result.status] += 1;
    else if (isShown(result, style)) open[result.severity] += 1;
    else other.hidden += 1;
  }
  const total = SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
  return { ...open, total, ...other, documents: report.documents.length };
}
