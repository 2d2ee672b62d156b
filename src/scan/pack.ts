import type { Finding, Settled } from '../engine/finding.ts';
import type { Policy } from '../policy/policy.ts';
import { settle } from '../policy/settle.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { RelatedPlace } from '../rule/rule.ts';
import { type Pointer, stepsOf } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import type { CheckedParcel, FindingParcel, Parcel, PlaceParcel, WaiverParcel } from './parcel.ts';
import type { Scanned } from './scan-one.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What a description came to, with the answers of its model in place of the model. */
export function pack(scanned: Scanned, policy: Policy, settings: ScanSettings): Parcel {
  const { governance, outcome } = scanned;
  const isGoverned = governance !== settings.governance;
  const { failures } = outcome;
  const checked = packChecked(scanned, policy);
  return checked === undefined ? { isGoverned, failures } : { isGoverned, failures, checked };
}

function packChecked({ model, outcome }: Scanned, policy: Policy): CheckedParcel | undefined {
  if (model === undefined) return undefined;
  const { api, document } = model;
  const found = { findings: outcome.findings, waivers: model.waivers };
  const { findings, waivers } = settle(api, found, policy);
  const sources = sourceList();
  sources.indexOf(api.source);
  return {
    document,
    findings: findings.map((finding) => packFinding(finding, sources)),
    eligible: outcome.eligible.map(({ rule, count }) => [rule.id, count] as const),
    waivers: waivers.map((waiver) => packWaiver(waiver, sources)),
    sources: sources.all.map(({ uri, text }) => ({ uri, text })),
  };
}

/** The sources that places stand in, each with a number. */
interface SourceList {
  readonly all: readonly Source[];
  indexOf(source: Source): number;
}

function sourceList(): SourceList {
  const numbers = new Map<Source, number>();
  const all: Source[] = [];
  return {
    all,
    indexOf(source) {
      const known = numbers.get(source);
      if (known !== undefined) return known;
      numbers.set(source, all.length);
      return all.push(source) - 1;
    },
  };
}

function packFinding(finding: Finding, sources: SourceList): FindingParcel {
  const { rule, message, data, at, span, related, detail, atMost, secret, settled } = finding;
  return {
    rule: rule.id,
    message,
    data,
    at: packPlace(at, sources),
    span,
    related: related.map((each) => packRelated(each, sources)),
    detail,
    atMost,
    secret,
    // `settle` has just set it.
    settled: settled as Settled,
  };
}

function packRelated({ at, message, span }: RelatedPlace, sources: SourceList) {
  const place = { at: packPlace(at, sources), message };
  return span === undefined ? place : { ...place, span };
}

function packWaiver(waiver: Waiver, sources: SourceList): WaiverParcel {
  const { form, rule, reason, expires, span, at, settled } = waiver;
  return { form, rule, reason, expires, span, at: packPlace(at, sources), settled };
}

function packPlace(at: Pointer, sources: SourceList): PlaceParcel {
  const key = at.source.span(at, 'key');
  const value = at.source.span(at, 'value');
  return [sources.indexOf(at.source), key.start, key.end, value.start, value.end, ...stepsOf(at)];
}
