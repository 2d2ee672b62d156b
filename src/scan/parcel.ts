import type { Settled } from '../engine/finding.ts';
import type { Failure } from '../errors.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { ScannedDocument } from '../report/report.ts';
import type { Data } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import type { Span } from '../source/range.ts';

/** What one description came to, as plain values that can leave their thread. */
export interface Parcel {
  /** Whether the configuration of the description holds, and not that of the scan, as for what is no description. */
  readonly isGoverned: boolean;
  readonly failures: readonly Failure[];
  /** Undefined where it could not be checked. */
  readonly checked?: CheckedParcel;
}

export interface CheckedParcel {
  readonly document: ScannedDocument;
  /** The files that places stand in; the description's own is the first. */
  readonly sources: readonly SourceParcel[];
  readonly findings: readonly FindingParcel[];
  /** How many nodes each folding rule asked about, by its id. */
  readonly eligible: readonly (readonly [rule: string, count: number])[];
  readonly waivers: readonly WaiverParcel[];
}

export interface SourceParcel {
  readonly uri: string;
  readonly text: string;
}

/** A place: its source, where its key and its value start and end, and the steps that lead to it. */
export type PlaceParcel = readonly [
  source: number,
  keyStart: number,
  keyEnd: number,
  valueStart: number,
  valueEnd: number,
  ...steps: readonly (string | number)[],
];

export interface FindingParcel {
  readonly rule: string;
  readonly message: string;
  readonly data: Data;
  readonly at: PlaceParcel;
  readonly span: Span | undefined;
  readonly related: readonly {
    readonly at: PlaceParcel;
    readonly message: string;
    readonly span?: Span;
  }[];
  readonly detail: string | undefined;
  readonly atMost: Severity | undefined;
  readonly secret: string | undefined;
  readonly settled: Settled;
}

export interface WaiverParcel
  extends Pick<Waiver, 'form' | 'rule' | 'reason' | 'expires' | 'span'> {
  readonly at: PlaceParcel;
  readonly settled: Waiver['settled'];
}
