import { defineRule, isEmpty, type Schema, wholesOf } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { endsWithOneOf, freeFormNames } from '../shared/free-form.ts';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'object-open-explicit',
  title: 'Object explicitly allows undeclared properties',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-915', 'OWASP-API3:2023'],
  tags: ['schema-validation'],
  why: 'Fields that nobody declared are let in by decision: callers try `isAdmin` and `price`, and the code behind may well take them.',
  fix: 'Set it to `false`, or to a schema for the values together with `maxProperties`.',
  limits:
    'An `unevaluatedProperties: false` around it does not help: what `additionalProperties: true` lets in counts as evaluated.',
  peers: {
    'spectral-owasp': [
      'owasp:api3:2023-no-additionalProperties',
      'owasp:api3:2023-no-unevaluatedProperties',
    ],
    vacuum: ['owasp-no-additionalProperties'],
    '42crunch': ['*object-additionalproperties-true'],
    ibm: ['ibm-unevaluated-properties', 'ibm-well-defined-dictionaries'],
  },

  options: {
    directions,
    freeFormNames: freeFormNames([
      'metadata',
      'custom',
      'extra',
      'extensions',
      'attributes',
      'tags',
      'labels',
    ]),
  },
  messages: {
    open: '`{keyword}` lets any property into "{name}".',
  },

  having: { Schema: ['additionalProperties', 'unevaluatedProperties'] },
  visit: {
    Schema(schema, { options, report }) {
      const keyword = openKeyword(schema);
      if (keyword === undefined || !isAsked(schema, options.directions)) return;
      if (!wholesOf(schema).some(({ parts }) => parts.some(lists) && !parts.some(isClosed))) return;
      const name = labelOf(schema);
      if (!endsWithOneOf(name, options.freeFormNames))
        report(weighed(schema, schema.at(keyword)), 'open', { name, keyword });
    },
  },
});

/** The keyword by which everything is let in. */
function openKeyword({ additionalProperties, unevaluatedProperties }: Schema): string | undefined {
  if (additionalProperties !== undefined && isEmpty(additionalProperties))
    return 'additionalProperties';
  return unevaluatedProperties !== undefined && isEmpty(unevaluatedProperties)
    ? 'unevaluatedProperties'
    : undefined;
}

/** Objects that list nothing at all are asked by `object-freeform`. */
function lists(part: Schema): boolean {
  return part.properties.size > 0 || part.patternProperties.size > 0;
}

/** Closed by another schema for the same value, or limited in number and names. */
function isClosed(part: Schema): boolean {
  if (part.additionalProperties?.boolean === false) return true;
  return part.maxProperties !== undefined && part.propertyNames !== undefined;
}
