import { defineRule, isEmpty, type Schema, wholesOf } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { endsWithOneOf, freeFormNames } from '../shared/free-form.ts';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'object-freeform',
  title: 'Request object does not list its properties',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-915', 'CWE-20', 'OWASP-API3:2023', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Keys that nobody declared reach the code behind the API, where they can overwrite fields that callers must not set, or become part of a database query.',
  fix: 'List the properties and add `additionalProperties: false`, or give the values of a map a schema.',
  peers: {
    kics: ['general/json_object_schema_without_properties'],
    'spectral-owasp': ['owasp:api3:2023-no-additionalProperties'],
    vacuum: ['owasp-no-additionalProperties'],
    cherrybomb: ['CheckObjAttrs'],
    '42crunch': ['*object-without-properties'],
    ibm: ['ibm-well-defined-dictionaries'],
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
    freeform: 'The object "{name}" takes any properties: it lists none.',
  },

  having: { Schema: ['type'] },
  visit: {
    Schema(schema, { options, report }) {
      if (
        !schema.types.includes('object') ||
        isShaped(schema) ||
        !isAsked(schema, options.directions)
      )
        return;
      if (!wholesOf(schema).some(({ parts }) => !parts.some(isShaped))) return;
      const name = labelOf(schema);
      if (!endsWithOneOf(name, options.freeFormNames))
        report(weighed(schema), 'freeform', { name });
    },
  },
});

/** Whether something says which properties there may be, or what they may be. */
function isShaped(part: Schema): boolean {
  return (
    part.properties.size > 0 ||
    hasUnknown(part) ||
    part.patternProperties.size > 0 ||
    part.dependentSchemas.size > 0 ||
    part.maxProperties === 0 ||
    part.values !== undefined ||
    part.oneOf.length > 0 ||
    part.anyOf.length > 0 ||
    isBase(part) ||
    part.then !== undefined ||
    part.else !== undefined ||
    part.raw.$dynamicRef !== undefined ||
    isTyped(part.additionalProperties) ||
    isTyped(part.unevaluatedProperties) ||
    part.propertyNames?.values !== undefined
  );
}

/** Whether other schemas take this one in, and list the properties: a discriminator says which of them is meant. */
function isBase(part: Schema): boolean {
  const { discriminator } = part;
  if (discriminator === undefined) return false;
  return discriminator.mapped.size > 0 || wholesOf(part).some(({ head }) => head !== part);
}

/** References that lead nowhere are missing from the model; what they describe is unknown. */
function hasUnknown(part: Schema): boolean {
  const { properties, additionalProperties, allOf } = part.raw;
  const isListed =
    typeof properties === 'object' && properties !== null && Object.keys(properties).length > 0;
  const isTypedUnknown =
    additionalProperties !== undefined && part.additionalProperties === undefined;
  return isListed || isTypedUnknown || (Array.isArray(allOf) && allOf.length > part.allOf.length);
}

function isTyped(rest: Schema | undefined): boolean {
  return rest !== undefined && !isEmpty(rest);
}
