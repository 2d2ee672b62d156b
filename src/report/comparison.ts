import type { Failure } from '../errors.ts';
import type { Result } from '../policy/verdict.ts';
import type { Report } from './report.ts';

/** What a change does to security. */
export interface Comparison {
  /** What was before and what is now, in words for people: `main`, `old.yaml`. */
  readonly base: string;
  readonly head: string;
  /** What is now; open is only what is new, and the gate judges that. */
  readonly report: Report;
  /** Findings that are gone, each as it was, sorted. */
  readonly fixed: readonly Result[];
  /** Findings that are there as before; places, not folded. */
  readonly unchanged: readonly Result[];
  /** Findings that a waiver takes out of the count, which were counted before. */
  readonly waived: readonly Result[];
  readonly score: { readonly before: number; readonly after: number };
  /** Of both sides. */
  readonly failures: readonly Failure[];
}
