import { defineRule } from 'specgate/rule';
import { directions, isAsked } from '../shared/directions.ts';
import { patternsOf, shortened } from '../shared/patterns.ts';
import { foreignSyntax } from '../shared/regex/foreign-syntax.ts';
import { isPermissive } from '../shared/regex/is-permissive.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'pattern-permissive',
  title: 'Pattern matches practically everything',
  category: 'input-validation',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-625', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'The keyword is there and looks like a check, and yet no value is ever refused.',
  fix: 'Describe the characters and the length that a real value has; where anything is meant, drop the pattern.',
  peers: {
    kics: ['general/string_schema_with_broad_pattern'],
    '42crunch': ['*-string-loosepattern'],
  },

  options: {
    directions,
  },
  messages: {
    permissive: 'The pattern "{pattern}" accepts practically every text.',
  },

  having: { Schema: ['pattern', 'patternProperties'] },
  visit: {
    Schema(schema, { options, report }) {
      for (const { text, at, isKey } of patternsOf(schema)) {
        if (isKey || !isPermissive(text) || foreignSyntax(text) !== undefined) continue;
        if (!isAsked(schema, options.directions)) continue;
        const isListed = !isUnlimited(schema, (part) => part.values !== undefined);
        if (!isListed) report(at, 'permissive', { pattern: shortened(text) });
      }
    },
  },
});
