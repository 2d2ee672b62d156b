import { Components, Header, MediaType, Parameter, Schema } from 'specgate/rule';

/** What people call a schema: the property, parameter, header or definition that it describes; `tags[]` for the items of `tags`. */
export function labelOf(schema: Schema): string {
  return label(schema, 0);
}

/** Names longer than a few steps help nobody. */
const MOST_STEPS = 4;

function label(schema: Schema, steps: number): string {
  const { owner, parent, key } = schema;
  if (owner instanceof Parameter) return owner.name ?? String(key);
  if (owner instanceof Header) return String(owner.key);
  if (owner instanceof MediaType) return carrierOf(owner);
  if (parent === undefined) return fileNameOf(schema.source.uri);
  if (!(owner instanceof Schema) || steps > MOST_STEPS) return String(key);
  const of = (suffix: string): string => `${label(owner, steps + 1)}${suffix}`;
  if (parent === owner) return of(SUFFIXES[key] ?? '');
  if (parent?.parent !== owner || parent.key === 'properties') return String(key);
  return parent.key === 'prefixItems'
    ? of(`[${key}]`)
    : LISTS.has(parent.key)
      ? of('')
      : String(key);
}

/** `pet` of `/api/schemas/pet.yaml`: what a file that is one schema is called. */
function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1).replace(/\.(?:ya?ml|json)$/i, '');
}

const SUFFIXES: { readonly [keyword: string]: string } = {
  items: '[]',
  unevaluatedItems: '[]',
  contains: '[]',
  additionalProperties: '.*',
  unevaluatedProperties: '.*',
};

const LISTS = new Set<string | number>(['allOf', 'anyOf', 'oneOf']);

function carrierOf(mediaType: MediaType): string {
  const { owner } = mediaType;
  if (owner instanceof Parameter) return owner.name ?? String(owner.key);
  if (owner instanceof Header) return String(owner.key);
  if (owner instanceof Components) return String(mediaType.key);
  return owner?.kind === 'Response' ? 'response body' : 'request body';
}
