import type { Header, Parameter, RequestBody } from 'specgate/rule';
import { inlineProblems } from './inline.ts';
import { isObject, type Problem, wrong } from './problem.ts';
import { conflictProblems, missingProblems } from './required.ts';
import { choiceProblems } from './values.ts';

const PLACES = {
  '2.0': ['query', 'header', 'path', 'formData', 'body'],
  '3.0': ['query', 'header', 'path', 'cookie'],
  '3.1': ['query', 'header', 'path', 'cookie'],
  '3.2': ['query', 'querystring', 'header', 'path', 'cookie'],
} as const;

const STYLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['path', ['matrix', 'label', 'simple']],
  ['query', ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']],
  ['header', ['simple']],
  ['cookie', ['form']],
]);

export function parameterProblems(parameter: Parameter): readonly Problem[] {
  const { version } = parameter.api;
  const place = parameter.in;
  const problems = [...choiceProblems(parameter, 'in', PLACES[version])];
  if (place === 'path' && parameter.required !== true) {
    const { required } = parameter.raw;
    if (required === undefined) problems.push(...missingProblems(parameter, ['required']));
    else if (required === false)
      problems.push(
        wrong(parameter.at('required'), 'required', 'true for a path parameter', required),
      );
  }
  if (version === '2.0') return [...problems, ...inlineProblems(parameter)];
  const styles =
    place === 'cookie' && version === '3.2' ? ['form', 'cookie'] : STYLES.get(place ?? '');
  if (place === 'querystring' && version === '3.2')
    problems.push(...querystringProblems(parameter));
  else if (styles !== undefined) problems.push(...choiceProblems(parameter, 'style', styles));
  return [
    ...problems,
    ...reservedProblems(parameter),
    ...nameProblems(parameter),
    ...carrierProblems(parameter),
  ];
}

/** `allowReserved` is for places whose values are percent-encoded: the query, and in 3.2 also paths and form cookies. */
function reservedProblems(parameter: Parameter): readonly Problem[] {
  const { version } = parameter.api;
  const { in: place, style } = parameter;
  if (!parameter.has('allowReserved') || version === '3.0' || place === 'query') return [];
  const isEncoded =
    version === '3.2' && (place === 'path' || (place === 'cookie' && style !== 'cookie'));
  if (isEncoded || place === undefined || place === 'querystring') return [];
  const other = style === 'cookie' ? 'style: cookie' : `in: ${place}`;
  return [{ what: 'conflict', at: parameter.at('allowReserved'), field: 'allowReserved', other }];
}

function nameProblems(parameter: Parameter): readonly Problem[] {
  const { name, in: place } = parameter;
  if (name === undefined || parameter.api.version === '3.0') return [];
  if (place === 'path' && !/^[^{}]+$/.test(name)) {
    return [wrong(parameter.at('name'), 'name', 'a name without braces', name)];
  }
  if (
    place === 'header' &&
    parameter.api.version === '3.2' &&
    !/^[\w!#$%&'*+.^`|~-]+$/.test(name)
  ) {
    return [wrong(parameter.at('name'), 'name', 'a header name', name)];
  }
  return [];
}

export function headerProblems(header: Header): readonly Problem[] {
  if (header.api.version === '2.0') return inlineProblems(header);
  return [...choiceProblems(header, 'style', ['simple']), ...carrierProblems(header)];
}

/** What 3.x says of parameters and headers alike: a schema or one content. */
function carrierProblems(node: Parameter | Header): readonly Problem[] {
  const problems = [...conflictProblems(node, [['example', 'examples']])];
  // Neither of the two is wrong by itself: what holds both is.
  if (node.has('schema') && node.has('content'))
    problems.push({ what: 'conflict', at: node, field: 'content', other: 'schema' });
  else if (node.has('content')) problems.push(...besideContentProblems(node));
  if (!node.has('schema') && !node.has('content') && !node.has('$ref'))
    problems.push({ what: 'missing', at: node, fields: '"schema" or "content"' });
  const { content } = node.raw;
  if (isObject(content) && Object.keys(content).length !== 1)
    problems.push(wrong(node.at('content'), 'content', 'an object with one media type', content));
  return problems;
}

/** What says how a schema is written: a content says it with its media type. */
function besideContentProblems(node: Parameter | Header): readonly Problem[] {
  const { version } = node.api;
  if (node.kind === 'Parameter' && node.raw.in === 'querystring') return [];
  return ['style', 'explode', 'allowReserved', 'example', 'examples']
    .filter((field) => node.has(field) && (version !== '3.2' || !field.startsWith('example')))
    .map((field) => ({ what: 'conflict', at: node.at(field), field, other: 'content' }));
}

function querystringProblems(parameter: Parameter): readonly Problem[] {
  return ['schema', 'style', 'explode', 'allowReserved']
    .filter((field) => parameter.has(field))
    .map((field) => ({
      what: 'conflict',
      at: parameter.at(field),
      field,
      other: 'in: querystring',
    }));
}

/** The `in: body` parameter of 2.0, as which the request body is written there. */
export function bodyProblems(body: RequestBody): readonly Problem[] {
  const { raw } = body;
  // A request body that the form fields are together has no name.
  if (raw.in !== 'body') return [];
  const problems: Problem[] = [...missingProblems(body, ['name', 'schema'])];
  for (const key of Object.keys(raw)) {
    const value = raw[key];
    const expected = BODY_FIELDS.get(key);
    if (expected === undefined) {
      if (!key.startsWith('x-') && key !== '$ref')
        problems.push({ what: 'unknown', at: body.at(key), field: key });
    } else if (!expected.fits(value)) problems.push(wrong(body.at(key), key, expected.word, value));
  }
  return problems;
}

interface Shape {
  readonly word: string;
  readonly fits: (value: unknown) => boolean;
}

const TEXT: Shape = { word: 'a text', fits: (value: unknown) => typeof value === 'string' };
const BODY_FIELDS: ReadonlyMap<string, Shape> = new Map([
  ['name', TEXT],
  ['in', TEXT],
  ['description', TEXT],
  ['required', { word: 'true or false', fits: (value: unknown) => typeof value === 'boolean' }],
  ['schema', { word: 'an object', fits: isObject }],
]);
