import {
  defineRule,
  integer,
  isInbound,
  type Operation,
  type Parameter,
  partsOf,
  type Schema,
  texts,
  typesOf,
} from 'specgate/rule';
import { schemaOf } from '../shared/asked-parameters.ts';
import { paginationAnyParam, paginationSizeParam } from '../shared/lexicons.ts';
import { isListed, type Lexicons, tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'page-size-unbounded',
  title: 'Page size parameter has no maximum',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-770', 'CWE-1284', 'OWASP-API4:2023'],
  tags: ['input-validation', 'rate-limits'],
  why: 'One call with `limit=1000000` makes the service compute and return everything at once.',
  fix: 'Set `maximum`, and a `default` below it.',
  peers: {
    kics: ['general/numeric_schema_without_maximum'],
    'spectral-owasp': ['owasp:api4:2023-integer-limit', 'owasp:api4:2023-integer-limit-legacy'],
    vacuum: ['owasp-integer-limit'],
    ibm: ['ibm-pagination-style'],
  },

  silences: { place: ['number-unbounded'] },
  options: {
    names: texts('Further names of parameters that say how many items a page has.'),
    maxAllowed: integer('The largest maximum that is fine; 0 for any.', 0, { strict: 1000 }),
  },
  messages: {
    unlimited: 'The page size "{name}" has no maximum.',
    described: 'Only its description limits the page size "{name}": no validator reads that.',
    tooLarge: 'A page may have {maximum} items by "{name}", more than {allowed}.',
  },

  visit: {
    Operation(operation, { options, lexicons, report }) {
      if (!isInbound(operation)) return;
      for (const parameter of operation.allParameters) {
        if (!isPageSize(parameter, operation, options.names, lexicons)) continue;
        const schema = schemaOf(parameter);
        const limit = schema === undefined ? undefined : limitOf(schema);
        if (schema === undefined || limit === undefined) continue;
        const name = parameter.name ?? '';
        if (limit.value === undefined) {
          report(schema, isDescribed(parameter, schema) ? 'described' : 'unlimited', { name });
        } else if (options.maxAllowed > 0 && limit.value > options.maxAllowed) {
          report(limit.part.at(limit.keyword), 'tooLarge', {
            name,
            maximum: limit.value,
            allowed: options.maxAllowed,
          });
        }
      }
    },
  },
});

/** Words that mean a page size only beside a parameter that turns pages. */
const AMBIGUOUS = new Set(['first', 'last', 'top', 'take', 'size', 'count', 'rows']);

function isPageSize(
  parameter: Parameter,
  operation: Operation,
  names: readonly string[],
  lexicons: Lexicons,
): boolean {
  const { name } = parameter;
  if (parameter.in !== 'query' || name === undefined) return false;
  if (names.includes(name)) return true;
  if (!isListed(name, paginationSizeParam, lexicons)) return false;
  const tokens = tokensOf(name);
  if (tokens.length > 1 || !AMBIGUOUS.has(tokens[0] ?? '')) return true;
  return operation.allParameters.some(
    (other) =>
      other !== parameter &&
      other.in === 'query' &&
      isListed(other.name ?? '', paginationAnyParam, lexicons),
  );
}

/** The upper limit of a number, and the part that sets it; no value where there is none. */
interface Limit {
  readonly value: number | undefined;
  readonly part: Schema;
  readonly keyword: string;
}

/** The loosest limit over the alternatives that are numbers; undefined where none is, or where the values are listed. */
function limitOf(schema: Schema): Limit | undefined {
  let loosest: Limit | undefined;
  const common = partsOf(schema);
  const branches = common.flatMap((part) => [...part.oneOf, ...part.anyOf]);
  const ways =
    branches.length === 0 ? [common] : branches.map((branch) => [...common, ...partsOf(branch)]);
  for (const parts of ways) {
    if (!isNumber(parts) || parts.some((part) => part.values !== undefined)) continue;
    const limit = lowestOf(parts, schema);
    if (limit.value === undefined) return limit;
    if (loosest?.value === undefined || limit.value > loosest.value) loosest = limit;
  }
  return loosest;
}

function isNumber(parts: readonly Schema[]): boolean {
  const types = typesOf(parts);
  if (types.includes('integer') || types.includes('number')) return true;
  return types.includes('string') && parts.some(({ pattern }) => DIGITS.test(pattern ?? ''));
}

/** `^\d+$`: a number of any length, written as a text. */
const DIGITS = /^\^?(?:\[0-9\]|\\d)[+*]\$?$/;

function lowestOf(parts: readonly Schema[], schema: Schema): Limit {
  let lowest: Limit = { value: undefined, part: schema, keyword: 'maximum' };
  for (const part of parts) {
    const value = part.upper?.value;
    if (value === undefined || (lowest.value !== undefined && value >= lowest.value)) continue;
    lowest = { value, part, keyword: part.maximum === value ? 'maximum' : 'exclusiveMaximum' };
  }
  return lowest;
}

const IN_WORDS =
  /\b(?:max(?:imum)?|at most|up to|no more than|not exceed|cannot exceed|limited to|capped at|between \d+ and)\b[^.\n]{0,40}?\d/i;

/** Whether the description says how many there may be. */
function isDescribed(parameter: Parameter, schema: Schema): boolean {
  return IN_WORDS.test(parameter.description ?? '') || IN_WORDS.test(schema.description ?? '');
}
