import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Version } from '../../src/model/version.ts';

/** What the official schema of a version says against a document: a place and a sentence each. */
export type Official = (value: unknown) => readonly Complaint[];

export interface Complaint {
  /** A JSON pointer. */
  readonly place: string;
  /** The keyword of the schema that was not satisfied, as `required`. */
  readonly keyword: string;
  readonly message: string;
}

const JSON_SCHEMA = 'https://json-schema.org/draft/2020-12/schema';

const require = createRequire(import.meta.url);
const SCHEMAS = {
  '2.0': require('@seriousme/openapi-schema-validator/schemas/v2.0/schema.json'),
  '3.0': require('@seriousme/openapi-schema-validator/schemas/v3.0/schema.json'),
  '3.1': require('@seriousme/openapi-schema-validator/schemas/v3.1/schema.json'),
  '3.2': require('@seriousme/openapi-schema-validator/schemas/v3.2/schema.json'),
} as const satisfies { readonly [V in Version]: object };

/** Makes the validator of a version, which takes a moment. */
export function officialOf(version: Version): Official {
  const schema = SCHEMAS[version];
  const isOld = version === '2.0' || version === '3.0';
  const options = { strict: false, allErrors: true, validateFormats: false };
  const ajv = isOld ? new (require('ajv-draft-04').default)(options) : new Ajv2020(options);
  addFormats.default(ajv);
  const validate = ajv.compile(isOld ? schema : withDialect(schema));
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(complaint);
  };
}

function complaint({ instancePath, keyword, message = '' }: ErrorObject): Complaint {
  return { place: instancePath, keyword, message: `${instancePath} ${message}` };
}

/** The schema with JSON Schema in the place of its stand-in for schemas, which says no more than that they are objects. */
function withDialect(schema: { readonly $defs: object }): object {
  const dialect = { type: ['object', 'boolean'], $ref: JSON_SCHEMA };
  return { ...schema, $defs: { ...schema.$defs, schema: dialect } };
}
