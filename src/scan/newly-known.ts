import { fingerprinter } from '../policy/fingerprint.ts';
import { type FormerName, formerFingerprints } from '../policy/former-names.ts';
import type { Loosening } from '../policy/loosening.ts';
import type { Result } from '../policy/verdict.ts';
import type { Earlier, Past } from './earlier.ts';

/** What is compared: the findings of now, the descriptions as they were, and what was found in them. */
export interface Compared {
  readonly places: readonly Result[];
  readonly earlier: Earlier;
  readonly past: Past;
  readonly root: string;
}

/** New findings that a change writes into the baseline at the same time, so that they do not count. */
export function newlyKnown({ places, earlier, past, root }: Compared): readonly Loosening[] {
  const { baseline, renamed } = earlier;
  if (baseline === undefined) return [];
  const nameOf: FormerName = (path) => renamed.get(path);
  const fingerprints = fingerprinter();
  const isOld = (each: string) => past.fingerprints.has(each) || baseline.known.has(each);
  const fresh = places.filter(
    ({ status, finding, fingerprint }) =>
      status === 'baseline' &&
      !isOld(fingerprint) &&
      !formerFingerprints(finding, { renamed: [nameOf], root }, fingerprints).some(isOld),
  );
  if (fresh.length === 0) return [];
  const what = `new findings that the baseline knows do not count: ${fresh.length}`;
  return [{ what, file: baseline.file, line: undefined }];
}
