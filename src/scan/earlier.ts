import { judge } from '../policy/judge.ts';
import { type Loosening, looseningsOf } from '../policy/loosening.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { Source } from '../source/source.ts';
import { foundIn, planner, policyOf } from './assemble.ts';
import { scanAll } from './scan-all.ts';
import type { Input, ScanSettings } from './scan-settings.ts';

/** The descriptions as they were before. */
export interface Earlier {
  readonly inputs: readonly Input[];
  /** Every file that they may refer to, by absolute path; nothing else is read. */
  readonly given: ReadonlyMap<string, Source>;
  /** What files were called then, by what they are called now; paths relative to the root. */
  readonly renamed: ReadonlyMap<string, string>;
  /** By what the configurations let more through at that time, and their waivers. */
  readonly loosenings: readonly Loosening[];
  readonly ignored: () => readonly Waiver[];
  /** The file of known findings of today, and what it knew then; undefined where there is none. */
  readonly baseline: { readonly file: string; readonly known: ReadonlySet<string> } | undefined;
  /** By what the configurations of today are less strict than those were. */
  readonly relaxed: readonly Loosening[];
}

/** What was found in the descriptions as they were. */
export interface Past {
  readonly fingerprints: ReadonlySet<string>;
  /** By what the descriptions let more through. */
  readonly loosenings: readonly Loosening[];
}

/** Finds what was wrong before, under the rules of today, waived or not. */
export async function scanPast(earlier: Earlier, settings: ScanSettings): Promise<Past> {
  const { onDocument: _, during: __, baseline: ___, ...rest } = settings;
  const past: ScanSettings = {
    ...rest,
    ignored: earlier.ignored,
    references: { ...settings.references, mode: 'none', given: earlier.given, cache: new Map() },
  };
  const planOf = planner(settings.rules);
  const scanned = await scanAll(earlier.inputs, planOf, past);
  const found = foundIn(scanned);
  const verdict = judge(found, policyOf(scanned, planOf, { settings: past, before: undefined }));
  return {
    fingerprints: new Set(verdict.places.map(({ fingerprint }) => fingerprint)),
    loosenings: looseningsOf(verdict),
  };
}
