import type { Eligible, Finding } from '../engine/finding.ts';
import type { Confidence, Severity } from '../rule/severity.ts';

/** What the gate tolerates. */
export interface GateLimits {
  readonly failOn: Severity | 'never';
  /** Findings of rules that are less sure than this never count. */
  readonly minConfidence: Confidence;
  /** At most so many open findings of a severity. */
  readonly max: { readonly [S in Severity]?: number };
}

/** Everything that decides what becomes of a finding. */
export interface Policy {
  readonly gate: GateLimits;
  /** The severity of each rule that was asked; `off` where only an override may switch it on. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Absolute folder, with `/`, that file names in fingerprints are relative to. */
  readonly root: string;
}

/** What the engine found in all descriptions of a scan. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly eligible: readonly Eligible[];
}
