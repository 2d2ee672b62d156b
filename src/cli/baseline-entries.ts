import {
  type Baseline,
  type BaselineEntry,
  entriesOf,
  fingerprintsIn,
} from '../policy/baseline.ts';
import { fingerprinter } from '../policy/fingerprint.ts';
import { type FormerName, formerFingerprints } from '../policy/former-names.ts';
import { relativeTo } from '../policy/place.ts';
import type { Report } from '../report/report.ts';

/** A baseline without what it knows of these documents. */
export function without({ documents }: Baseline, names: readonly string[]): Baseline {
  return { documents: new Map([...documents].filter(([name]) => !names.includes(name))) };
}

/** The entries of scanned documents are replaced, those of others kept. */
export function renewed(old: Baseline, report: Report, nameOf: FormerName): Baseline {
  return { documents: new Map([...others(old, report, nameOf), ...entriesIn(report).documents]) };
}

/** Entries of scanned documents that nothing answers to any more are dropped; nothing is added. */
export function pruned(old: Baseline, report: Report, nameOf: FormerName): Baseline {
  const known = fingerprintsIn(old);
  const fingerprints = fingerprinter();
  const names = { root: report.root, renamed: [nameOf] };
  const places = report.places.filter(
    ({ finding, fingerprint }) =>
      known.has(fingerprint) ||
      formerFingerprints(finding, names, fingerprints).some((former) => known.has(former)),
  );
  const kept = entriesIn({ ...report, places });
  return { documents: new Map([...others(old, report, nameOf), ...kept.documents]) };
}

/** What was known about documents that were not scanned, whatever they are called now. */
function others(
  { documents }: Baseline,
  { documents: scanned, root }: Report,
  nameOf: FormerName,
): readonly (readonly [string, readonly BaselineEntry[]])[] {
  const now = scanned.map(({ uri }) => relativeTo(root, uri));
  const names = new Set([...now, ...now.flatMap((name) => nameOf(name) ?? [])]);
  return [...documents].filter(([document]) => !names.has(document));
}

function entriesIn({ documents, places, root }: Report): Baseline {
  const names = documents.map(({ uri }) => relativeTo(root, uri));
  return entriesOf(places, names, ({ finding }) =>
    relativeTo(root, (finding.api ?? finding.at).source.uri),
  );
}
