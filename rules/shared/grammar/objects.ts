import type {
  Api,
  Callback,
  Components,
  Encoding,
  Example,
  License,
  Link,
  MediaType,
  Node,
  Operation,
  PathItem,
  Response,
  ServerVariable,
  Webhook,
  Xml,
} from 'specgate/rule';
import { inWords, isObject, type Problem, wrong } from './problem.ts';
import { conflictProblems } from './required.ts';
import { tagProblems } from './tags.ts';
import { choiceProblems, emptyProblems, keyProblems, textMapProblems } from './values.ts';

const isExtension = (key: string) => key.startsWith('x-');
const isPath = (key: string) => key.startsWith('/') || key === '$ref' || isExtension(key);
const isName = (key: string) => /^[a-zA-Z0-9._-]+$/.test(key);
const TOKEN = /^[a-zA-Z0-9!#$%&'*+.^_`|~-]+$/;
const FIXED = new Set([
  'GET',
  'PUT',
  'POST',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PATCH',
  'TRACE',
  'QUERY',
]);

export function apiProblems(api: Api): readonly Problem[] {
  const problems = [
    ...keyProblems(api, 'paths', isPath, 'a path that begins with "/"'),
    ...tagProblems(api),
    ...selfProblems(api),
  ];
  const { version } = api;
  if (
    (version === '3.1' || version === '3.2') &&
    !['paths', 'components', 'webhooks'].some((field) => api.has(field))
  ) {
    problems.push({
      what: 'missing',
      at: api.at('openapi'),
      fields: '"paths", "components" or "webhooks"',
    });
  }
  if (version !== '2.0') return problems;
  return [...problems, ...schemesProblems(api), ...hostProblems(api)];
}

/** The address of a document is that of the whole of it (3.2). */
function selfProblems(api: Api): readonly Problem[] {
  const { $self } = api;
  if ($self?.includes('#') !== true) return [];
  return [wrong(api.at('$self'), '$self', 'an address without a fragment', $self)];
}

function hostProblems(api: Api): readonly Problem[] {
  const { host, basePath } = api;
  const problems: Problem[] = [];
  if (host !== undefined && !/^[^{}/ :\\]+(?::\d+)?$/.test(host))
    problems.push(wrong(api.at('host'), 'host', 'a host name, with a port at most', host));
  if (basePath !== undefined && !basePath.startsWith('/'))
    problems.push(wrong(api.at('basePath'), 'basePath', 'a path that begins with "/"', basePath));
  return problems;
}

function schemesProblems(node: Api | Operation): readonly Problem[] {
  return node.schemes.flatMap((scheme, index) =>
    ['http', 'https', 'ws', 'wss'].includes(scheme)
      ? []
      : [wrong(node.at('schemes', index), 'schemes', 'one of http, https, ws, wss', scheme)],
  );
}

const STATUS = /^[1-5](?:\d{2}|XX)$/;
const STATUS_V2 = /^\d{3}$/;

export function operationProblems(operation: Operation): readonly Problem[] {
  const { version } = operation.api;
  const pattern = version === '2.0' ? STATUS_V2 : STATUS;
  const isStatus = (key: string) =>
    pattern.test(key) || key === 'default' || key === '$ref' || isExtension(key);
  const problems = [...keyProblems(operation, 'responses', isStatus, 'a status code or "default"')];
  const { responses } = operation.raw;
  // All versions ask for a response; the official schema of 3.0 alone takes an extension for one.
  const isVoid =
    isObject(responses) &&
    Object.keys(responses).every((key) => version !== '3.0' && isExtension(key));
  if (isVoid) {
    problems.push(
      wrong(operation.at('responses'), 'responses', 'an object with a response', responses),
    );
  }
  problems.push(...querystringListProblems(operation));
  return version === '2.0' ? [...problems, ...schemesProblems(operation)] : problems;
}

export function itemProblems(item: PathItem | Webhook): readonly Problem[] {
  if (item.api.version !== '3.2') return [];
  const methods = keyProblems(
    item,
    'additionalOperations',
    (key) => TOKEN.test(key) && !FIXED.has(key),
    'a method that has no field of its own',
  );
  return [...methods, ...querystringListProblems(item)];
}

/** `in: querystring` is the whole of the query (3.2): it stands alone, and once. */
function querystringListProblems(node: Operation | PathItem | Webhook): readonly Problem[] {
  const { parameters } = node;
  const all = parameters.filter((parameter) => parameter.in === 'querystring');
  const [first, second] = all;
  if (first === undefined || node.api.version !== '3.2') return [];
  if (second !== undefined) {
    return [wrong(second.at('in'), 'in', 'querystring only once', 'querystring')];
  }
  const query = parameters.find((parameter) => parameter.in === 'query');
  if (query === undefined) return [];
  return [{ what: 'conflict', at: query.at('in'), field: 'in: query', other: 'in: querystring' }];
}

/** Every key of a callback is an expression, and leads to a path item. */
export function callbackProblems(callback: Callback): readonly Problem[] {
  return Object.entries(callback.raw)
    .filter(([key, item]) => !isObject(item) && !isExtension(key) && key !== '$ref')
    .map(([key, item]) => wrong(callback.at(key), key, 'an object', item));
}

export function responseProblems(response: Response): readonly Problem[] {
  const { examples } = response.raw;
  if (response.api.version !== '2.0') return headerNameProblems(response);
  if (examples === undefined || isObject(examples)) return [];
  return [wrong(response.at('examples'), 'examples', 'an object', examples)];
}

/** Names of headers are tokens (RFC 9110 §5.1), which the schema of 3.2 checks. */
function headerNameProblems(node: Response | Encoding): readonly Problem[] {
  if (node.api.version !== '3.2') return [];
  return keyProblems(node, 'headers', (key) => TOKEN.test(key), 'a header name');
}

const NODE_TYPES = ['element', 'attribute', 'text', 'cdata', 'none'];

export function xmlProblems(xml: Xml): readonly Problem[] {
  if (xml.api.version !== '3.2') return [];
  return [
    ...choiceProblems(xml, 'nodeType', NODE_TYPES),
    ...conflictProblems(xml, [
      ['nodeType', 'attribute'],
      ['nodeType', 'wrapped'],
    ]),
  ];
}

export function componentsProblems(components: Components): readonly Problem[] {
  return Object.keys(components.raw)
    .filter((field) => !isExtension(field))
    .flatMap((field) => {
      const reference = referenceIn(components.raw[field]);
      if (reference === undefined) return keyProblems(components, field, isName, NAME);
      const found = `a reference to ${inWords(reference)}`;
      const at = components.at(field, '$ref');
      return [{ what: 'wrong' as const, at, field, expected: 'a map of definitions', found }];
    });
}

const NAME = 'a name of letters, digits, ".", "-" and "_"';

/** Definitions may be references, a map of them may not. */
function referenceIn(map: unknown): string | undefined {
  const reference = isObject(map) ? map.$ref : undefined;
  return typeof reference === 'string' ? reference : undefined;
}

export function variableProblems(variable: ServerVariable): readonly Problem[] {
  return variable.api.version === '3.0' ? [] : emptyProblems(variable, 'enum');
}

export function licenseProblems(license: License): readonly Problem[] {
  return conflictProblems(license, [['identifier', 'url']]);
}

export function mediaTypeProblems(mediaType: MediaType): readonly Problem[] {
  return conflictProblems(mediaType, [
    ['example', 'examples'],
    ['encoding', 'prefixEncoding'],
    ['encoding', 'itemEncoding'],
  ]);
}

export function encodingProblems(encoding: Encoding): readonly Problem[] {
  return [
    ...headerNameProblems(encoding),
    ...choiceProblems(encoding, 'style', ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']),
    ...conflictProblems(encoding, [
      ['encoding', 'prefixEncoding'],
      ['encoding', 'itemEncoding'],
    ]),
  ];
}

export function exampleProblems(example: Example): readonly Problem[] {
  if (example.api.version !== '3.2') return conflictProblems(example, [['value', 'externalValue']]);
  return conflictProblems(example, [
    ['value', 'externalValue'],
    ['value', 'dataValue'],
    ['value', 'serializedValue'],
    ['serializedValue', 'externalValue'],
  ]);
}

export function linkProblems(link: Link): readonly Problem[] {
  const problems = [...conflictProblems(link, [['operationRef', 'operationId']])];
  const { parameters } = link.raw;
  if (parameters !== undefined && !isObject(parameters))
    problems.push(wrong(link.at('parameters'), 'parameters', 'an object', parameters));
  if (!['operationRef', 'operationId', '$ref'].some((field) => link.has(field)))
    problems.push({ what: 'missing', at: link, fields: '"operationRef" or "operationId"' });
  return problems;
}

export function discriminatorProblems(node: Node): readonly Problem[] {
  return textMapProblems(node.at('mapping'), 'mapping', node.raw.mapping);
}
