import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { FIELDS, type FieldTable, type TableKind } from '../../src/model/fields.ts';
import { isWrittenIn } from '../../src/model/made-in-v2.ts';
import { VERSIONS, type Version, versionBit } from '../../src/model/version.ts';

type Json = { readonly [key: string]: unknown };

/** The definitions of the official schemas that describe each kind; several where a kind has variants. */
const DEFINITIONS: {
  readonly [V in Version]: { readonly [kind in TableKind]?: readonly string[] };
} = {
  '2.0': {
    Api: ['#'],
    Info: ['info'],
    Contact: ['contact'],
    License: ['license'],
    PathItem: ['pathItem'],
    Operation: ['operation'],
    Parameter: [
      'bodyParameter',
      'headerParameterSubSchema',
      'queryParameterSubSchema',
      'formDataParameterSubSchema',
      'pathParameterSubSchema',
    ],
    Header: ['header'],
    Response: ['response'],
    Schema: ['schema', 'fileSchema', 'primitivesItems'],
    Xml: ['xml'],
    SecurityScheme: [
      'basicAuthenticationSecurity',
      'apiKeySecurity',
      'oauth2ImplicitSecurity',
      'oauth2PasswordSecurity',
      'oauth2ApplicationSecurity',
      'oauth2AccessCodeSecurity',
    ],
    Tag: ['tag'],
    ExternalDocs: ['externalDocs'],
  },
  '3.0': {
    Api: ['#'],
    Info: ['Info'],
    Contact: ['Contact'],
    License: ['License'],
    Server: ['Server'],
    ServerVariable: ['ServerVariable'],
    Components: ['Components'],
    PathItem: ['PathItem'],
    Operation: ['Operation'],
    Parameter: ['Parameter'],
    Header: ['Header'],
    RequestBody: ['RequestBody'],
    MediaType: ['MediaType'],
    Encoding: ['Encoding'],
    Response: ['Response'],
    Example: ['Example'],
    Link: ['Link'],
    Schema: ['Schema'],
    Discriminator: ['Discriminator'],
    Xml: ['XML'],
    SecurityScheme: [
      'APIKeySecurityScheme',
      'HTTPSecurityScheme',
      'OAuth2SecurityScheme',
      'OpenIdConnectSecurityScheme',
    ],
    OAuthFlow: [
      'ImplicitOAuthFlow',
      'PasswordOAuthFlow',
      'ClientCredentialsFlow',
      'AuthorizationCodeOAuthFlow',
    ],
    Tag: ['Tag'],
    ExternalDocs: ['ExternalDocumentation'],
  },
  '3.1': modern(),
  '3.2': modern(),
};

function modern(): { readonly [kind in TableKind]?: readonly string[] } {
  return {
    Api: ['#'],
    Info: ['info'],
    Contact: ['contact'],
    License: ['license'],
    Server: ['server'],
    ServerVariable: ['server-variable'],
    Components: ['components'],
    PathItem: ['path-item'],
    Webhook: ['path-item'],
    Operation: ['operation'],
    Parameter: ['parameter'],
    Header: ['header'],
    RequestBody: ['request-body'],
    MediaType: ['media-type'],
    Encoding: ['encoding'],
    Response: ['response'],
    Example: ['example'],
    Link: ['link'],
    Schema: ['json-schema'],
    SecurityScheme: ['security-scheme'],
    OAuthFlow: ['oauth-flows'],
    Tag: ['tag'],
    ExternalDocs: ['external-documentation'],
  };
}

/** Fields of the specifications that the model leaves out, and why. */
const LEFT_OUT: { readonly [field: string]: string } = {
  'PathItem.$ref': 'a reference is an edge of its own',
  'Webhook.$ref': 'a reference is an edge of its own',
  'Schema.$ref': 'a reference is an edge of its own',
  'SecurityScheme.x-': 'extensions are nodes of their own',
  'Schema.dependencies': 'left over from JSON Schema draft 7; no dialect of OpenAPI uses it',
  'Schema.definitions': 'left over from JSON Schema draft 7; no dialect of OpenAPI uses it',
  'Schema.$recursiveAnchor': 'left over from JSON Schema 2019-09',
  'Schema.$recursiveRef': 'left over from JSON Schema 2019-09',
};

/** 2.0 writes the schema of a parameter or header beside its name; the model reads it as a Schema. */
const INLINE_IN_V2 = new Set<TableKind>(['Parameter', 'Header']);

const require = createRequire(import.meta.url);
const METASCHEMAS = new URL(
  '../../node_modules/ajv/dist/refs/json-schema-2020-12/',
  import.meta.url,
);
/** https://spec.openapis.org/oas/3.1/dialect/base adds these to JSON Schema 2020-12. */
const OAS_BASE = ['discriminator', 'xml', 'externalDocs', 'example'];

