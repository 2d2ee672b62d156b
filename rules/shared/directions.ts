import { directionOf, Schema, texts } from 'specgate/rule';

const ABOUT = 'Which way the values travel that are asked about: `request`, `response`.';

/** The option of rules about schemas: only what clients send, by default. */
export const directions = texts(ABOUT, ['request']);
/** As `directions`, and in the preset `strict` also what the API returns. */
export const directionsOfStrict = texts(ABOUT, ['request'], ['request', 'response']);

/** Whether values that the schema judges travel in one of the directions. */
export function isAsked(schema: Schema, asked: readonly string[] = directions.default): boolean {
  const { request, response } = directionOf(schema);
  const travels =
    (request && asked.includes('request')) || (response && asked.includes('response'));
  return travels && !isCondition(schema);
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
