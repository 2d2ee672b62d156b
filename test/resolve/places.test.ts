import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../src/engine/plan.ts';
import { run } from '../../src/engine/run.ts';
import { nameOf } from '../../src/model/facts/operations.ts';
import type { Node } from '../../src/model/node.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { type Built, onDisk, policyFor } from './built.ts';

const ROOT = fileURLToPath(new URL('../../fixtures/resolve/library', import.meta.url)).replaceAll(
  '\\',
  '/',
);
const OPENAPI = `${ROOT}/openapi.yaml`;

let library: Built;

beforeAll(async () => {
  library = await onDisk(OPENAPI, policyFor(ROOT));
});

/** A file's path below the root. */
function inRoot(uri: string): string {
  return uri.slice(ROOT.length + 1);
}

/** Where a node stands: its file below the root, and the line of its key. */
function lineOf(node: Node): string {
  const { source } = node;
  return `${inRoot(source.uri)}:${source.locate(node).start.line}`;
}

describe('a description of seven files', () => {
  test('is read as a whole, the root first', () => {
    const { documents, failures } = library.bundle;
    expect(failures).toEqual([]);
    expect(documents.map(({ source }) => inRoot(source.uri)).toSorted()).toEqual([
      'books/book.yaml',
      'books/list.yaml',
      'books/paths.yaml',
      'file-of-chains.yaml',
      'openapi.yaml',
      'parameters.yaml',
      'reading rooms/room.json',
    ]);
    expect(documents[0]).toBe(library.bundle.root);
    expect(library.model.api.documents).toBe(documents);
  });

  test('has each schema once, at its line in its own file', () => {
    expect(library.model.nodes.Schema.map(lineOf).toSorted()).toEqual(
      [
        'books/book.yaml:1',
        'books/book.yaml:3',
        'books/book.yaml:4',
        'books/list.yaml:9',
        'file-of-chains.yaml:7',
        'parameters.yaml:4',
        'reading rooms/room.json:1',
        'reading rooms/room.json:4',
        'reading rooms/room.json:5',
      ].toSorted(),
    );
  });

  test('has its operations under their paths', () => {
    const named = library.model.nodes.Operation.map(
      (operation) => `${nameOf(operation)} ${lineOf(operation)}`,
    );
    expect(named.toSorted()).toEqual([
      'DELETE /books/{isbn} books/paths.yaml:4',
      'GET /books books/list.yaml:2',
      'POST /rooms openapi.yaml:10',
    ]);
  });

  test('has every reference at the line of its text', () => {
    expect(library.model.nodes.Reference.every(({ problem }) => problem === undefined)).toBe(true);
    const lines = library.model.nodes.Reference.map(
      ({ place, source }) => `${inRoot(source.uri)}:${source.locate(place).start.line}`,
    );
    expect(lines).toContain('file-of-chains.yaml:3');
    expect(lines).toContain('books/list.yaml:3');
    expect(new Set(lines).size).toBe(lines.length);
  });
});

test('a finding stands in the file and on the line of the definition, once', () => {
  const rule = defineRule({
    id: 'schema-text',
    title: 'A text',
    category: 'structure',
    severity: 'high',
    confidence: 'high',
    since: '0.1',
    references: [],
    why: 'For the test.',
    fix: 'Nothing.',
    messages: { text: 'A text.' },
    visit: {
      Schema(schema, { report }) {
        if (schema.types.includes('string')) report(schema, 'text');
      },
    },
  });
  const settings = new Map([['schema-text', { severity: 'high' }]] as const);
  const { findings } = run(library.model, plan([rule], { presets: ['strict'], settings }));
  expect(
    findings
      .map(({ at }) => `${inRoot(at.source.uri)}:${at.source.locate(at).start.line}`)
      .toSorted(),
  ).toEqual([
    'books/book.yaml:3',
    'books/book.yaml:4',
    'file-of-chains.yaml:7',
    'reading rooms/room.json:4',
  ]);
});
