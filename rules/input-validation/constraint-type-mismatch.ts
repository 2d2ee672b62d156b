import { defineRule, Parameter, type Schema, typesOf, wholesOf } from 'specgate/rule';
import { isCondition } from '../shared/directions.ts';
import { KEYWORD_TYPES } from '../shared/keyword-types.ts';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'constraint-type-mismatch',
  title: 'Constraint keyword does not apply to the declared type',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023', 'OWASP-API4:2023'],
  tags: ['schema-validation'],
  why: 'Validators pass over a limit that belongs to another type: a `maximum` limits no text, and nobody notices.',
  fix: 'Use the keyword that belongs to the type, such as `maxLength` instead of `maximum` for a text, or correct the type.',
  peers: {
    kics: ['general/type_has_invalid_keyword', 'general/non_array_schema_with_items'],
    vacuum: ['json-schema-type-constraint-compatible'],
    '42crunch': ['*property-improper', '*validation-*-notarray-items'],
    ibm: ['ibm-property-attributes', 'ibm-string-attributes', 'ibm-array-attributes'],
  },

  messages: {
    mismatch: '`{keyword}` says nothing about "{name}", whose type is {type}.',
  },

  visit: {
    Schema(schema, { report }) {
      let types: readonly (readonly string[])[] | undefined;
      for (const keyword in schema.raw) {
        const suitable = KEYWORD_TYPES.get(keyword);
        if (suitable === undefined || isHarmless(schema, keyword)) continue;
        types ??= typesInUse(schema);
        if (types.length === 0 || types.some((use) => fits(use, suitable))) continue;
        if (isCondition(schema)) return;
        const type = (types[0] ?? []).join(' or ');
        report(schema.at(keyword), 'mismatch', { keyword, name: labelOf(schema), type });
      }
    },
  },
});

/** The types that values have in each use of the schema: its own, else those of what it holds together with. */
function typesInUse(schema: Schema): readonly (readonly string[])[] {
  if (schema.types.length > 0) return [schema.types];
  if (schema.type !== undefined) return [];
  return wholesOf(schema).map(({ parts }) => typesOf(parts));
}

function fits(types: readonly string[], suitable: readonly string[]): boolean {
  return types.length === 0 || types.some((type) => suitable.includes(type));
}

/** Values that would limit nothing anyway, and what is no keyword of a schema. */
function isHarmless(schema: Schema, keyword: string): boolean {
  const value = schema.raw[keyword];
  if (value === false && keyword !== 'additionalProperties' && keyword !== 'items') return true;
  if (value === 0 && keyword.startsWith('min')) return true;
  if (keyword === 'required') return Array.isArray(value) ? value.length === 0 : value !== true;
  if (schema.api.version !== '2.0' || !(schema.owner instanceof Parameter)) return false;
  // The text of a list in 2.0, as `1,2,3`, has a length; and some generators write `uniqueItems` at every parameter.
  return (
    keyword === 'uniqueItems' || (keyword.endsWith('Length') && schema.types.includes('array'))
  );
}
