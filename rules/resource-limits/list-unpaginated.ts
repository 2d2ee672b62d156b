import {
  defineRule,
  isInbound,
  nameOf,
  type Operation,
  partsOf,
  pathOf,
  propertiesOf,
  type Response,
  type Schema,
} from 'specgate/rule';
import { paginationAnyParam } from '../shared/lexicons.ts';
import { isJson } from '../shared/media-types.ts';
import { isTemplated, segmentsOf } from '../shared/segments.ts';
import { isListed, tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'list-unpaginated',
  title: 'Collection can only be fetched as a whole',
  category: 'resource-limits',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-770', 'OWASP-API4:2023'],
  tags: ['rate-limits'],
  why: 'The answer grows with the data, and with it what each call costs: one day a single client keeps the service busy.',
  fix: 'Return pages, of a size that the server limits.',

  aggregate: 'document',
  messages: {
    whole: '"{operation}" returns all of "{name}" at once: no parameter asks for a page.',
  },

  visit: {
    Operation(operation, { lexicons, report, eligible }) {
      if (operation.method !== 'get' || !isInbound(operation)) return;
      const last = segmentsOf(pathOf(operation)).at(-1);
      if (last === undefined || isTemplated(last) || isReference(last)) return;
      const list = listOf(operation, last);
      if (list === undefined) return;
      eligible();
      const turns = operation.allParameters.some(
        ({ name }) => name !== undefined && isListed(name, paginationAnyParam, lexicons),
      );
      if (!turns) report(operation, 'whole', { operation: nameOf(operation), name: list });
    },
  },
});

/** Lists that grow with the world, not with use. */
const REFERENCE_DATA = new Set([
  'types',
  'countries',
  'currencies',
  'languages',
  'locales',
  'timezones',
  'regions',
  'zones',
  'units',
  'statuses',
  'states',
  'enums',
  'categories',
  'options',
  'plans',
  'roles',
  'scopes',
  'permissions',
  'features',
  'versions',
]);

function isReference(segment: string): boolean {
  return REFERENCE_DATA.has(tokensOf(segment).at(-1) ?? '');
}

/** What the list is called that a successful answer holds whole; undefined where there is none, or where it is limited. */
function listOf(operation: Operation, segment: string): string | undefined {
  for (const [status, response] of operation.responses) {
    if (!/^2(?:00|XX)$/i.test(status) || hasLink(response)) continue;
    for (const mediaType of response.content.values()) {
      const { schema } = mediaType;
      if (schema === undefined || !isJson(mediaType.name) || isStream(mediaType.name)) continue;
      if (isGrowing(schema)) return segment;
      const property = mainList(schema, segment);
      if (property !== undefined) return property;
    }
  }
  return undefined;
}

function hasLink(response: Response): boolean {
  return [...response.headers.keys()].some((name) => /^(?:link|x-next|content-range)$/i.test(name));
}

function isStream(mediaType: string): boolean {
  return /seq|jsonl|ndjson|stream/i.test(mediaType);
}

/** An array of objects without a limit. */
function isGrowing(schema: Schema): boolean {
  const parts = partsOf(schema);
  if (!parts.some(({ types }) => types.includes('array'))) return false;
  if (parts.some((part) => part.maxItems !== undefined || part.values !== undefined)) return false;
  const items = parts.find((part) => part.items !== undefined)?.items;
  return items !== undefined && isRecord(items);
}

function isRecord(items: Schema): boolean {
  return partsOf(items).some((part) => part.types.includes('object') || part.properties.size > 0);
}

const MAIN = new Set([
  'data',
  'items',
  'results',
  'values',
  'records',
  'entries',
  'list',
  'content',
]);

/** The list that an object is about: named as such, or as the path. */
function mainList(schema: Schema, segment: string): string | undefined {
  for (const [name, property] of propertiesOf(schema)) {
    const isMain = MAIN.has(name.toLowerCase()) || name.toLowerCase() === segment.toLowerCase();
    if (isMain && isGrowing(property)) return name;
  }
  return undefined;
}
