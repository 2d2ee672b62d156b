import { directionOf, Header, type Node, Response, Schema, texts } from 'specgate/rule';

const ABOUT =
  'Which values are asked about: those of a `request`, of a `response`, and of definitions that are `unused`.';

/** The option of rules about schemas: what clients send, and in the preset `strict` what they may send one day. */
export const directions = texts(ABOUT, ['request'], ['request', 'unused']);
/** As `directions`, and in the preset `strict` also what the API returns. */
export const directionsOfStrict = texts(ABOUT, ['request'], ['request', 'response', 'unused']);

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
export function isCondition(schema: Schema): boolean {
  let at = schema;
  for (let depth = 0; at.owner instanceof Schema && depth < 100; depth += 1) {
    if (at.parent === at.owner && CONDITIONS.has(at.key)) return true;
    at = at.owner;
  }
  return false;
}
