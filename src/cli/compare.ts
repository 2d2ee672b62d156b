import { fingerprinter } from '../policy/fingerprint.ts';
import { markNew } from '../policy/loosening.ts';
import { inOrder } from '../policy/order.ts';
import { scoreOf } from '../policy/score.ts';
import type { Result } from '../policy/verdict.ts';
import type { Comparison } from '../report/comparison.ts';
import type { Report } from '../report/report.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { scan } from '../scan.ts';
import type { Pair, Snapshot } from './snapshot.ts';

/** Scans both sides under the same rules, and tells findings of the second apart by whether the first has them. */
export async function compare(pair: Pair, around: ScanSettings): Promise<Comparison> {
  const { base, head, extent } = pair;
  const settings = { ...around, extent };
  const before = await scan(base.inputs, settingsFor(base, settings));
  const keys = keysOf(before.places, pair);
  const known = [...keys.values()].flat();
  const after = await scan(head.inputs, {
    ...settingsFor(head, settings),
    baseline: knownAs(known),
  });
  const found = new Set(after.places.map(({ fingerprint }) => fingerprint));
  const wasCounted = new Set(
    before.places.filter(isCounted).flatMap((each) => keys.get(each) ?? []),
  );
  return {
    base: base.name,
    head: head.name,
    report: {
      ...after,
      loosenings: markNew([...after.loosenings, ...pair.relaxed], before.loosenings),
      stale: [],
    },
    fixed: before.places
      .filter(
        (result) => isCounted(result) && !(keys.get(result) ?? []).some((key) => found.has(key)),
      )
      .toSorted(inOrder),
    unchanged: after.places.filter(({ status }) => status === 'baseline').toSorted(inOrder),
    waived: after.places
      .filter(({ status, fingerprint }) => status === 'suppressed' && wasCounted.has(fingerprint))
      .toSorted(inOrder),
    score: { before: scoreIn(before), after: scoreIn(after) },
    failures: [...before.failures, ...after.failures],
  };
}

function settingsFor({ given, governor }: Snapshot, settings: ScanSettings): ScanSettings {
  return {
    ...settings,
    loosenings: () => governor?.loosenings() ?? [],
    ignored: () => governor?.ignored() ?? [],
    ...(given === undefined
      ? {}
      : {
          references: { ...settings.references, mode: 'none', given, cache: new Map() },
        }),
  };
}

/** The fingerprints that findings of the first side have, or may have, on the second. */
function keysOf(
  results: readonly Result[],
  { namesOf }: Pair,
): ReadonlyMap<Result, readonly string[]> {
  const prints = fingerprinter();
  return new Map(
    results.map((result) => {
      const names = namesOf(result.finding.at.source.uri);
      return [result, names.map((name) => prints.of(result.finding, name))] as const;
    }),
  );
}

/** The first side as the baseline of the second; which document an entry is of does not matter. */
function knownAs(fingerprints: readonly string[]): NonNullable<ScanSettings['baseline']> {
  const entries = fingerprints.map((fingerprint) => ({ rule: '', fingerprint, place: '' }));
  return { documents: new Map([['', entries]]) };
}

function isCounted({ status }: Result): boolean {
  return status !== 'suppressed';
}

/** The score that the findings would have with nothing known before. */
function scoreIn({ places, documents }: Report): number {
  const counted = places
    .filter(isCounted)
    .map((result) => ({ ...result, status: 'open' as const }));
  const operations = documents.reduce((sum, each) => sum + each.operations, 0);
  return scoreOf(counted, operations, []).value;
}
