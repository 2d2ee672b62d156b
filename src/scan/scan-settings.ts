import type { Override } from '../config/config.ts';
import type { Guard } from '../engine/guard.ts';
import type { Selection } from '../engine/plan.ts';
import type { Failure } from '../errors.ts';
import type { ParseLimits } from '../parse/parse.ts';
import type { Baseline } from '../policy/baseline.ts';
import type { FormerName } from '../policy/former-names.ts';
import type { Loosening } from '../policy/loosening.ts';
import type { Extent, GateLimits } from '../policy/policy.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { ReferencePolicy } from '../resolve/resolve.ts';
import type { Rule } from '../rule/rule.ts';
import type { Source } from '../source/source.ts';
import type { Earlier } from './earlier.ts';

/** A text to scan, or why there is none. */
export type Input =
  | {
      readonly source: Source;
      /** The folder that its references must not leave, where that is not the one of the settings. */
      readonly root?: string;
      /** What holds for it, where that is not what the settings say. */
      readonly governance?: Governance;
    }
  | { readonly failure: Failure };

/** What holds for the descriptions under one configuration. */
export interface Governance {
  readonly selection: Selection;
  readonly gate: GateLimits;
  readonly overrides: readonly Override[];
  /** Rules that nothing inside the checkout may waive, lower or switch off. */
  readonly locked: ReadonlySet<string>;
  /** Rules that the configuration itself declares. */
  readonly checks: readonly Rule[];
}

/** The steps of a scan that are worth timing. */
export type Stage = 'read' | 'parse' | 'resolve' | 'model' | 'rules' | 'judge';

/** Everything that a scan depends on; nothing else is read, neither the clock nor the environment. */
export interface ScanSettings {
  readonly rules: readonly Rule[];
  /** For rules of plug-ins; undefined where there are none. */
  readonly guard?: Guard;
  readonly governance: Governance;
  /** Waivers of the configurations; asked when all descriptions have been read. */
  readonly ignored: () => readonly Waiver[];
  /** By what the configurations and the flags let more through; asked when all descriptions have been read. */
  readonly loosenings: () => readonly Loosening[];
  /** Whether comments and `x-specgate-ignore` waive anything. */
  readonly inlineWaivers: boolean;
  /** How much is scanned: what nothing here answers to may be needed elsewhere. */
  readonly extent: Extent;
  /** Whether there is a file, scanned or not; absolute paths. */
  readonly exists: (path: string) => boolean;
  /** `2026-11-25` */
  readonly today: string;
  /** Known findings, which do not count. */
  readonly baseline?: Baseline;
  /** Documents of the baseline that are not there any more. */
  readonly gone?: readonly string[];
  /** What files were called when the baseline was written. */
  readonly renamed?: FormerName;
  /** The descriptions at another revision: what was wrong with them does not count. */
  readonly earlier?: Earlier;
  readonly references: ReferencePolicy;
  readonly limits: ParseLimits;
  /** Absolute folders with `/`: see `Report`. */
  readonly base: string;
  readonly root: string;
  readonly version: string;
  /** Called before each document with its uri, for a progress display. */
  readonly onDocument?: (uri: string) => void;
  readonly signal?: AbortSignal;
  /** Runs a step of the scan, for who wants to time it; calls `work` once. */
  readonly during?: <T>(stage: Stage, work: () => T) => T;
  /** Runs a part that must end in time; hands back nothing if it did not. Everything else is bounded by the size of the input. */
  readonly inTime?: <T>(work: () => T) => { readonly value: T } | undefined;
}
