import { defineRule, Header, isEmpty, MediaType, Schema, wholesOf } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { endsWithOneOf, freeFormNames } from '../shared/free-form.ts';
import { labelOf } from '../shared/label.ts';
import { isDescribable, isMultipart } from '../shared/media-types.ts';

export default defineRule({
  id: 'schema-any',
  title: 'Schema accepts any value',
  category: 'input-validation',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-20', 'CWE-1287', 'OWASP-API3:2023', 'OWASP-API8:2023'],
  tags: ['schema-validation', 'input-validation'],
  why: 'A number, a megabyte of nested objects or a piece of a database query all pass here: validation ends at this place.',
  fix: 'Give it a `type` and what goes with it; for an array, `items`.',
  peers: {
    kics: [
      'general/schema_object_empty',
      'general/array_items_has_no_type',
      'general/items_undefined',
    ],
    vacuum: ['oas-missing-type'],
    cherrybomb: ['CheckAdditionalProperties'],
    '42crunch': ['*schema-empty', '*array-items-notype', '*validation-*-array-items'],
    redocly: ['cookbook/required-items-for-array-schemas'],
    ibm: ['ibm-schema-type', 'ibm-array-attributes'],
  },

  options: {
    directions,
    freeFormNames: freeFormNames(['metadata', 'custom', 'extra', 'extensions']),
  },
  messages: {
    anything: 'The schema of "{name}" accepts any value: it sets no type.',
    items: 'The array "{name}" accepts items of any kind: it has no `items`.',
    rest: 'After its `prefixItems`, the array "{name}" accepts items of any kind.',
  },

  visit: {
    Schema(schema, { options, report }) {
      const message = isVague(schema) || isHollow(schema) ? 'anything' : looseItems(schema);
      if (message === undefined) return;
      const name = labelOf(schema);
      if (!isAsked(schema, options.directions)) return;
      if (isExpected(schema) || endsWithOneOf(name, options.freeFormNames)) return;
      const isOpen = message === 'anything' ? saysNothing : hasNoItems;
      if (wholesOf(schema).some(({ parts }) => parts.every((part) => isOpen(part, parts)))) {
        report(weighed(schema), message, { name });
      }
    },
  },
});

/** How an array leaves its items open; undefined for other schemas. `items: {}` is a schema of its own. */
function looseItems(schema: Schema): 'items' | 'rest' | undefined {
  if (!schema.types.includes('array') || !hasNoItems(schema)) return undefined;
  return schema.prefixItems.length > 0 ? 'rest' : 'items';
}

function hasNoItems(part: Schema): boolean {
  return (
    // Asked of the text, for items that cannot be found are none the less described.
    !part.has('items') &&
    !part.has('unevaluatedItems') &&
    part.values === undefined &&
    part.maxItems !== 0 &&
    (part.maxItems ?? Infinity) > part.prefixItems.length
  );
}

/** Nothing, or nothing but a `format`, which values of other types do not have to have. */
function isVague(schema: Schema): boolean {
  return isEmpty(schema, 'format');
}

/** Whether a part constrains nothing, alternatives that are not among the parts included. */
function saysNothing(part: Schema, parts: readonly Schema[]): boolean {
  if (!isVague(part) && !isComposition(part)) return false;
  return ![part.oneOf, part.anyOf].some(
    (branches) => branches.length > 0 && !branches.some((branch) => parts.includes(branch)),
  );
}

const COMPOSITION = new Set([
  'allOf',
  'oneOf',
  'anyOf',
  '$ref',
  'title',
  'description',
  'nullable',
]);

/** `oneOf: []`: a choice of nothing, which validators pass over. */
function isHollow(schema: Schema): boolean {
  const { allOf, oneOf, anyOf } = schema.raw;
  const lists = [allOf, oneOf, anyOf].filter((list) => list !== undefined);
  const areEmpty = lists.every((list) => Array.isArray(list) && list.length === 0);
  return lists.length > 0 && areEmpty && schema.ref === undefined && isComposition(schema);
}

function isComposition(part: Schema): boolean {
  for (const key in part.raw) if (!COMPOSITION.has(key) && !key.startsWith('x-')) return false;
  return true;
}

/** Where a schema that says nothing is no gap, or another rule's. */
function isExpected(schema: Schema): boolean {
  const { owner, parent, key } = schema;
  if (owner instanceof MediaType) return isFile(owner.name) || SCHEMA_DOCUMENT.test(owner.name);
  // A header of 2.0 and its schema are one: `response-schema-missing` reports it.
  if (owner instanceof Header) return owner.api.version === '2.0';
  if (!(owner instanceof Schema)) return false;
  // `additionalProperties: true` is asked by the rules about open objects; `then: {}` and the like judge nothing else.
  if (parent === owner) return key !== 'items' || isUpload(owner);
  if (parent?.parent !== owner) return false;
  if (parent.key === 'properties') return isEnvelope(owner, key) || isUpload(schema);
  return parent.key === 'patternProperties' && String(key).startsWith('^x-');
}

const SCHEMA_DOCUMENT = /schema\+json/i;

function isFile(mediaType: string): boolean {
  return !isDescribable(mediaType);
}

/** JSON Patch (RFC 6902) and JSON-RPC carry any value by definition. */
function isEnvelope({ properties }: Schema, key: string | number): boolean {
  if (key === 'value') return properties.has('op') && properties.has('path');
  return (key === 'params' || key === 'id') && properties.has('jsonrpc');
}

/** Since 3.1, a file in a form is a part with an empty schema, or a list of them (OpenAPI 3.1.1 §4.8.15.5). */
function isUpload(schema: Schema): boolean {
  const { owner, api } = schema;
  if (api.hasOldSchemas || !(owner instanceof Schema)) return false;
  const holders = [owner.owner, ...owner.referrers.map((reference) => reference.owner)];
  return holders.some((holder) => holder instanceof MediaType && isMultipart(holder.name));
}
