import { defineRule, Parameter, partsOf, type Schema } from 'specgate/rule';
import { directionsOfStrict, isAsked } from '../shared/directions.ts';
import { labelOf } from '../shared/label.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'array-unbounded',
  title: 'Array has no maximum size',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
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

  options: {
    directions: directionsOfStrict,
  },
  messages: {
    unlimited: 'The array "{name}" may have any number of items: it has no `maxItems`.',
  },

  visit: {
    Schema(schema, { options, report }) {
      if (!schema.types.includes('array') || isLimited(schema)) return;
      if (!isAsked(schema, options.directions) || !isUnlimited(schema, isLimited)) return;
      report(schema.at('type'), 'unlimited', { name: labelOf(schema) });
    },
  },
});

function isLimited(part: Schema): boolean {
  return (
    part.maxItems !== undefined ||
    part.values !== undefined ||
    isTuple(part) ||
    isChoice(part) ||
    isShortList(part)
  );
}

/** A list of positions with nothing after them. */
function isTuple({ prefixItems, items, unevaluatedItems }: Schema): boolean {
  return (
    prefixItems.length > 0 && (items?.boolean === false || unevaluatedItems?.boolean === false)
  );
}

/** Each of a few values at most once. */
function isChoice({ uniqueItems, items }: Schema): boolean {
  if (uniqueItems !== true || items === undefined) return false;
  return partsOf(items).some(
    (part) => part.values !== undefined || part.types.join() === 'boolean',
  );
}

/** In 2.0, a parameter whose whole text, commas included, is limited. */
function isShortList(part: Schema): boolean {
  return (
    part.maxLength !== undefined && part.owner instanceof Parameter && part.api.version === '2.0'
  );
}
