import {
  type DetailedPlace,
  directionOf,
  fact,
  Header,
  isKind,
  type Node,
  type Pointer,
  Response,
  Schema,
  texts,
} from 'specgate/rule';

/** The option of rules about schemas: what clients send; in `strict` also what they may send one day, and what the API returns. */
export const directions = texts(
  'Which values are asked about: those of a `request`, of a `response`, and of definitions that are `unused`.',
  ['request'],
  ['request', 'response', 'unused'],
);

/** When findings with `weighed` places weigh less. */
export const ONLY_RETURNED = 'info where the value only ever comes from the API';

/** The place of a finding about what a schema lets in: for information where its values only ever come from the API. */
export function weighed(schema: Schema, at: Pointer = schema): Pointer | DetailedPlace {
  const { request, response } = directionOf(schema);
  return response && !request ? { at, atMost: 'info' } : at;
}

/** Whether values that the schema judges travel in one of the directions. */
export function isAsked(schema: Schema, asked: readonly string[] = directions.default): boolean {
  const { request, response } = directionOf(schema);
  const travels =
    (request && asked.includes('request')) ||
    (response && asked.includes('response')) ||
    (!request && !response && asked.includes('unused') && mayBeSent(schema));
  return travels && !isCondition(schema);
}

/** Whether what nothing uses yet is no answer of the API, and no event of webhooks as tools write them before 3.1. */
function mayBeSent(schema: Schema): boolean {
  if (schema.api.has('x-webhooks')) return false;
  for (let at: Node | undefined = schema; at !== undefined; at = at.owner) {
    if (at instanceof Response || at instanceof Header) return false;
    if (at instanceof Schema && at.readOnly === true) return false;
  }
  return true;
}

const CONDITIONS = new Set<string | number>(['not', 'if', 'contains']);

/** Whether a schema only asks what a value is like: what it leaves open is no fault. */
export const isCondition: (schema: Schema) => boolean = fact((schema: Schema) => {
  let at = schema;
  for (let depth = 0; isKind(at.owner, 'Schema') && depth < 100; depth += 1) {
    if (at.parent === at.owner && CONDITIONS.has(at.key)) return true;
    at = at.owner;
  }
  return false;
});
