import type { Finding } from '../engine/finding.ts';
import type { Category } from '../rule/categories.ts';
import { isAtLeast, type Severity } from '../rule/severity.ts';
import { type Fingerprinter, fingerprinter } from './fingerprint.ts';
import { fold } from './fold.ts';
import { formerFingerprints } from './former-names.ts';
import { judgeGate, judgeGates } from './gate.ts';
import { inOrder, unique } from './order.ts';
import { type CompiledOverride, compileOverride, overridden } from './override.ts';
import { locateAll, operationAt, place, relativeTo } from './place.ts';
import type { DocumentPolicy, Found, Policy } from './policy.ts';
import { scoreOf } from './score.ts';
import { suppress } from './suppress.ts';
import type { Gate, Placed, Result, Verdict } from './verdict.ts';

/** Decides what becomes of each finding, and whether the gate passes. */
export function judge(found: Found, policy: Policy): Verdict {
  locateAll(found.findings);
  const fingerprints = fingerprinter();
  const identify = (placed: Placed) => identified(placed, policy, fingerprints);
  const known = (placed: readonly Placed[]) =>
    placed.map((result) => compared(result, policy, fingerprints));
  const placed = known(severed(found.findings, policy));
  const waivers = [...policy.ignored, ...(policy.inlineWaivers ? found.waivers : [])];
  const { results, findings, used } = suppress(placed, waivers, {
    known: policy.known,
    asked: askedIn(found, policy),
    locked: lockedIn(found, policy),
    extent: policy.extent,
    exists: policy.exists,
    descriptions: found.apis.map(({ api }) => api.source.uri),
    today: policy.today,
    pathOf: (source) => source.uri,
  });
  locateAll(findings);
  const all = [...unique(results), ...known(severed(findings, policy))];
  const { eligible } = found;
  const folded = fold(all, { eligible, root: policy.root, identify }).toSorted(inOrder);
  const operations = found.apis.reduce((sum, entry) => sum + entry.operations, 0);
  const score = scoreOf(folded, operations, categoriesIn(found, all, policy));
  let places: readonly Result[] | undefined;
  return {
    results: folded,
    get places() {
      places ??= all.map(identify);
      return places;
    },
    gate: gateOf(folded, found, policy),
    score,
    waiving: found.waivers.filter((waiver) => used.has(waiver)),
  };
}

/** Findings at their places with their severities; those that are off are gone. */
export function severed(findings: readonly Finding[], policy: Policy): readonly Placed[] {
  const compiled = new Map<DocumentPolicy, readonly CompiledOverride[]>();
  return findings.flatMap((finding) => {
    const { settled } = finding;
    if (settled !== undefined)
      return settled.severity === 'off' ? [] : [place(finding, settled.severity)];
    const own = policy.of(finding.api);
    const severity = noWorse(own.severities.get(finding.rule.id) ?? 'off', finding);
    if (severity === 'off' && own.overrides.length === 0) return [];
    const result = place(finding, severity === 'off' ? 'info' : severity);
    if (own.overrides.length === 0) return [result];
    let overrides = compiled.get(own);
    if (overrides === undefined) {
      overrides = own.overrides.map((override) =>
        compileOverride(override, ({ location }) => location.source.uri),
      );
      compiled.set(own, overrides);
    }
    const override = overridden(result, overrides);
    const isLocked = own.locked.has(finding.rule.id);
    const decided = noWorse(decide(severity, override, isLocked), finding);
    return decided === 'off' ? [] : [{ ...result, severity: decided }];
  });
}

/** Where less is at stake than the rule is about, no setting makes a finding weigh more. */
function noWorse(severity: Severity | 'off', { atMost }: Finding): Severity | 'off' {
  if (atMost === undefined || severity === 'off' || isAtLeast(atMost, severity)) return severity;
  return atMost;
}

/** A locked rule can be made worse by an override, never better. */
function decide(
  severity: Severity | 'off',
  override: Severity | 'off' | undefined,
  isLocked: boolean,
): Severity | 'off' {
  if (override === undefined || isLocked) return severity;
  return override;
}

/** With its fingerprint and operation, which are not worth the time for what is only folded into another finding. */
function identified(placed: Placed, policy: Policy, fingerprints: Fingerprinter): Result {
  const { method, apiPath } = placed.finding.settled ?? operationAt(placed.finding.at);
  return { ...placed, fingerprint: fingerprintOf(placed, policy, fingerprints), method, apiPath };
}

function fingerprintOf({ finding }: Placed, { root }: Policy, fingerprints: Fingerprinter): string {
  return fingerprints.of(finding, relativeTo(root, finding.at.source.uri));
}

/** Whether the finding was there before. */
function compared(result: Placed, policy: Policy, fingerprints: Fingerprinter): Placed {
  const { before } = policy;
  if (before === undefined) return result;
  const isKnown =
    before.has(fingerprintOf(result, policy, fingerprints)) ||
    formerFingerprints(result.finding, policy, fingerprints).some((each) => before.has(each));
  return isKnown ? { ...result, status: 'baseline' } : result;
}

function askedIn(found: Found, policy: Policy): ReadonlySet<string> {
  return new Set(policiesOf(found, policy).flatMap(({ severities }) => [...severities.keys()]));
}

/** Those of the rules that were asked, and of the waivers' own rules where they found anything. */
function categoriesIn(
  found: Found,
  results: readonly Placed[],
  policy: Policy,
): ReadonlySet<Category> {
  const asked = policiesOf(found, policy).flatMap(({ severities }) =>
    [...severities]
      .filter(([, severity]) => severity !== 'off')
      .flatMap(([id]) => policy.known.get(id)?.category ?? []),
  );
  const categories = new Set(asked);
  for (const { finding } of results) categories.add(finding.rule.category);
  return categories;
}

function lockedIn(found: Found, policy: Policy): ReadonlySet<string> {
  return new Set(policiesOf(found, policy).flatMap(({ locked }) => [...locked]));
}

/** Most descriptions of a scan are under the same policy, which is asked once. */
function policiesOf({ apis }: Found, { of }: Policy): readonly DocumentPolicy[] {
  return [...new Set(apis.map(({ api }) => of(api)))];
}

/** Descriptions under different configurations are judged by their own limits; all have to pass. */
function gateOf(results: readonly Result[], { apis }: Found, { of }: Policy): Gate {
  const limits = apis.map(({ api, operations }) => ({ limits: of(api).gate, operations }));
  return (
    judgeGates(results, limits, ({ finding }) => of(finding.api).gate) ??
    judgeGate([], of(undefined).gate, 0)
  );
}
