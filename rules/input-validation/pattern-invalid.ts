import { defineRule, flag } from 'specgate/rule';
import { patternsOf, shortened } from '../shared/patterns.ts';
import { flagOf, problemOf } from '../shared/regex/flag.ts';
import { foreignSyntax } from '../shared/regex/foreign-syntax.ts';

export default defineRule({
  id: 'pattern-invalid',
  title: 'Pattern is not a portable regular expression',
  category: 'input-validation',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-185', 'CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Validators throw at the expression, skip it or read it otherwise than meant, so that the input is not checked.',
  fix: 'Write it in the syntax of ECMA-262 (JavaScript) and try it: `^` and `$` instead of `\\A` and `\\Z`, no `/…/`, no inline flags.',
  peers: {
    vacuum: ['json-schema-patterns-valid'],
    '42crunch': ['semantic-property-pattern'],
  },

  options: {
    unicodeMode: flag(
      'Patterns that compile only without the flag `u` are reported, as with `\\_` or `\\:`.',
      false,
      true,
    ),
  },
  messages: {
    broken: 'The pattern "{pattern}" does not compile: {reason}.',
    foreign: 'The pattern "{pattern}" has {what}.',
    unicode: 'The pattern "{pattern}" does not compile with the flag `u`: {reason}.',
  },

  having: { Schema: ['pattern', 'patternProperties'] },
  visit: {
    Schema(schema, { options, report }) {
      for (const { text, at } of patternsOf(schema)) {
        const pattern = shortened(text);
        const what = foreignSyntax(text);
        if (what !== undefined) {
          report(at, 'foreign', { pattern, what });
          continue;
        }
        const compiles = flagOf(text);
        if (compiles === 'u') continue;
        if (compiles === undefined) report(at, 'broken', { pattern, reason: problemOf(text, '') });
        else if (options.unicodeMode)
          report(at, 'unicode', { pattern, reason: problemOf(text, 'u') });
      }
    },
  },
});
