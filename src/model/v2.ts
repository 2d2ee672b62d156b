import type { Pointer } from '../source/pointer.ts';
import { type Building, putAnew as put } from './building.ts';
import type { PlainKind } from './kinds.ts';
import {
  type Api,
  Header,
  MediaType,
  OAuthFlow,
  type Operation,
  Parameter,
  type PathItem,
  RequestBody,
  Response,
  Schema,
  SecurityScheme,
  Server,
} from './kinds.ts';
import type { Node, Raw, Standing } from './node.ts';

/** Where 2.0 writes what 3.x has under another key. */
export const RENAMED_IN_V2 = { scheme: 'type' } as const;

/** Turns what 2.0 only spells differently into the spelling of 3.x; gives the same object where there is nothing to turn. */
export function readAsV3(kind: PlainKind, raw: Raw): Raw {
  if (kind === 'SecurityScheme' && raw.type === 'basic')
    return { ...raw, type: 'http', scheme: 'basic' };
  if (kind === 'Discriminator' && typeof raw === 'string') return { propertyName: raw };
  return raw;
}

/** Makes the node of a kind, as the walk does. */
type Visit = (
  building: Building,
  kind: PlainKind,
  value: unknown,
  standing: Standing,
) => Node | undefined;

/** What 2.0 writes beside the name of a parameter or header, 3.x writes in its schema; and the one flow of a scheme in `flows`. */
export function inlineSchema(building: Building, node: Node, visit: Visit): void {
  if (node instanceof SecurityScheme && typeof node.raw.flow === 'string') {
    const { source, parent, key } = node;
    const flow = add(
      building,
      OAuthFlow,
      'OAuthFlow',
      { source, parent, key, owner: node },
      node.raw,
    );
    put(node, 'flows', new Map([[flow.flow, flow]]));
  }
  const carries = (node instanceof Parameter && node.in !== 'body') || node instanceof Header;
  if (!carries || node.has('schema')) return;
  const { source, parent, key, raw } = node;
  const { description: _, required: __, ...rest } = raw;
  const schema = visit(building, 'Schema', rest, { source, parent, key, owner: node });
  if (schema !== undefined) put(node, 'schema', schema);
}

/** Adds what 3.x has as objects and 2.0 says elsewhere: servers, request bodies, contents. Runs when references are followed. */
export function completeV2(building: Building): void {
  const { api, nodes } = building;
  put(api, 'servers', serversOf(building, api.raw, api));
  for (const operation of nodes.Operation) {
    if (operation.has('schemes'))
      put(operation, 'servers', serversOf(building, operation.raw, operation));
    addBody(building, operation);
    addContents(building, operation);
  }
  for (const holder of [...nodes.Operation, ...nodes.PathItem]) dropCarried(holder);
  building.nodes.Parameter = nodes.Parameter.filter((parameter) => parameter.in !== 'body');
}

/** Longer lists are not read to their end: each of their entries becomes a node at every operation. */
const MOST_TYPES = 50;
const MOST_SCHEMES = 10;
/** Hosts have at most 253 characters (RFC 1035 §2.3.4), and servers refuse longer paths. */
const LONGEST_PART = 2000;

/** `schemes` × `host` × `basePath`; without `schemes`, the scheme of the document's own address. */
function serversOf(building: Building, raw: Raw, owner: Node): readonly Server[] {
  const root = building.api.raw;
  const host = typeof root.host === 'string' ? root.host.slice(0, LONGEST_PART) : '';
  const basePath = typeof root.basePath === 'string' ? root.basePath.slice(0, LONGEST_PART) : '';
  const schemes = Array.isArray(raw.schemes)
    ? raw.schemes.slice(0, MOST_SCHEMES).filter((scheme) => typeof scheme === 'string')
    : [];
  if (schemes.length === 0 && host === '') return [];
  const { source } = owner;
  if (schemes.length === 0) {
    const standing = { source, parent: owner, key: 'host', owner };
    return [add(building, Server, 'Server', standing, { url: `//${host}${basePath}` })];
  }
  const list: Pointer = { source, parent: owner, key: 'schemes' };
  return schemes.map((scheme, key) => {
    const url = host === '' ? `${scheme}:${basePath || '/'}` : `${scheme}://${host}${basePath}`;
    return add(building, Server, 'Server', { source, parent: list, key, owner }, { url });
  });
}

/** The body parameter, or the form fields together, as a request body. */
function addBody(building: Building, operation: Operation): void {
  const all = operation.allParameters;
  const body = all.find((parameter) => parameter.in === 'body');
  const fields = all.filter((parameter) => parameter.in === 'formData');
  const made =
    body === undefined ? formBody(building, operation, fields) : ownBody(building, operation, body);
  if (made !== undefined) put(operation, 'requestBody', made);
}

