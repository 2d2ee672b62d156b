import {
  defineRule,
  inTextOrder,
  isInbound,
  nameOf,
  type Operation,
  partsOf,
  pathOf,
  propertiesOf,
  type Schema,
} from 'specgate/rule';
import { hasFewItems } from '../shared/has-few-items.ts';
import { isJson } from '../shared/media-types.ts';
import { literalsOf } from '../shared/segments.ts';
import { isUnlimited } from '../shared/unlimited.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'batch-unbounded',
  title: 'Batch request has no size limit',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-770', 'OWASP-API4:2023'],
  tags: ['rate-limits', 'schema-validation'],
  why: 'One call does the work of thousands and counts as one: limits of calls by the minute do not hold it back.',
  fix: 'Set `maxItems`, and count each item against the quota.',
  peers: {
    kics: ['general/array_without_maximum_number_items'],
    'spectral-owasp': ['owasp:api4:2023-array-limit'],
    vacuum: ['owasp-array-limit'],
    checkov: ['CKV_OPENAPI_21'],
  },

  silences: { place: ['array-unbounded'] },
  messages: {
    unlimited: '"{operation}" takes any number of items at once: "{name}" has no `maxItems`.',
  },

  visit: {
    Operation(operation, { report }) {
      if (!METHODS.has(operation.method) || !isInbound(operation)) return;
      const array = batchOf(operation);
      if (array === undefined || !isUnlimited(array.schema, hasFewItems)) return;
      report(array.schema, 'unlimited', { operation: nameOf(operation), name: array.name });
    },
  },
});

const METHODS = new Set(['post', 'put', 'patch', 'delete']);
const WORDS = new Set(['batch', 'bulk', 'multi', 'import', 'mass']);

interface Batch {
  readonly schema: Schema;
  readonly name: string;
}

/** The list of what is to be done: the body, its only property, or the first list in it by name where the operation says "batch". */
function batchOf(operation: Operation): Batch | undefined {
  for (const [, mediaType] of inTextOrder(operation.requestBody?.content ?? [], first)) {
    const { schema } = mediaType;
    if (schema === undefined || !isJson(mediaType.name) || isPatch(mediaType.name)) continue;
    if (isArray(schema)) return { schema: arrayIn(schema), name: 'request body' };
    const properties = [...propertiesOf(schema)];
    const [list] = inTextOrder(
      properties.filter(([, property]) => property.readOnly !== true && isArray(property)),
      first,
    );
    if (list === undefined) continue;
    if (properties.length === 1 || saysBatch(operation))
      return { schema: arrayIn(list[1]), name: list[0] };
  }
  return undefined;
}

function first([name]: readonly [string, unknown]): string {
  return name;
}

/** A list of changes to one thing. */
function isPatch(mediaType: string): boolean {
  return /json-patch/i.test(mediaType);
}

function isArray(schema: Schema): boolean {
  return partsOf(schema).some(({ types }) => types.includes('array'));
}

/** The part that is the array. */
function arrayIn(schema: Schema): Schema {
  return partsOf(schema).find(({ types }) => types.includes('array')) ?? schema;
}

function saysBatch(operation: Operation): boolean {
  const tail = literalsOf(pathOf(operation)).at(-1) ?? '';
  return [...tokensOf(tail), ...tokensOf(operation.operationId ?? '')].some((token) =>
    WORDS.has(token),
  );
}
