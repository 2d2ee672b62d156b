import { type Plan, plan } from '../engine/plan.ts';
import type { Api } from '../model/kinds.ts';
import type { FormerName } from '../policy/former-names.ts';
import type { DocumentPolicy, Found, Policy } from '../policy/policy.ts';
import { POLICY_RULES } from '../policy/rules.ts';
import { type Waiver, waiverKey } from '../policy/waiver.ts';
import type { Report } from '../report/report.ts';
import type { Rule } from '../rule/rule.ts';
import type { Scanned } from './scan-one.ts';
import type { Governance, ScanSettings } from './scan-settings.ts';

/** Makes the plan of each configuration once. */
export function planner(rules: readonly Rule[]): (governance: Governance) => Plan {
  const plans = new Map<Governance, Plan>();
  return (governance) => {
    const { selection, checks } = governance;
    const known = plans.get(governance) ?? plan([...rules, ...checks], selection);
    plans.set(governance, known);
    return known;
  };
}

/** The rules that were asked under any of the configurations; where several ask one, the severity is the first's. */
export function activeRules(plans: readonly Plan[]): Report['rules'] {
  const active = new Map<string, Report['rules'][number]>();
  for (const { rules } of plans) {
    for (const { rule, severity } of rules) {
      if (severity !== 'off' && !active.has(rule.id)) active.set(rule.id, { rule, severity });
    }
  }
  return [...active.values()];
}

/** All that was found, as the policy wants it. */
export function foundIn(scanned: readonly Scanned[]): Found {
  return {
    findings: scanned.flatMap(({ outcome }) => outcome.findings),
    eligible: scanned.flatMap(({ outcome }) => outcome.eligible),
    waivers: distinct(scanned.flatMap(({ model }) => model?.waivers ?? [])),
    apis: scanned.flatMap(({ model }) =>
      model === undefined ? [] : { api: model.api, operations: model.document.operations },
    ),
  };
}

/** What stands in a file that several descriptions share is there once. */
function distinct(waivers: readonly Waiver[]): readonly Waiver[] {
  const byKey = new Map<string, Waiver>();
  for (const waiver of waivers) {
    const key = waiverKey(waiver);
    if (!byKey.has(key)) byKey.set(key, waiver);
  }
  return [...byKey.values()];
}

/** What was wrong before, and what files were called then by what they are called now. */
export interface Before {
  readonly before: ReadonlySet<string>;
  readonly renamed: readonly FormerName[];
}

/** What decides about the findings, description by description. */
export function policyOf(
  scanned: readonly Scanned[],
  planOf: (governance: Governance) => Plan,
  { settings, before }: { readonly settings: ScanSettings; readonly before: Before | undefined },
): Policy {
  const policyFor = policies(planOf);
  const byApi = new Map<Api, DocumentPolicy>();
  for (const { model, governance } of scanned) {
    if (model !== undefined) byApi.set(model.api, policyFor(governance));
  }
  const fallback = policyFor(settings.governance);
  const { ignored, inlineWaivers, extent, exists, today, root } = settings;
  return {
    of: (api) => (api === undefined ? fallback : (byApi.get(api) ?? fallback)),
    ignored: ignored(),
    inlineWaivers,
    extent,
    exists,
    known: byId([...settings.rules, ...POLICY_RULES, ...checksIn([...scanned, settings])]),
    today,
    root,
    ...before,
  };
}

function policies(
  planOf: (governance: Governance) => Plan,
): (governance: Governance) => DocumentPolicy {
  const made = new Map<Governance, DocumentPolicy>();
  return (governance) => {
    const known = made.get(governance);
    if (known !== undefined) return known;
    const severities = new Map(
      planOf(governance).rules.map(({ rule, severity }) => [rule.id, severity]),
    );
    const policy = { ...governance, severities };
    made.set(governance, policy);
    return policy;
  };
}

/** The rules that configurations declare, each once. */
function checksIn(governed: readonly { readonly governance: Governance }[]): readonly Rule[] {
  return [...new Set(governed.flatMap(({ governance }) => governance.checks))];
}

function byId(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  return new Map(
    rules.flatMap((rule) => [...(rule.formerly ?? []), rule.id].map((id) => [id, rule] as const)),
  );
}
