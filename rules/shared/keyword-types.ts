const NUMBER = ['integer', 'number'];
const STRING = ['string', 'file'];
const ARRAY = ['array'];
const OBJECT = ['object'];

/** The keywords that judge only values of some types, and these types (JSON Schema 2020-12 validation §6; `file` of 2.0 is a text). */
export const KEYWORD_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['maxLength', STRING],
  ['minLength', STRING],
  ['pattern', STRING],
  ['contentEncoding', STRING],
  ['contentMediaType', STRING],
  ['minimum', NUMBER],
  ['maximum', NUMBER],
  ['exclusiveMinimum', NUMBER],
  ['exclusiveMaximum', NUMBER],
  ['multipleOf', NUMBER],
  ['maxItems', ARRAY],
  ['minItems', ARRAY],
  ['uniqueItems', ARRAY],
  ['items', ARRAY],
  ['prefixItems', ARRAY],
  ['contains', ARRAY],
  ['unevaluatedItems', ARRAY],
  ['properties', OBJECT],
  ['patternProperties', OBJECT],
  ['additionalProperties', OBJECT],
  ['unevaluatedProperties', OBJECT],
  ['propertyNames', OBJECT],
  ['maxProperties', OBJECT],
  ['minProperties', OBJECT],
  ['required', OBJECT],
]);
