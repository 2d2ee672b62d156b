import { defineRule, fact, isEmpty, type Schema, wholesOf } from 'specgate/rule';
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
      const missing = missingOf(schema, names);
      if (missing.size === 0) return;
      const isClosed = wholesOf(schema).every(({ parts }) => parts.some(isSealed));
      for (const [index, name] of names.entries()) {
        if (typeof name !== 'string' || !missing.has(name)) continue;
        report(schema.at('required', index), isClosed ? 'forbidden' : 'undefined', { name });
      }
    },
  },
});

/** Alternatives inside alternatives, no deeper than anyone writes them. */
const DEEPEST = 4;

/** More schemas than this may define anything. */
const MOST = 3000;

/** Those of the names that nothing defines which judges the same object. */
function missingOf(schema: Schema, names: readonly unknown[]): ReadonlySet<string> {
  const missing = new Set<string>();
  for (const name of names)
    if (typeof name === 'string' && !schema.properties.has(name)) missing.add(name);
  if (missing.size === 0) return missing;
  const seen = new Set(wholesOf(schema).flatMap(({ parts }) => parts));
  let level = [...seen];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    const next: Schema[] = [];
    for (const part of level) {
      if (takesAnything(part) || seen.size > MOST) return NONE;
      for (const name of missing) if (part.properties.has(name)) missing.delete(name);
      for (const other of below(part)) {
        if (seen.has(other)) continue;
        seen.add(other);
        next.push(other);
      }
    }
    level = next;
  }
  return missing;
}

const NONE: ReadonlySet<string> = new Set();

/** Whether names that it does not list may stand in what a part judges, or it refers to something that cannot be found. */
const takesAnything: (part: Schema) => boolean = fact(
  (part: Schema) =>
    part.patternProperties.size > 0 ||
    isIncomplete(part) ||
    isTyped(part.additionalProperties) ||
    isTyped(part.unevaluatedProperties),
);

function below(part: Schema): readonly Schema[] {
  const { allOf, oneOf, anyOf, dependentSchemas, ref, then, else: otherwise } = part;
  return [
    ...allOf,
    ...oneOf,
    ...anyOf,
    ...dependentSchemas.values(),
    ref,
    part.if,
    then,
    otherwise,
  ].filter((other) => other !== undefined);
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
