import type { Finding } from '../engine/finding.ts';
import type { Confidence, Severity } from '../rule/severity.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Range } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import type { Score } from './score.ts';
import type { Waiver } from './waiver.ts';

/** A line and column range in one of the scanned files. */
export interface Location {
  readonly source: Source;
  readonly range: Range;
}

export interface RelatedLocation extends Location {
  readonly message: string;
  readonly pointer: Pointer;
}

/** `open` counts for the gate; `suppressed` is waived; `baseline` was there before. */
export type Status = 'open' | 'suppressed' | 'baseline';

/** A finding as the policy sees it. */
export interface Result {
  readonly finding: Finding;
  readonly severity: Severity;
  readonly status: Status;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  /** Stable over moving and reformatting: made of rule, file and place by names, never of lines. 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** The places that were folded into this one, itself included; 1 for a finding of its own. */
  readonly places: number;
  /** For a folded one, how many nodes could have been affected. */
  readonly eligible: number;
  /** Why it is suppressed. */
  readonly reason: string | undefined;
  /** The HTTP method and path of the operation that holds the place. */
  readonly method: string | undefined;
  readonly apiPath: string | undefined;
  /** What it says in words, where it comes from a saved report and not from a rule's message. */
  readonly said?: string;
}

/** A finding at its place, as long as nobody has asked for its fingerprint and its operation. */
export type Placed = Omit<Result, 'fingerprint' | 'method' | 'apiPath' | 'said'>;

/** Why the gate said no (or what it would take). */
export interface GateReason {
  /** Which limit, as `fail-on`, `max.medium`, `min-score`. */
  readonly limit: string;
  /** A sentence, as "3 findings of high or above (limit: none)". */
  readonly message: string;
}

export interface Gate {
  readonly passed: boolean;
  readonly failOn: Severity | 'never';
  /** Findings of rules that are less sure were not counted. */
  readonly minConfidence: Confidence;
  /** What made it fail; empty when it passed. */
  readonly reasons: readonly GateReason[];
  /** How many open findings were too unsure, waived or known already, and so not counted. */
  readonly notCounted: {
    readonly confidence: number;
    readonly suppressed: number;
    readonly baseline: number;
  };
}

export interface Verdict {
  /** Sorted by file, place and rule id; what folds is folded. */
  readonly results: readonly Result[];
  /** The same before anything was folded: what a baseline keeps. Made when somebody asks. */
  readonly places: readonly Result[];
  readonly gate: Gate;
  readonly score: Score;
  /** The waivers inside descriptions that waive something. */
  readonly waiving: readonly Waiver[];
}
