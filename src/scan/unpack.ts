import type { Finding } from '../engine/finding.ts';
import type { Plan } from '../engine/plan.ts';
import type { Api } from '../model/kinds.ts';
import type { Waiver } from '../policy/waiver.ts';
import type { Rule } from '../rule/rule.ts';
import { below, type Pointer, rootPointer } from '../source/pointer.ts';
import { type Place, Source } from '../source/source.ts';
import type {
  CheckedParcel,
  FindingParcel,
  Parcel,
  PlaceParcel,
  SourceParcel,
  WaiverParcel,
} from './parcel.ts';
import type { Scanned } from './scan-one.ts';
import type { Governance } from './scan-settings.ts';

/** A place that brings along where it stands. */
interface FarPointer extends Pointer {
  readonly place?: Place;
}

/** Puts parcels together again. One for all parcels of a scan: a file that several bring is one source. */
export function unpacker(planOf: (governance: Governance) => Plan) {
  const sources = new Map<string, Source>();
  const rules = new Map<Plan, ReadonlyMap<string, Rule>>();
  const sourceOf = ({ uri, text }: SourceParcel): Source => {
    const source = sources.get(uri) ?? farSource(uri, text);
    sources.set(uri, source);
    return source;
  };
  const rulesOf = (governance: Governance): ReadonlyMap<string, Rule> => {
    const plan = planOf(governance);
    const known = rules.get(plan) ?? new Map(plan.rules.map(({ rule }) => [rule.id, rule]));
    rules.set(plan, known);
    return known;
  };
  return (parcel: Parcel, own: Governance, scans: Governance): Scanned => {
    const governance = parcel.isGoverned ? own : scans;
    const { failures, checked } = parcel;
    if (checked === undefined)
      return { governance, outcome: { findings: [], eligible: [], failures } };
    return {
      governance,
      ...unpackChecked(checked, checked.sources.map(sourceOf), rulesOf(governance), failures),
    };
  };
}

type Checked = Required<Pick<Scanned, 'model' | 'outcome'>>;

function unpackChecked(
  { document, findings, eligible, waivers }: CheckedParcel,
  sources: readonly Source[],
  rules: ReadonlyMap<string, Rule>,
  failures: Parcel['failures'],
): Checked {
  const [own] = sources;
  if (own === undefined) throw new TypeError('a parcel without the file of its description');
  // Nothing asks the Api of a settled finding for more than its place.
  const api = { ...rootPointer(own), documents: [] } as unknown as Api;
  return {
    model: {
      api,
      document,
      waivers: waivers.map((waiver) => unpackWaiver(waiver, sources, api)),
    },
    outcome: {
      findings: findings.map((finding) => unpackFinding(finding, sources, rules, api)),
      eligible: eligible.map(([rule, count]) => ({ rule: ruleIn(rules, rule), count, api })),
      failures,
    },
  };
}

function ruleIn(rules: ReadonlyMap<string, Rule>, id: string): Rule {
  const rule = rules.get(id);
  if (rule === undefined) throw new TypeError(`no rule is called ${id}`);
  return rule;
}

function unpackFinding(
  parcel: FindingParcel,
  sources: readonly Source[],
  rules: ReadonlyMap<string, Rule>,
  api: Api,
): Finding {
  return {
    ...parcel,
    rule: ruleIn(rules, parcel.rule),
    at: unpackPlace(parcel.at, sources),
    related: parcel.related.map((each) => ({ ...each, at: unpackPlace(each.at, sources) })),
    api,
  };
}

function unpackWaiver(parcel: WaiverParcel, sources: readonly Source[], api: Api): Waiver {
  const at = unpackPlace(parcel.at, sources);
  // What it covers is settled finding by finding.
  return { ...parcel, at, scope: { by: 'place', at }, api };
}

function unpackPlace(
  [source, keyStart, keyEnd, valueStart, valueEnd, ...steps]: PlaceParcel,
  sources: readonly Source[],
): FarPointer {
  const file = sources[source];
  if (file === undefined) throw new TypeError('a parcel without the file of a place');
  const place: Place = {
    key: { start: keyStart, end: keyEnd },
    value: { start: valueStart, end: valueEnd },
  };
  return { ...below(rootPointer(file), ...steps), place };
}

/** The text of a file that was parsed elsewhere. */
function farSource(uri: string, text: string): Source {
  const source = new Source(uri, text);
  const whole: Place = { key: undefined, value: { start: 0, end: text.length } };
  source.useLocator((wanted) => wanted.map(({ place }: FarPointer) => place ?? whole));
  return source;
}
