import { fingerprintsIn, type StaleEntry, staleIn } from './policy/baseline.ts';
import { answersTo } from './policy/former-names.ts';
import { judge } from './policy/judge.ts';
import { type Loosening, looseningsOf, markNew } from './policy/loosening.ts';
import { relativeTo } from './policy/place.ts';
import type { Verdict } from './policy/verdict.ts';
import type { Report, ScannedDocument } from './report/report.ts';
import { activeRules, type Before, foundIn, planner, policyOf } from './scan/assemble.ts';
import { type Past, scanPast } from './scan/earlier.ts';
import { newlyKnown } from './scan/newly-known.ts';
import { scanAll } from './scan/scan-all.ts';
import { atOnce } from './scan/scan-one.ts';
import type { Input, ScanSettings } from './scan/scan-settings.ts';

/** Parses, resolves, models and checks each input, and judges all findings together. Never throws for what a document holds. `checkAll` does all up to the judging. */
export async function scan(
  inputs: AsyncIterable<Input> | Iterable<Input>,
  settings: ScanSettings,
  checkAll: typeof scanAll = scanAll,
): Promise<Report> {
  const planOf = planner(settings.rules);
  const scanned = await checkAll(inputs, planOf, settings);
  const past = settings.earlier && (await scanPast(settings.earlier, settings));
  const found = foundIn(scanned);
  const policy = policyOf(scanned, planOf, { settings, before: beforeOf(settings, past) });
  const verdict = (settings.during ?? atOnce)('judge', () => judge(found, policy));
  const failures = scanned.flatMap(({ outcome }) => outcome.failures);
  const isIncomplete = failures.length > 0 || verdict.results.some(isUnread);
  const documents = scanned.flatMap(({ model }) => model?.document ?? []).toSorted(byUri);
  return {
    results: verdict.results,
    // Asked for by few, and not at hand.
    get places() {
      return verdict.places;
    },
    gate: verdict.gate,
    score: verdict.score,
    documents,
    loosenings: allLoosenings(verdict, settings, past),
    stale: staleEntries(verdict, documents, settings),
    failures: failures.toSorted((a, b) => byUri(a, b) || (a.line ?? 0) - (b.line ?? 0)),
    rules: activeRules([
      planOf(settings.governance),
      ...scanned.map(({ governance }) => planOf(governance)),
    ]),
    tool: { name: 'Specgate', version: settings.version },
    base: settings.base,
    root: settings.root,
    exitCode: isIncomplete ? 2 : verdict.gate.passed ? 0 : 1,
  };
}

/** What was known before, from a baseline and from another revision; undefined where there is neither. */
function beforeOf(settings: ScanSettings, past: Past | undefined): Before | undefined {
  const { earlier, baseline, renamed } = settings;
  if (past === undefined && baseline === undefined) return undefined;
  const known = baseline === undefined ? [] : fingerprintsIn(baseline);
  const names = earlier?.renamed;
  return {
    before: new Set([...(past?.fingerprints ?? []), ...known]),
    renamed: [
      ...(names === undefined ? [] : [(path: string) => names.get(path)]),
      ...(renamed === undefined ? [] : [renamed]),
    ],
  };
}

/** By what more is let through than the rules say, and, where there is a past, what of it is new. */
function allLoosenings(
  verdict: Verdict,
  settings: ScanSettings,
  past: Past | undefined,
): readonly Loosening[] {
  const now = [...settings.loosenings(), ...looseningsOf(verdict)];
  const { earlier, root } = settings;
  if (earlier === undefined || past === undefined) return now;
  const since = [
    ...now,
    ...earlier.relaxed,
    ...newlyKnown({ places: verdict.places, earlier, past, root }),
  ];
  return markNew(since, [...earlier.loosenings, ...past.loosenings]);
}

/** Entries of the baseline that nothing answers to any more, in the documents that were scanned or are not there any more. */
function staleEntries(
  verdict: Verdict,
  documents: readonly ScannedDocument[],
  { baseline, gone = [], renamed, root }: ScanSettings,
): readonly StaleEntry[] {
  if (baseline === undefined) return [];
  const judged = new Set([...gone, ...documents.map(({ uri }) => relativeTo(root, uri))]);
  const names = { root, renamed: renamed === undefined ? [] : [renamed] };
  return staleIn(baseline, judged, answersTo(fingerprintsIn(baseline), verdict.places, names));
}

function byUri(a: { readonly uri: string }, b: { readonly uri: string }): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0;
}

/** Findings of rules about what could not be read leave a scan incomplete as long as they are open. */
const UNREAD = new Set(['ref-unresolved', 'ref-remote', 'ref-remote-http', 'ref-path-escape']);

function isUnread({ finding, status }: Report['results'][number]): boolean {
  const { rule, message } = finding;
  // The mapping of a discriminator refers to schemas as `$ref` does.
  const isMapping = rule.id === 'discriminator-invalid' && message === 'mapping';
  return status === 'open' && (isMapping || UNREAD.has(rule.id));
}
