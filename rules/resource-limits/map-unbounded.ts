import { defineRule, flag, isEmpty, type Schema } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { labelOf } from '../shared/label.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'map-unbounded',
  title: 'Map may contain any number of keys',
  category: 'resource-limits',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-770', 'CWE-1284', 'OWASP-API3:2023', 'OWASP-API4:2023'],
  tags: ['schema-validation'],
  why: 'Callers choose the number and the names of the keys: enough of them exhaust memory, and some names (`__proto__`) have a meaning of their own to the code behind.',
  fix: 'Add `maxProperties`, and since 3.1 restrict the keys by `propertyNames`.',
  peers: {
    'spectral-owasp': [
      'owasp:api3:2023-constrained-additionalProperties',
      'owasp:api3:2023-constrained-unevaluatedProperties',
    ],
    vacuum: ['owasp-constrained-additionalProperties'],
    cherrybomb: ['CheckObjAttrs'],
    ibm: ['ibm-pattern-properties'],
  },

  options: {
    directions,
    requirePropertyNames: flag(
      'Since 3.1, the names of the keys must be restricted too, by `propertyNames` or `patternProperties`.',
      false,
      true,
    ),
  },
  messages: {
    unlimited: 'The map "{name}" may have any number of keys: it has no `maxProperties`.',
    names: 'The map "{name}" may have any keys: it has no `propertyNames`.',
  },

  visit: {
    Schema(schema, { options, report }) {
      const keyword = keywordOf(schema);
      if (keyword === undefined || !isAsked(schema, options.directions)) return;
      const name = labelOf(schema);
      const place = weighed(schema, schema.at(keyword));
      if (isUnlimited(schema, isLimited)) report(place, 'unlimited', { name });
      else if (
        options.requirePropertyNames &&
        !schema.api.hasOldSchemas &&
        isUnlimited(schema, hasNamedKeys)
      ) {
        report(place, 'names', { name });
      }
    },
  },
});

/** The keyword that lets in keys without names of their own, with a schema for their values. */
function keywordOf(schema: Schema): string | undefined {
  if (isTyped(schema.additionalProperties)) return 'additionalProperties';
  if (isTyped(schema.unevaluatedProperties)) return 'unevaluatedProperties';
  return schema.patternProperties.size > 0 ? 'patternProperties' : undefined;
}

function isTyped(rest: Schema | undefined): boolean {
  return rest !== undefined && rest.boolean === undefined && !isEmpty(rest);
}

function isLimited(part: Schema): boolean {
  return (
    part.maxProperties !== undefined ||
    part.values !== undefined ||
    part.propertyNames?.values !== undefined
  );
}

function hasNamedKeys(part: Schema): boolean {
  return (
    part.propertyNames !== undefined || part.values !== undefined || part.patternProperties.size > 0
  );
}
