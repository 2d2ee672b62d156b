import { describe, expect, test } from 'vitest';
import { pathOf, serversOf } from '../../src/rule/index.ts';
import { modelOf } from './model-of.ts';

function described(paths: string) {
  const model = modelOf(
    `openapi: 3.1.0\nservers: [{ url: https://all.example.com }]\npaths:\n${paths}`,
  );
  const outcome = model.nodes.Reference.map(({ pointer, problem }) => [pointer, problem]);
  return { ...model, outcome };
}

describe('what a path item with fields of its own refers to', () => {
  const { nodes } = described(`
  /a/{id}:
    $ref: '#/paths/~1shared'
    servers: [{ url: https://own.example.com }]
    parameters: [{ name: id, in: path }, { name: size, in: query }]
    get: { responses: {} }
  /shared:
    parameters: [{ name: size, in: query, description: Of its own. }]
    put: { responses: {} }
`);
  const put = nodes.Operation.find(({ method }) => method === 'put');

  test('is found under its path', () => {
    expect(put && pathOf(put)).toBe('/a/{id}');
  });

  test('has its parameters and servers', () => {
    expect(put?.allParameters.map(({ name, description }) => [name, description])).toEqual([
      ['size', 'Of its own.'],
      ['id', undefined],
    ]);
    expect(put && serversOf(put).map(({ url }) => url)).toEqual(['https://own.example.com']);
  });
});

describe('path items with fields of their own that refer to each other', () => {
  test('in a circle are told where it closes', () => {
    const { outcome, api } = described(`
  /a: { $ref: '#/paths/~1b', get: { responses: {} } }
  /b: { $ref: '#/paths/~1a', put: { responses: {} } }
  /c: { $ref: '#/paths/~1c', put: { responses: {} } }
`);
    expect(outcome).toEqual([
      ['#/paths/~1a', undefined],
      ['#/paths/~1b', 'circular'],
      ['#/paths/~1c', 'circular'],
    ]);
    expect(api.paths.get('/a')?.operations.map(({ method }) => method)).toEqual(['get', 'put']);
    expect(api.paths.get('/b')?.operations.map(({ method }) => method)).toEqual(['put']);
  });

  test('in a long row are told where it gets too long, whichever comes first', () => {
    const rows = Array.from({ length: 50 }, (_, index) => {
      return `  /${index}: { $ref: '#/paths/~1${index + 1}', get: { responses: {} } }\n`;
    });
    const broken = (paths: readonly string[]) =>
      described(`${paths.join('')}  /50: { put: { responses: {} } }\n`)
        .outcome.filter(([, problem]) => problem === 'unresolved')
        .map(([pointer]) => pointer);
    expect(broken(rows)).toEqual(['#/paths/~110', '#/paths/~130']);
    expect(broken(rows.toReversed())).toEqual(['#/paths/~130', '#/paths/~110']);
  });
});
