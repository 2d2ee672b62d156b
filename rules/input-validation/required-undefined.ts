import { defineRule, isEmpty, type Schema, wholesOf } from 'specgate/rule';
import { isCondition } from '../shared/directions.ts';

export default defineRule({
  id: 'required-undefined',
  title: 'Required property is not defined',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'The value has to be sent, and nothing says what it may be: anything is accepted under that name.',
  fix: 'Define the property, or drop the name from `required`; often one of the two is misspelt.',
  peers: {
    kics: [
      'general/properties_missing_required_property',
      'general/schema_required_property_undefined',
    ],
    vacuum: ['required-fields-defined', 'json-schema-required-properties-defined'],
    '42crunch': ['*semantic-property-required', '*semantic-schema-property-required'],
    redocly: ['no-required-schema-properties-undefined'],
    ibm: ['ibm-define-required-properties'],
  },

  messages: {
    undefined: '"{name}" is required, and no such property is defined.',
    forbidden: '"{name}" is required and forbidden at once: `additionalProperties` is false.',
  },

  having: { Schema: ['required'] },
  visit: {
    Schema(schema, { report }) {
      const names = schema.required;
      if (!Array.isArray(names) || names.length === 0 || isCondition(schema)) return;
      for (const [index, name] of names.entries()) {
        if (typeof name !== 'string' || schema.properties.has(name)) continue;
        const wholes = wholesOf(schema);
        if (wholes.some(({ parts }) => parts.some((part) => mayDefine(part, name, 0)))) continue;
        const isClosed = wholes.every(({ parts }) => parts.some(isSealed));
        report(schema.at('required', index), isClosed ? 'forbidden' : 'undefined', { name });
      }
    },
  },
});

/** Alternatives inside alternatives, no deeper than anyone writes them. */
const DEEPEST = 4;

/** Whether a part says what may stand under a name, or refers to something that cannot be found. */
function mayDefine(part: Schema, name: string, depth: number): boolean {
  if (part.properties.has(name) || part.patternProperties.size > 0 || isIncomplete(part))
    return true;
  if (isTyped(part.additionalProperties) || isTyped(part.unevaluatedProperties)) return true;
  if (depth >= DEEPEST) return false;
  const { ref, then, else: otherwise } = part;
  const below = [...part.allOf, ...part.oneOf, ...part.anyOf, ...part.dependentSchemas.values()];
  return [...below, ref, part.if, then, otherwise].some(
    (other) => other !== undefined && mayDefine(other, name, depth + 1),
  );
}

function isTyped(rest: Schema | undefined): boolean {
  return rest !== undefined && rest.boolean !== false && !isEmpty(rest);
}

function isSealed({ additionalProperties }: Schema): boolean {
  return additionalProperties?.boolean === false;
}

/** Members that lead nowhere are missing from the model; what they define is unknown. */
function isIncomplete(part: Schema): boolean {
  const { allOf, oneOf, anyOf, properties } = part.raw;
  return (
    lacks(allOf, part.allOf.length) ||
    lacks(oneOf, part.oneOf.length) ||
    lacks(anyOf, part.anyOf.length) ||
    (typeof properties === 'object' &&
      properties !== null &&
      Object.keys(properties).length > part.properties.size)
  );
}

function lacks(written: unknown, known: number): boolean {
  return Array.isArray(written) && written.length > known;
}
