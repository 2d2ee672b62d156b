import { defineRule } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { hasFewItems } from '../shared/has-few-items.ts';
import { labelOf } from '../shared/label.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'array-unbounded',
  title: 'Array has no maximum size',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-770', 'OWASP-API4:2023'],
  tags: ['schema-validation', 'input-validation'],
  why: 'One request can carry millions of items, and each of them costs memory, computing time and database work.',
  fix: 'Set `maxItems` to the largest number that callers need.',
  peers: {
    kics: ['general/array_without_maximum_number_items'],
    'spectral-owasp': ['owasp:api4:2023-array-limit'],
    vacuum: ['owasp-array-limit'],
    checkov: ['CKV_OPENAPI_21'],
    cherrybomb: ['CheckArrAttrs'],
    '42crunch': ['*-array-maxitems'],
    redocly: ['cookbook/rule/limit-array-length'],
    ibm: ['ibm-array-attributes'],
  },

  aggregate: 'document',
  aggregateFrom: 5,
  options: { directions },
  messages: {
    unlimited: 'The array "{name}" may have any number of items: it has no `maxItems`.',
  },

  having: { Schema: ['type'] },
  visit: {
    Schema(schema, { options, report, eligible }) {
      if (!schema.types.includes('array') || !isAsked(schema, options.directions)) return;
      eligible();
      if (hasFewItems(schema) || !isUnlimited(schema, hasFewItems)) return;
      report(weighed(schema, schema.at('type')), 'unlimited', { name: labelOf(schema) });
    },
  },
});
