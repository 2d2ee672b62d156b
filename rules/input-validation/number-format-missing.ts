import { defineRule, type Schema, texts } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { labelOf } from '../shared/label.ts';
import { hasLower, hasUpper, isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'number-format-missing',
  title: 'Number has no format',
  category: 'input-validation',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-1284', 'CWE-190', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Clients and servers are generated with different widths, so that on one side values overflow or lose digits.',
  fix: 'Add `int32`, `int64`, `float` or `double`, or state `minimum` and `maximum`.',
  peers: {
    kics: ['general/numeric_schema_without_format'],
    'spectral-owasp': ['owasp:api4:2023-integer-format'],
    vacuum: ['owasp-integer-format'],
    '42crunch': ['*-numerical-format'],
    ibm: ['ibm-integer-attributes'],
    zally: ['171'],
  },

  aggregate: 'document',
  aggregateFrom: 5,
  options: {
    types: texts('The types that are asked about.', ['integer', 'number']),
    directions,
  },
  messages: {
    unformatted: 'Nothing says how wide the number "{name}" is: it has no `format` and no bounds.',
  },

  having: { Schema: ['type'] },
  visit: {
    Schema(schema, { options, report, eligible }) {
      const { types } = schema;
      if (types.length === 0 || !options.types.some((type) => types.includes(type))) return;
      if (!isAsked(schema, options.directions)) return;
      eligible();
      if (isSized(schema) || !isUnlimited(schema, isSized)) return;
      // One schema may set the one bound, and another the other.
      if (!isUnlimited(schema, hasLower) && !isUnlimited(schema, hasUpper)) return;
      report(weighed(schema, schema.at('type')), 'unformatted', { name: labelOf(schema) });
    },
  },
});

function isSized(part: Schema): boolean {
  return (
    part.format !== undefined || part.values !== undefined || (hasLower(part) && hasUpper(part))
  );
}
