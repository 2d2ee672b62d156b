import type { Finding } from '../engine/finding.ts';
import { type Fingerprinter, fingerprinter } from './fingerprint.ts';
import { relativeTo } from './place.ts';
import type { Result } from './verdict.ts';

/** What a file was called before, by what it is called now; undefined for one that kept its name. Paths relative to the root. */
export type FormerName = (path: string) => string | undefined;

/** What there is to know about names of files at other times. */
export interface Renaming {
  readonly renamed?: readonly FormerName[];
  readonly root: string;
}

/** The fingerprints that a finding had under the names that its file had. */
export function formerFingerprints(
  finding: Finding,
  { renamed = [], root }: Renaming,
  fingerprints: Fingerprinter,
): readonly string[] {
  const now = relativeTo(root, finding.at.source.uri);
  return renamed.flatMap((nameOf) => {
    const name = nameOf(now);
    return name === undefined ? [] : [fingerprints.of(finding, name)];
  });
}

/** The fingerprints of findings, and those that they had under former names where the known ones do not have them as they are. */
export function answersTo(
  known: ReadonlySet<string>,
  results: readonly Result[],
  renaming: Renaming,
): ReadonlySet<string> {
  const fingerprints = fingerprinter();
  const answers = new Set<string>();
  for (const { finding, fingerprint, status } of results) {
    answers.add(fingerprint);
    if (status !== 'baseline' || known.has(fingerprint)) continue;
    for (const former of formerFingerprints(finding, renaming, fingerprints)) answers.add(former);
  }
  return answers;
}
