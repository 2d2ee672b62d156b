import { rules } from '../../rules/index.ts';
import { POLICY_RULES } from '../policy/rules.ts';
import type { Rule } from '../rule/rule.ts';

/** The built-in rules about descriptions, and the gate's own about waivers. */
export const ALL_RULES: readonly Rule[] = [...rules, ...POLICY_RULES];
