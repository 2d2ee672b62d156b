import type { Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';

/** The named selections of rules, with what each is for. Which rule is in which follows from the rules' own declarations. */
export const PRESETS = {
  recommended: 'Few findings, nearly all true: meant to gate builds. The default.',
  strict: 'Everything worth knowing before a release or an audit, in its full severity.',
  'owasp-api-2023': 'The rules that watch an item of the OWASP API Security Top 10 of 2023.',
  vendor:
    "What to ask of a third party's API before depending on it: authentication, transport, limits, owner, SLA.",
} as const;
export type Preset = keyof typeof PRESETS;

/** Whether a name is one of a built-in preset. */
export function isPreset(name: string): name is Preset {
  return Object.hasOwn(PRESETS, name);
}

/** What a preset makes of a rule. */
export function severityIn(rule: Rule, preset: Preset): Severity | 'off' {
  const { recommended, strict } = severities(rule);
  // Waivers are judged whatever else is asked.
  if (preset === 'recommended' || rule.category === 'policy') return recommended;
  if (preset === 'strict') return strict;
  const isChosen =
    preset === 'vendor'
      ? isForVendors(rule)
      : rule.references.some((id) => id.startsWith('OWASP-'));
  if (!isChosen) return 'off';
  return recommended === 'off' ? strict : recommended;
}

/** The severities of both main presets. */
export function severities(rule: Rule): {
  readonly recommended: Severity | 'off';
  readonly strict: Severity | 'off';
} {
  const { severity } = rule;
  return typeof severity === 'string' ? { recommended: severity, strict: severity } : severity;
}

const VENDOR_TAGS = new Set<string>([
  'vendor-risk',
  'sla',
  'oauth2',
  'jwt',
  'mtls',
  'tls',
  'rate-limits',
]);

function isForVendors(rule: Rule): boolean {
  return (rule.tags ?? []).some((tag) => VENDOR_TAGS.has(tag));
}
