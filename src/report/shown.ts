import type { Result } from '../policy/verdict.ts';
import { isAsSure, isAtLeast, SEVERITIES, type Severity } from '../rule/severity.ts';
import type { Report, Style } from './report.ts';

/** Whether the style's `minSeverity` and `minConfidence` let a result be seen. */
export function isShown(result: Result, style: Style): boolean {
  return (
    isAtLeast(result.severity, style.minSeverity) &&
    isAsSure(result.finding.rule.confidence, style.minConfidence)
  );
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