function officialSchema(version: Version): Json {
  return require(`@seriousme/openapi-schema-validator/schemas/v${version}/schema.json`) as Json;
}

/** The fields that the official schemas give a kind in a version. */
function officialFields(version: Version, names: readonly string[]): ReadonlySet<string> {
  const root = officialSchema(version);
  const fields = new Set<string>();
  for (const name of names) {
    if (name === 'json-schema') for (const field of jsonSchemaKeywords()) fields.add(field);
    else
      for (const field of fieldsIn(
        root,
        name === '#' ? withoutDefinitions(root) : definition(root, name),
      ))
        fields.add(field);
  }
  return fields;
}

function withoutDefinitions({ definitions: _, $defs: __, ...rest }: Json): Json {
  return rest;
}

function definition(root: Json, name: string): Json {
  const all = (root.definitions ?? root.$defs) as { readonly [name: string]: Json };
  const { $defs: own, ...found } = all[name] ?? {};
  expect(Object.keys(found).length, name).toBeGreaterThan(0);
  // Variants, as of a security scheme by type or of the flows, stand in definitions of their own.
  const variants = Object.values((own ?? {}) as { readonly [name: string]: Json }).filter(
    (variant) => 'properties' in variant || 'then' in variant,
  );
  return name === 'oauth-flows' ? { allOf: variants } : { allOf: [found, ...variants] };
}

/** Keys of `properties` anywhere in a schema where they speak of the same object. */
function fieldsIn(root: Json, schema: Json): readonly string[] {
  const own = Object.keys((schema.properties ?? {}) as Json);
  const patterned = Object.keys((schema.patternProperties ?? {}) as Json).flatMap(methodsIn);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap(
    (key) => (schema[key] ?? []) as readonly Json[],
  );
  const conditional = ['then', 'else'].flatMap((key) =>
    schema[key] === undefined ? [] : [schema[key] as Json],
  );
  const dependent = Object.values(
    (schema.dependentSchemas ?? {}) as { readonly [key: string]: Json },
  );
  const all = [...parts, ...conditional, ...dependent, ...referred(root, schema)];
  return [...own, ...patterned, ...all.flatMap((part) => fieldsIn(root, part))];
}

/** What a `$ref` to another definition leads to, as for fields that several objects share. */
function referred(root: Json, { $ref }: Json): readonly Json[] {
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return [];
  return [
    $ref
      .slice('#/'.length)
      .split('/')
      .reduce((at, step) => at[step] as Json, root),
  ];
}

/** `^(get|put|…)$` names the methods of a path item. */
function methodsIn(pattern: string): readonly string[] {
  const alternatives = /^\^\(([a-z|]+)\)\$$/i.exec(pattern)?.[1];
  return alternatives === undefined ? [] : alternatives.split('|');
}

function jsonSchemaKeywords(): readonly string[] {
  const metaschemas = readdirSync(new URL('meta/', METASCHEMAS)).map((file) => `meta/${file}`);
  return [...metaschemas, 'schema.json']
    .map((file) => JSON.parse(readFileSync(new URL(file, METASCHEMAS), 'utf8')) as Json)
    .flatMap((schema) => Object.keys((schema.properties ?? {}) as Json))
    .concat(OAS_BASE);
}

describe.each(VERSIONS)('the fixed fields of %s', (version) => {
  const bit = versionBit(version);
  const kinds = Object.entries(DEFINITIONS[version]) as [TableKind, readonly string[]][];

  test.each(kinds)('%s: each is modelled, or left out with a reason', (kind, names) => {
    const table: FieldTable = FIELDS[kind];
    const inline: FieldTable = version === '2.0' && INLINE_IN_V2.has(kind) ? FIELDS.Schema : {};
    const missing = [...officialFields(version, names)].filter((field) => {
      const known = [table[field], inline[field]].some(
        (entry) => entry !== undefined && (entry.versions & bit) !== 0,
      );
      return !known && LEFT_OUT[`${kind}.${field}`] === undefined && !field.startsWith('x-');
    });
    expect(missing).toEqual([]);
  });

  test.each(kinds)('%s: none is modelled that the version does not have', (kind, names) => {
    const official = officialFields(version, names);
    const table: FieldTable = FIELDS[kind];
    const invented = Object.entries(table)
      .filter(
        ([field, { versions }]) =>
          (versions & bit) !== 0 &&
          !official.has(field) &&
          // Extensions that hold what the specification knows elsewhere.
          !field.startsWith('x-') &&
          isWrittenIn(version, kind, field),
      )
      .map(([field]) => field);
    expect(invented).toEqual([]);
  });
});
