import {
  type Api,
  branchesOf,
  defineRule,
  fact,
  inboundOperations,
  inTextOrder,
  type MediaType,
  propertiesOf,
  type Response,
  type Schema,
  texts,
} from 'specgate/rule';
import { essenceOf, isJson } from '../shared/media-types.ts';
import { isError, statusesOf } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-problem-details',
  title: 'Error responses do not follow one safe format',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-209', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Where each error has a shape of its own, sooner or later one of them carries internals such as exceptions and queries.',
  fix: 'Return `application/problem+json` (RFC 9457) everywhere, or one schema of your own for all errors.',
  limits: 'Shapes are compared by the names of their properties.',
  peers: {
    redocly: ['operation-4xx-problem-details-rfc7807'],
    ibm: ['ibm-error-content-type-is-json'],
    zally: ['176', '151'],
  },

  aggregate: 'document',
  options: {
    requireMediaType: texts(
      'Media types of which every error must offer one, as `application/problem+json`.',
    ),
  },
  messages: {
    type: 'The error response "{response}" offers none of the types {types}.',
    html: 'The error response "{response}" is a web page.',
    shape: 'The error response "{response}" has another shape than most errors here.',
    problem: 'The problem of "{response}" has no properties "type" and "title".',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      const errors = errorsOf(api);
      const common = commonShape(errors);
      for (const response of errors) {
        const { content } = response;
        if (content.size === 0) continue;
        eligible();
        const at = response.at('content');
        const name = String(response.key);
        const types = [...content.keys()].map(essenceOf);
        const wanted = options.requireMediaType;
        if (wanted.length > 0 && !types.some((type) => wanted.includes(type))) {
          report(at, 'type', { response: name, types: wanted.join(', ').slice(0, 40) });
          continue;
        }
        const problem = [...content].find(([type]) => essenceOf(type) === PROBLEM)?.[1];
        if (problem !== undefined) {
          if (!isProblem(problem)) report(at, 'problem', { response: name });
        } else if (types.every((type) => type === 'text/html' || type === 'application/xhtml+xml'))
          report(at, 'html', { response: name });
        else if (shapeOf(response) !== undefined && shapeOf(response) !== common)
          report(at, 'shape', { response: name });
      }
    },
  },
});

const PROBLEM = 'application/problem+json';

const errorsOf: (api: Api) => readonly Response[] = fact((api: Api) => {
  const found = new Set<Response>();
  for (const operation of inboundOperations(api)) {
    for (const [status, response] of operation.responses) {
      const isSole = status === 'default' && statusesOf(operation).size === 1;
      if (isError(status) && !isSole) found.add(response);
    }
  }
  return [...found];
});

/** Where its members stand, whether they say much or not: RFC 9457 §3.1 asks for none of them. */
function isProblem({ schema }: MediaType): boolean {
  if (schema === undefined) return false;
  return (
    hasMembers(schema) || (branchesOf(schema).length > 0 && branchesOf(schema).every(hasMembers))
  );
}

function hasMembers(schema: Schema): boolean {
  const properties = propertiesOf(schema);
  return properties.has('type') && properties.has('title');
}

/** The names of the properties of the JSON body; undefined where there is no JSON, or it has no properties. */
const shapeOf: (response: Response) => string | undefined = fact((response: Response) => {
  for (const [type, { schema }] of inTextOrder(response.content, ([name]) => name))
    if (isJson(type) && schema !== undefined) return namesIn(schema);
  return undefined;
});

function namesIn(schema: Schema): string | undefined {
  const names = [...propertiesOf(schema).keys()];
  return names.length === 0 ? undefined : names.sort().join(' ');
}

/** The shape that most errors have. */
function commonShape(errors: readonly Response[]): string | undefined {
  const counts = new Map<string, number>();
  for (const error of errors) {
    const shape = shapeOf(error);
    if (shape !== undefined) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const common = [...counts].filter(([, count]) => count === most).map(([shape]) => shape);
  return common.sort()[0];
}