function ownBody(building: Building, operation: Operation, body: Parameter): RequestBody {
  const { source, parent, key, raw } = body;
  const made = add(
    building,
    RequestBody,
    'RequestBody',
    { source, parent, key, owner: operation },
    raw,
  );
  const types = mediaTypesOf(operation, 'consumes');
  put(made, 'content', contentOf(building, types, body.schema, made));
  return made;
}

/** It stands where the list of parameters stands, since no single field is the body. */
function formBody(
  building: Building,
  operation: Operation,
  fields: readonly Parameter[],
): RequestBody | undefined {
  const [first] = fields;
  if (first === undefined) return undefined;
  const { source, parent, key } = first.parent ?? operation;
  const raw = { required: fields.some((field) => field.required === true) };
  const made = add(
    building,
    RequestBody,
    'RequestBody',
    { source, parent, key, owner: operation },
    raw,
  );
  const forms = mediaTypesOf(operation, 'consumes').filter(({ name }) => /form/i.test(name));
  const types = forms.length > 0 ? forms : [formType(operation, fields)];
  put(made, 'content', contentOf(building, types, formSchema(fields, made), made));
  return made;
}

/** What is in the request body is a parameter no more. */
function dropCarried(holder: Operation | PathItem): void {
  if (holder.parameters.length === 0) return;
  const kept = holder.parameters.filter(
    ({ in: place }) => place !== 'body' && place !== 'formData',
  );
  put(holder, 'parameters', kept);
}

/** An object schema whose properties are the form fields; it stands for no text of its own, so that no rule is asked about it. */
function formSchema(fields: readonly Parameter[], owner: RequestBody): Schema {
  const required = fields
    .filter((field) => field.required === true)
    .map((field) => field.name ?? '');
  const { source, parent, key, api } = owner;
  const schema = new Schema(
    { source, parent, key, owner },
    { type: 'object', required, additionalProperties: false },
    api,
  );
  const properties = new Map<string, Schema>();
  for (const field of fields)
    if (field.schema !== undefined) properties.set(field.name ?? '', field.schema);
  put(schema, 'properties', properties);
  return schema;
}

interface WrittenType {
  readonly name: string;
  readonly place: Pointer;
}

function formType(operation: Operation, fields: readonly Parameter[]): WrittenType {
  const isUpload = fields.some((field) => field.schema?.types.includes('file'));
  return {
    name: isUpload ? 'multipart/form-data' : 'application/x-www-form-urlencoded',
    place: operation,
  };
}

/** Every response's schema once for each media type that the operation produces. */
function addContents(building: Building, operation: Operation): void {
  const types = mediaTypesOf(operation, 'produces');
  for (const response of operation.responses.values()) {
    if (!(response instanceof Response) || response.slots?.content !== undefined) continue;
    if (response.schema !== undefined)
      put(response, 'content', contentOf(building, types, response.schema, response));
  }
}

/** The media types in force: the operation's, else the root's. */
function mediaTypesOf(
  operation: Operation,
  field: 'consumes' | 'produces',
): readonly WrittenType[] {
  const holder: Node = operation.has(field) ? operation : operation.api;
  const names = Array.isArray(holder.raw[field]) ? holder.raw[field].slice(0, MOST_TYPES) : [];
  return names.flatMap((name: unknown, index: number) =>
    typeof name === 'string' ? [{ name, place: holder.at(field, index) }] : [],
  );
}

function contentOf(
  building: Building,
  types: readonly WrittenType[],
  schema: Schema | undefined,
  owner: Node,
): ReadonlyMap<string, MediaType> {
  const written = types.length > 0 ? types : [{ name: 'application/json', place: owner }];
  const content = new Map<string, MediaType>();
  for (const { name, place } of written) {
    const { source, parent, key } = place;
    const mediaType = add(
      building,
      MediaType,
      'MediaType',
      { source, parent, key, owner },
      { mediaType: name },
    );
    if (schema !== undefined) put(mediaType, 'schema', schema);
    content.set(name, mediaType);
  }
  return content;
}

type NodeType<N> = new (standing: Standing, raw: unknown, api: Api) => N;

function add<N extends Node>(
  building: Building,
  type: NodeType<N>,
  kind: PlainKind,
  standing: Standing,
  raw: Raw,
): N {
  const node = new type(standing, raw, building.api);
  // The caller names the class and its kind together.
  (building.nodes[kind] as Node[]).push(node);
  return node;
}
