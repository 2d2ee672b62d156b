import { defineRule, type Rule } from '../rule/rule.ts';

/**
 * The gate's own rules. They judge waivers, not the description: what they say is known only when all other rules have
 * spoken, so the policy stage reports for them and they visit nothing.
 */
const waiverUnused = defineRule({
  id: 'waiver-unused',
  title: 'Waiver that waives nothing',
  category: 'policy',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: [],
  tags: ['governance'],
  why: 'A waiver that outlives its finding will hide the next one at the same place, unseen.',
  fix: 'Delete the waiver.',
  messages: { unused: 'Nothing is waived here: "{rule}" finds nothing at this place.' },
  visit: {},
});

const waiverUnknownRule = defineRule({
  id: 'waiver-unknown-rule',
  title: 'Waiver of a rule that does not exist',
  category: 'policy',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: [],
  tags: ['governance'],
  why: 'A misspelt waiver waives nothing, and whoever wrote it believes that the finding was accepted.',
  fix: 'Write the id of the rule as the report shows it, or delete the waiver.',
  messages: {
    unknown: 'There is no rule "{rule}".',
    similar: 'There is no rule "{rule}"; did you mean "{near}"?',
    unnamed: 'This waiver names no rule.',
  },
  visit: {},
});

const waiverExpired = defineRule({
  id: 'waiver-expired',
  title: 'Waiver past its last day',
  category: 'policy',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: [],
  tags: ['governance'],
  why: 'The risk was accepted for a time, and the time is over: the finding counts again.',
  fix: 'Mend the finding, or decide anew and write a later day.',
  messages: {
    expired: 'The waiver of "{rule}" expired: it held until {expires}.',
    invalid: 'The waiver of "{rule}" expires on "{expires}", which is no day such as 2027-03-31.',
  },
  visit: {},
});

const waiverWithoutReason = defineRule({
  id: 'waiver-without-reason',
  title: 'Waiver without a reason',
  category: 'policy',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: [],
  tags: ['governance'],
  why: 'Nobody can judge later whether the risk is still acceptable, so a waiver without a reason waives nothing.',
  fix: 'Say why: `# specgate-ignore <rule> -- <reason>`, or `reason:` in the configuration and in `x-specgate-ignore`.',
  messages: { missing: 'The waiver of "{rule}" gives no reason.' },
  visit: {},
});

const waiverLocked = defineRule({
  id: 'waiver-locked',
  title: 'Waiver of a rule that the policy locks',
  category: 'policy',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: [],
  tags: ['governance'],
  why: 'The organisation has decided that findings of this rule are not for a repository to accept.',
  fix: 'Mend the finding, or ask the owner of the policy.',
  messages: { locked: 'The policy does not let "{rule}" be waived here.' },
  visit: {},
});

/** The rules of the category `policy`, by what they say. */
export const WAIVER_RULES = {
  unused: waiverUnused,
  unknown: waiverUnknownRule,
  expired: waiverExpired,
  reasonless: waiverWithoutReason,
  locked: waiverLocked,
} as const satisfies { readonly [problem: string]: Rule };

export const POLICY_RULES: readonly Rule[] = Object.values(WAIVER_RULES);
