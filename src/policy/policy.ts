import type { Override } from '../config/config.ts';
import type { Eligible, Finding } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import type { Rule } from '../rule/rule.ts';
import type { Confidence, Severity } from '../rule/severity.ts';
import type { FormerName } from './former-names.ts';
import type { Waiver } from './waiver.ts';

/** What the gate tolerates. */
export interface GateLimits {
  readonly failOn: Severity | 'never';
  /** Findings of rules that are less sure than this never count. */
  readonly minConfidence: Confidence;
  /** At most so many open findings of a severity. */
  readonly max: { readonly [S in Severity]?: number };
  /** The gate fails below this score. */
  readonly minScore?: number;
}

/** What holds for the descriptions under one configuration. */
export interface DocumentPolicy {
  readonly gate: GateLimits;
  /** The severity of each rule that was asked; `off` where only an override may switch it on. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly overrides: readonly Override[];
  /** Rules that nothing inside the checkout may waive, lower or switch off. */
  readonly locked: ReadonlySet<string>;
}

/** How much of what a configuration speaks of was scanned: all of it, what somebody named, or a part whose rest is scanned elsewhere. */
export type Extent = 'all' | 'named' | 'part';

/** Everything that decides what becomes of a finding. */
export interface Policy {
  /** The same object for all descriptions under the same configuration; for what belongs to none, the scan's own. */
  readonly of: (api: Api | undefined) => DocumentPolicy;
  /** What stands in the configurations under `ignore`. */
  readonly ignored: readonly Waiver[];
  /** Whether comments and `x-specgate-ignore` waive anything. */
  readonly inlineWaivers: boolean;
  readonly extent: Extent;
  /** Whether there is a file, scanned or not; absolute paths. */
  readonly exists: (path: string) => boolean;
  /** Every rule that exists, by id and by former id. */
  readonly known: ReadonlyMap<string, Rule>;
  /** `2026-11-25` */
  readonly today: string;
  /** Absolute folder, with `/`, that file names in fingerprints are relative to. */
  readonly root: string;
  /** Fingerprints of findings that were there before; undefined where nothing was compared with. */
  readonly before?: ReadonlySet<string>;
  /** What files were called then. */
  readonly renamed?: readonly FormerName[];
}

/** What the engine found in all descriptions of a scan. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly eligible: readonly Eligible[];
  /** What stands in the descriptions. */
  readonly waivers: readonly Waiver[];
  /** The descriptions, and how many operations each has. */
  readonly apis: readonly { readonly api: Api; readonly operations: number }[];
}
