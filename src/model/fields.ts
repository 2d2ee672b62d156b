import type { Kinds } from './kinds.ts';
import { ALL, SINCE_31, V2, V3, V30, V32 } from './version.ts';

/** How a plain value is read; a value of another shape reads as undefined. `any` is handed out as it is. */
export type ValueType = 'text' | 'flag' | 'number' | 'texts' | 'any';

export interface ValueField<T extends ValueType = ValueType> {
  readonly value: T;
  readonly versions: number;
}

export interface ChildField<K extends string = string, M extends Many = Many> {
  readonly child: K;
  readonly many: M;
  readonly versions: number;
}

/** One node, a list of them, or a map from names to them. */
export type Many = 'one' | 'list' | 'map';
export type Field = ValueField | ChildField;
export type FieldTable = { readonly [field: string]: Field };

const value =
  <T extends ValueType>(type: T) =>
  (versions: number = ALL): ValueField<T> => ({ value: type, versions });
const text = value('text');
const flag = value('flag');
const number = value('number');
const texts = value('texts');
const any = value('any');

const one = <K extends keyof Kinds>(child: K, versions: number = ALL): ChildField<K, 'one'> => ({
  child,
  many: 'one',
  versions,
});
const list = <K extends keyof Kinds>(child: K, versions: number = ALL): ChildField<K, 'list'> => ({
  child,
  many: 'list',
  versions,
});
const map = <K extends keyof Kinds>(child: K, versions: number = ALL): ChildField<K, 'map'> => ({
  child,
  many: 'map',
  versions,
});

/** Stands for "every other key of the object" in kinds that are maps themselves. */
export const EVERY = '*';

const PATH_ITEM = {
  summary: text(V3),
  description: text(V3),
  get: one('Operation'),
  put: one('Operation'),
  post: one('Operation'),
  delete: one('Operation'),
  options: one('Operation'),
  head: one('Operation'),
  patch: one('Operation'),
  trace: one('Operation', V3),
  query: one('Operation', V32),
  // Amazon API Gateway: an Operation Object for every method that has none of its own.
  'x-amazon-apigateway-any-method': one('Operation'),
  additionalOperations: map('Operation', V32),
  servers: list('Server', V3),
  parameters: list('Parameter'),
} as const;

/** What parameters, headers and, in 2.0, their schemas share. */
const CARRIER = {
  description: text(),
  required: flag(),
  deprecated: flag(V3),
  style: text(V3),
  explode: flag(V3),
  schema: one('Schema'),
  example: any(V3),
  examples: map('Example', V3),
  content: map('MediaType', V3),
  collectionFormat: text(V2),
} as const;

/**
 * Where each of the four versions keeps things: every fixed field of every object, once, with the versions that have it.
 * The types of the nodes, the walk that builds them and the page docs/model.md follow from this table.
 */
