import { PRESETS, severities, severityIn } from '../engine/presets.ts';
import { VERSIONS } from '../model/version.ts';
import { cwesOf, owaspOf, pageOf } from '../report/wording.ts';
import type { Rule } from '../rule/rule.ts';
import { keysOf } from './scan-options.ts';

/** All that is known of a rule, as plain data. */
export function ruleJson(rule: Rule): object {
  return {
    id: rule.id,
    title: rule.title,
    category: rule.category,
    severity: severities(rule),
    presets: keysOf(PRESETS).filter((preset) => severityIn(rule, preset) !== 'off'),
    confidence: rule.confidence,
    versions: rule.versions ?? VERSIONS,
    tags: rule.tags ?? [],
    owasp: owaspOf(rule),
    cwe: cwesOf(rule),
    aggregate: rule.aggregate ?? 'none',
    options: rule.options ?? {},
    messages: rule.messages,
    why: rule.why,
    fix: rule.fix,
    ...(rule.limits === undefined ? {} : { limits: rule.limits }),
    peers: rule.peers ?? {},
    since: rule.since,
    formerly: rule.formerly ?? [],
    url: pageOf(rule),
  };
}
