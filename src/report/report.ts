import type { Failure } from '../errors.ts';
import type { StaleEntry } from '../policy/baseline.ts';
import type { Loosening } from '../policy/loosening.ts';
import type { Score } from '../policy/score.ts';
import type { Gate, Result } from '../policy/verdict.ts';
import type { Rule } from '../rule/rule.ts';
import type { Confidence, Severity } from '../rule/severity.ts';

/** A description that was scanned. */
export interface ScannedDocument {
  /** As `Source.uri`. */
  readonly uri: string;
  readonly version: string;
  readonly title: string | undefined;
  readonly operations: number;
  readonly schemas: number;
  /** How many files it is made of. */
  readonly files: number;
}

/** A rule that was asked, and the severity that it has under this policy. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** All that a reporter may know. Two equal scans give equal reports: there is no time and no machine in it. */
export interface Report {
  /** Sorted by file, place and rule id. */
  readonly results: readonly Result[];
  /** The same before anything was folded: what a baseline keeps. */
  readonly places: readonly Result[];
  /** Entries of the baseline that no finding answers to any more. */
  readonly stale: readonly StaleEntry[];
  /** By what the gate lets more through than rules and presets say. */
  readonly loosenings: readonly Loosening[];
  readonly gate: Gate;
  readonly score: Score;
  readonly documents: readonly ScannedDocument[];
  readonly failures: readonly Failure[];
  readonly rules: readonly ActiveRule[];
  readonly tool: { readonly name: string; readonly version: string };
  /** Absolute folder, with `/`, that paths are shown relative to: where the scan was run. */
  readonly base: string;
  /** Absolute folder that code-scanning paths are relative to: the top of the repository, else `base`. */
  readonly root: string;
  readonly exitCode: 0 | 1 | 2 | 3;
}

/** How a report is to look; what the environment says is decided before, by the command line. */
export interface Style {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Every place of a rule instead of the first three. */
  readonly all: boolean;
  /** Only findings from here on are shown; the gate does not change. */
  readonly minSeverity: Severity;
  readonly minConfidence: Confidence;
  /** Only the verdict and failures. */
  readonly quiet: boolean;
  readonly showSuppressed: boolean;
  readonly sarif?: SarifStyle | undefined;
}

/** What only code scanning asks for, on request. */
export interface SarifStyle {
  /** Tells several analyses of one commit apart. */
  readonly category?: string;
  /** Waived and known findings too, marked as such; some services show them as open. */
  readonly withSuppressed?: boolean;
  /** The commit that was scanned. */
  readonly repository?: {
    readonly repositoryUri: string;
    readonly revisionId: string;
    readonly branch?: string;
  };
}

/** A format: a pure function from a report to text, in pieces so that a large report needs no large string. */
export interface Reporter {
  readonly name: string;
  /** One sentence for the help. */
  readonly about: string;
  /** File extension by which `--output` may choose it, as `.sarif`. */
  readonly extension: string;
  render(report: Report, style: Style): Iterable<string>;
}
