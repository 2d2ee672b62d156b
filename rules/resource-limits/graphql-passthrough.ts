import {
  defineRule,
  isInbound,
  nameOf,
  type Operation,
  partsOf,
  pathOf,
  propertiesOf,
  type Schema,
} from 'specgate/rule';
import { essenceOf } from '../shared/media-types.ts';
import { isTemplated, segmentsOf } from '../shared/segments.ts';

export default defineRule({
  id: 'graphql-passthrough',
  title: 'GraphQL endpoint bypasses the described contract',
  category: 'resource-limits',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-770', 'CWE-20', 'OWASP-API4:2023', 'OWASP-API5:2023'],
  tags: ['rate-limits', 'input-validation'],
  why: 'In one text a caller asks for anything that the whole graph holds, as deep and as often as wanted: no schema, scope or limit of this description sees it.',
  fix: 'Limit depth and cost, allow only known queries, and check rights field by field; say so in the description of the operation.',

  messages: {
    passthrough: '"{operation}" takes GraphQL, and nothing shows that depth or cost are limited.',
  },

  visit: {
    Operation(operation, { report }) {
      if (!isInbound(operation) || !takesGraphql(operation) || isControlled(operation)) return;
      const first = operation.item?.operations.find((other) => takesGraphql(other));
      if (first === undefined || first === operation) {
        report(operation, 'passthrough', { operation: nameOf(operation) });
      }
    },
  },
});

function takesGraphql(operation: Operation): boolean {
  const last = segmentsOf(pathOf(operation)).at(-1)?.toLowerCase();
  const isNamed =
    last !== undefined && !isTemplated(last) && /^(?:graphql|gql)(?:\.json)?$/.test(last);
  return (
    (isNamed && asksQuery(operation)) ||
    queriesOf(operation).length > 0 ||
    hasGraphqlBody(operation)
  );
}

/** A path that only sounds like it, as a page about GraphQL, takes no query. */
function asksQuery(operation: Operation): boolean {
  if (operation.requestBody !== undefined) return true;
  return (
    operation.method === 'post' || operation.allParameters.some(({ name }) => name === 'query')
  );
}

function hasGraphqlBody({ requestBody }: Operation): boolean {
  for (const { name } of requestBody?.content.values() ?? []) {
    if (/^application\/(?:graphql|x-graphql)(?:\+json)?$/.test(essenceOf(name))) return true;
  }
  return false;
}

/** The schemas of `query` in bodies that have `variables` beside it. */
function queriesOf({ requestBody }: Operation): readonly Schema[] {
  const found: Schema[] = [];
  for (const { schema } of requestBody?.content.values() ?? []) {
    if (schema === undefined) continue;
    const properties = propertiesOf(schema);
    const query = properties.get('query');
    if (query === undefined || !properties.has('variables')) continue;
    if (partsOf(query).some(({ types }) => types.includes('string'))) found.push(query);
  }
  return found;
}

const WORDING =
  /\b(?:depth|complexity|cost|persisted|allow[-\s]?list(?:ed)?|whitelist(?:ed)?)\b.{0,60}\b(?:limit|max|quer|analys|operation)|\b(?:limit|max(?:imum)?|persisted)\b.{0,60}\b(?:depth|complexity|cost|quer)/is;
const EXTENSION = /graphql|depth|complexity|query-?cost/i;

function isControlled(operation: Operation): boolean {
  const { summary, description, requestBody, item } = operation;
  if (
    [summary, description, requestBody?.description].some((text) =>
      WORDING.test((text ?? '').slice(0, 5000)),
    )
  )
    return true;
  for (const raw of [operation.raw, item?.raw ?? {}]) {
    for (const key in raw) if (key.startsWith('x-') && EXTENSION.test(key)) return true;
  }
  const queries = queriesOf(operation);
  return queries.length > 0 && queries.every((query) => partsOf(query).some(isFixed));
}

function isFixed(part: Schema): boolean {
  return part.values !== undefined || part.pattern !== undefined;
}
