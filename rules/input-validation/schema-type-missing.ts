import { defineRule, MediaType, Parameter, type Schema, wholesOf } from 'specgate/rule';
import { isBinary } from '../shared/binary.ts';
import { isAsked } from '../shared/directions.ts';
import { KEYWORD_TYPES } from '../shared/keyword-types.ts';
import { labelOf } from '../shared/label.ts';
import { isDescribable } from '../shared/media-types.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'schema-type-missing',
  title: 'Schema relies on an implied type',
  category: 'input-validation',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1287', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Keywords judge only values of their own type: a schema that lists properties lets any text and any number pass.',
  fix: 'Add the `type`.',
  peers: {
    kics: ['general/json_object_schema_without_type'],
    vacuum: ['oas-missing-type'],
    cherrybomb: ['CheckAdditionalProperties'],
    '42crunch': ['*schema-notype', '*-notype'],
    ibm: ['ibm-schema-type'],
  },

  messages: {
    implied: 'The schema of "{name}" has `{keyword}` and no `type`: values of other types pass.',
  },

  visit: {
    Schema(schema, { report }) {
      if (schema.type !== undefined || schema.boolean !== undefined) return;
      const keyword = tellingKeyword(schema);
      if (keyword === undefined || isParameterOfV2(schema)) return;
      if (isOfNames(schema) || isRaw(schema)) return;
      if (!isAsked(schema, BOTH) || !isUnlimited(schema, isTyped)) return;
      report(schema, 'implied', { name: labelOf(schema), keyword });
    },
  },
});

const BOTH = ['request', 'response', 'unused'];

/** The first keyword that speaks of values of one type only. A `format` alone is for `schema-any`. */
function tellingKeyword(schema: Schema): string | undefined {
  for (const key in schema.raw) if (KEYWORD_TYPES.has(key)) return key;
  return undefined;
}

function isTyped(part: Schema): boolean {
  return part.type !== undefined || part.values !== undefined;
}

/** Names of properties are texts: nothing else can be meant. */
function isOfNames(schema: Schema): boolean {
  return wholesOf(schema).every(
    ({ head }) => head.parent === head.owner && head.key === 'propertyNames',
  );
}

/** Bytes as they are have no type (OpenAPI 3.1.1, Working With Binary Data); a `maxLength` counts them. */
function isRaw(schema: Schema): boolean {
  const { owner, contentEncoding } = schema;
  if (schema.api.hasOldSchemas || contentEncoding !== undefined) return false;
  return isBinary(schema) || (owner instanceof MediaType && !isDescribable(owner.name));
}

/** A parameter of 2.0 without a type is reported by `request-schema-missing`. */
function isParameterOfV2({ api, owner }: Schema): boolean {
  return api.version === '2.0' && owner instanceof Parameter && owner.in !== 'body';
}