export const FIELDS = {
  Api: {
    openapi: text(V3),
    swagger: text(V2),
    $self: text(V32),
    jsonSchemaDialect: text(SINCE_31),
    info: one('Info'),
    servers: list('Server'),
    host: text(V2),
    basePath: text(V2),
    schemes: texts(V2),
    consumes: texts(V2),
    produces: texts(V2),
    paths: map('PathItem'),
    webhooks: map('Webhook', SINCE_31),
    components: one('Components', V3),
    definitions: map('Schema', V2),
    parameters: map('Parameter', V2),
    responses: map('Response', V2),
    securityDefinitions: map('SecurityScheme', V2),
    security: list('SecurityRequirement'),
    tags: list('Tag'),
    externalDocs: one('ExternalDocs'),
  },
  Info: {
    title: text(),
    summary: text(SINCE_31),
    description: text(),
    termsOfService: text(),
    contact: one('Contact'),
    license: one('License'),
    version: text(),
  },
  Contact: { name: text(), url: text(), email: text() },
  License: { name: text(), identifier: text(SINCE_31), url: text() },
  // Servers, request bodies, media types and flows exist in 2.0 too: the model makes them of other fields there (v2.ts).
  Server: {
    url: text(),
    description: text(V3),
    name: text(V32),
    variables: map('ServerVariable', V3),
  },
  ServerVariable: { enum: texts(V3), default: text(V3), description: text(V3) },
  Components: {
    schemas: map('Schema', V3),
    responses: map('Response', V3),
    parameters: map('Parameter', V3),
    examples: map('Example', V3),
    requestBodies: map('RequestBody', V3),
    headers: map('Header', V3),
    securitySchemes: map('SecurityScheme', V3),
    links: map('Link', V3),
    callbacks: map('Callback', V3),
    pathItems: map('PathItem', SINCE_31),
    mediaTypes: map('MediaType', V32),
  },
  PathItem: PATH_ITEM,
  Webhook: PATH_ITEM,
  Callback: { [EVERY]: map('PathItem', V3) },
  Operation: {
    tags: texts(),
    summary: text(),
    description: text(),
    externalDocs: one('ExternalDocs'),
    operationId: text(),
    consumes: texts(V2),
    produces: texts(V2),
    schemes: texts(V2),
    parameters: list('Parameter'),
    requestBody: one('RequestBody'),
    responses: map('Response'),
    callbacks: map('Callback', V3),
    deprecated: flag(),
    security: list('SecurityRequirement'),
    servers: list('Server'),
  },
  Parameter: {
    name: text(),
    in: text(),
    allowEmptyValue: flag(),
    allowReserved: flag(V3),
    ...CARRIER,
  },
  Header: { allowEmptyValue: flag(V30), allowReserved: flag(V30), ...CARRIER },
  RequestBody: { description: text(), content: map('MediaType'), required: flag() },
  MediaType: {
    description: text(V32),
    schema: one('Schema'),
    itemSchema: one('Schema', V32),
    example: any(V3),
    examples: map('Example', V3),
    encoding: map('Encoding', V3),
    prefixEncoding: list('Encoding', V32),
    itemEncoding: one('Encoding', V32),
  },
  Encoding: {
    contentType: text(V3),
    headers: map('Header', V3),
    style: text(V3),
    explode: flag(V3),
    allowReserved: flag(V3),
    encoding: map('Encoding', V32),
    prefixEncoding: list('Encoding', V32),
    itemEncoding: one('Encoding', V32),
  },
  Response: {
    summary: text(V32),
    description: text(),
    schema: one('Schema', V2),
    headers: map('Header'),
    examples: any(V2),
    content: map('MediaType'),
    links: map('Link', V3),
  },
  Example: {
    summary: text(V3),
    description: text(V3),
    value: any(V3),
    externalValue: text(V3),
    dataValue: any(V32),
    serializedValue: text(V32),
  },
  Link: {
    operationRef: text(V3),
    operationId: text(V3),
    parameters: any(V3),
    requestBody: any(V3),
    description: text(V3),
    server: one('Server', V3),
  },
  Schema: {
    title: text(),
    description: text(),
    type: any(),
    format: text(),
    default: any(),
    enum: any(),
    const: any(SINCE_31),
    example: any(),
    examples: any(SINCE_31),
    multipleOf: number(),
    maximum: number(),
    minimum: number(),
    exclusiveMaximum: any(),
    exclusiveMinimum: any(),
    maxLength: number(),
    minLength: number(),
    pattern: text(),
    maxItems: number(),
    minItems: number(),
    uniqueItems: flag(),
    maxContains: number(SINCE_31),
    minContains: number(SINCE_31),
    maxProperties: number(),
    minProperties: number(),
    required: any(),
    dependentRequired: any(SINCE_31),
    properties: map('Schema'),
    patternProperties: map('Schema', SINCE_31),
    additionalProperties: one('Schema'),
    unevaluatedProperties: one('Schema', SINCE_31),
    propertyNames: one('Schema', SINCE_31),
    dependentSchemas: map('Schema', SINCE_31),
    items: one('Schema'),
    prefixItems: list('Schema', SINCE_31),
    unevaluatedItems: one('Schema', SINCE_31),
    contains: one('Schema', SINCE_31),
    allOf: list('Schema'),
    anyOf: list('Schema', V3),
    oneOf: list('Schema', V3),
    not: one('Schema', V3),
    if: one('Schema', SINCE_31),
    // biome-ignore lint/suspicious/noThenProperty: `then` is the JSON Schema keyword.
    then: one('Schema', SINCE_31),
    else: one('Schema', SINCE_31),
    contentEncoding: text(SINCE_31),
    contentMediaType: text(SINCE_31),
    contentSchema: one('Schema', SINCE_31),
    nullable: flag(V30),
    readOnly: flag(),
    writeOnly: flag(V3),
    deprecated: flag(V3),
    discriminator: one('Discriminator'),
    xml: one('Xml'),
    externalDocs: one('ExternalDocs'),
    collectionFormat: text(V2),
    allowEmptyValue: flag(V2),
    $defs: map('Schema', SINCE_31),
    $schema: text(SINCE_31),
    $id: text(SINCE_31),
    $anchor: text(SINCE_31),
    $dynamicAnchor: text(SINCE_31),
    $dynamicRef: text(SINCE_31),
    $vocabulary: any(SINCE_31),
    $comment: text(SINCE_31),
  },
  Discriminator: { propertyName: text(), mapping: any(V3), defaultMapping: text(V32) },
  Xml: {
    nodeType: text(V32),
    name: text(),
    namespace: text(),
    prefix: text(),
    attribute: flag(),
    wrapped: flag(),
  },
  SecurityScheme: {
    type: text(),
    description: text(),
    name: text(),
    in: text(),
    scheme: text(),
    bearerFormat: text(V3),
    flows: map('OAuthFlow'),
    openIdConnectUrl: text(V3),
    oauth2MetadataUrl: text(V32),
    deprecated: flag(V32),
    flow: text(V2),
    authorizationUrl: text(V2),
    tokenUrl: text(V2),
    scopes: any(V2),
  },
  OAuthFlow: {
    authorizationUrl: text(),
    deviceAuthorizationUrl: text(V32),
    tokenUrl: text(),
    refreshUrl: text(V3),
    scopes: any(),
  },
  SecurityRequirement: { [EVERY]: any() },
  Tag: {
    name: text(),
    summary: text(V32),
    description: text(),
    externalDocs: one('ExternalDocs'),
    parent: text(V32),
    kind: text(V32),
  },
  ExternalDocs: { description: text(), url: text() },
} as const satisfies { readonly [K in keyof Kinds]?: FieldTable };

/** Kinds that the table describes; `Reference` and `Extension` are not objects with fixed fields. */
export type TableKind = keyof typeof FIELDS;
