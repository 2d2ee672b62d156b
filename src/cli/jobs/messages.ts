import type { Parcel } from '../../scan/parcel.ts';
import type { Stage } from '../../scan/scan-settings.ts';
import type { GivenOptions } from '../flags.ts';

/** What a thread is told when it starts. */
export interface Start {
  readonly given: GivenOptions;
  readonly cwd: string;
  /** Milliseconds that are left for the scan. */
  readonly left: number;
}

/** A document to check, by its number in the scan. */
export interface Task {
  readonly index: number;
  readonly file: string;
}

/** What a document came to, and what each step took in milliseconds. */
export interface Answer {
  readonly index: number;
  readonly parcel: Parcel;
  readonly times: readonly (readonly [stage: Stage, milliseconds: number])[];
}
