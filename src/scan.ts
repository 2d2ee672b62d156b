import { judge } from './policy/judge.ts';
import type { Report } from './report/report.ts';
import { activeRules, foundIn, planner, policyOf } from './scan/assemble.ts';
import { fingerprintsBefore } from './scan/earlier.ts';
import { atOnce, type Scanned, scanOne } from './scan/scan-one.ts';
import type { Input, ScanSettings } from './scan/scan-settings.ts';

/** Parses, resolves, models and checks each input, and judges all findings together. Never throws for what a document holds. */
export async function scan(
  inputs: AsyncIterable<Input> | Iterable<Input>,
  settings: ScanSettings,
): Promise<Report> {
  const planOf = planner(settings.rules);
  const scanned: Scanned[] = [];
  for await (const input of inputs) {
    settings.signal?.throwIfAborted();
    scanned.push(await scanOne(input, planOf, settings));
  }
  const policy = policyOf(scanned, planOf, await withBefore(settings));
  const verdict = (settings.during ?? atOnce)('judge', () => judge(foundIn(scanned), policy));
  const failures = scanned.flatMap(({ outcome }) => outcome.failures);
  const isIncomplete = failures.length > 0 || verdict.results.some(isUnread);
  return {
    ...verdict,
    documents: scanned.flatMap(({ model }) => model?.document ?? []).toSorted(byUri),
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

/** With what was wrong before, where there is a revision to compare with. */
async function withBefore(settings: ScanSettings): Promise<ScanSettings> {
  const { earlier, before } = settings;
  if (earlier === undefined) return settings;
  const found = await fingerprintsBefore(earlier, settings);
  return { ...settings, before: new Set([...found, ...(before ?? [])]), renamed: earlier.renamed };
}

function byUri(a: { readonly uri: string }, b: { readonly uri: string }): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0;
}

/** Findings of rules about what could not be read leave a scan incomplete as long as they are open. */
const UNREAD = new Set(['ref-unresolved', 'ref-remote', 'ref-remote-http', 'ref-path-escape']);

function isUnread({ finding, status }: Report['results'][number]): boolean {
  return status === 'open' && UNREAD.has(finding.rule.id);
}
