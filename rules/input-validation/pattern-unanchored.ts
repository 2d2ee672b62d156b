import { defineRule, lowest, type Schema, wholesOf } from 'specgate/rule';
import { directions, isAsked } from '../shared/directions.ts';
import { patternsOf, shortened, type WrittenPattern } from '../shared/patterns.ts';
import { isAnchoredAtEnd, isAnchoredAtStart, longest, shortest } from '../shared/regex/anchors.ts';
import type { Expression } from '../shared/regex/expression.ts';
import { foreignSyntax } from '../shared/regex/foreign-syntax.ts';
import { isPermissive } from '../shared/regex/is-permissive.ts';
import { parse } from '../shared/regex/parse.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'pattern-unanchored',
  title: 'Pattern is not anchored',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-777', 'CWE-625', 'OWASP-API8:2023'],
  tags: ['input-validation', 'schema-validation'],
  why: 'A pattern is searched for anywhere in the value: one harmless piece lets a hostile text before or after it pass.',
  fix: 'Write `^(?:…)$` around the pattern.',
  limits:
    'Keys of `patternProperties` need no `$`: choosing keys by how they begin is common, and refuses nothing.',
  peers: {
    kics: ['general/string_schema_with_broad_pattern'],
    '42crunch': ['*-string-loosepattern'],
    ibm: ['ibm-anchored-patterns'],
  },

  options: {
    directions,
  },
  messages: {
    start: 'The pattern "{pattern}" lets anything stand before what it matches.',
    end: 'The pattern "{pattern}" lets anything stand after what it matches.',
    both: 'The pattern "{pattern}" lets anything stand before and after what it matches.',
  },

  having: { Schema: ['pattern', 'patternProperties'] },
  visit: {
    Schema(schema, { options, report }) {
      for (const pattern of patternsOf(schema)) {
        const message = looseness(pattern);
        if (message === undefined || !isAsked(schema, options.directions)) continue;
        if (!pattern.isKey && !isUnlimited(schema, isHeld)) continue;
        if (!pattern.isKey && isFilled(schema, pattern)) continue;
        report(pattern.at, message, { pattern: shortened(pattern.text) });
      }
    },
  },
});

/** At which side something else may stand; undefined for a pattern that is fine, or another rule's. */
function looseness({ text, isKey }: WrittenPattern): 'start' | 'end' | 'both' | undefined {
  const tree = parse(text);
  if (tree === undefined || isPresenceTest(tree)) return undefined;
  const start = !isAnchoredAtStart(tree);
  const end = !isKey && !isAnchoredAtEnd(tree);
  if ((!start && !end) || foreignSyntax(text) !== undefined || isPermissive(text)) return undefined;
  return start && end ? 'both' : start ? 'start' : 'end';
}

/** Nothing but lookaheads, as `^(?=.*\d)(?=.*[a-z])`: it asks for something that must occur, which is no fault. */
function isPresenceTest(tree: Expression): boolean {
  return longest(tree) === 0;
}

/** What another schema for the same value holds at both ends, or lists: there, the pattern asks for one thing more. */
function isHeld(part: Schema): boolean {
  if (part.values !== undefined) return true;
  const tree = part.pattern === undefined ? undefined : parse(part.pattern);
  return tree !== undefined && isAnchoredAtStart(tree) && isAnchoredAtEnd(tree);
}

/** Whether the value has no room for more than the pattern needs, as `[A-Z]` in a text of one character. */
function isFilled(schema: Schema, { text }: WrittenPattern): boolean {
  const tree = parse(text);
  if (tree === undefined) return false;
  const needed = shortest(tree);
  return wholesOf(schema).every(({ parts }) => (lowest(parts, 'maxLength') ?? Infinity) <= needed);
}
