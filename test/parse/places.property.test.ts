import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type DumpOptions, dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/parse/parse.ts';
import { below, type Pointer, pointerText, rootPointer } from '../../src/source/pointer.ts';
import { documentOf, valueIn } from './support.ts';

/** Visits each value of a document with its pointer. */
function visit(value: unknown, pointer: Pointer, see: (value: unknown, pointer: Pointer) => void) {
  see(value, pointer);
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, item] of Object.entries(value)) {
    visit(item, below(pointer, isList ? Number(key) : key), see);
  }
}

/** Expects that the text at each place says again what the value there is. */
function expectPlaces(document: Document): void {
  const { source, format, value } = document;
  const pointers = new Map<Pointer, unknown>();
  visit(value, rootPointer(source), (item, pointer) => pointers.set(pointer, item));
  source.prepare(pointers.keys());
  for (const [pointer, item] of pointers) {
    const span = source.span(pointer, 'value');
    const written = source.text.slice(span.start, span.end);
    const indent = ' '.repeat(source.position(span.start).column - 1);
    const place = `${pointerText(pointer)} at ${source.position(span.start).line}: ${written}`;
    if (format === 'json') expect(JSON.parse(written), place).toEqual(item);
    else expectYaml(isBlock(written, item) ? `\n${indent}${written}` : written, item, place);
    if (typeof pointer.key === 'number' || pointer.parent === undefined) continue;
    const { start, end } = source.span(pointer);
    expectKey(source.text.slice(start, end), pointer.key, place);
  }
}

/** The first line of a block list or map has lost its indentation. */
function isBlock(written: string, value: unknown): boolean {
  return typeof value === 'object' && value !== null && !/^[{[&!]/.test(written);
}

/** A piece of a document cannot know its anchors, and a block scalar not what it is indented from. */
function expectYaml(written: string, value: unknown, place: string): void {
  if (/^\s*\*|[:,[-]\s+\*|\*key/.test(written)) return;
  if (/^\s*[|>]\d/.test(written)) return;
  const document = written.endsWith('\n') ? `--- ${written}` : `--- ${written}\n`;
  expect(written === '' ? null : valueIn(document), place).toEqual(value);
}

function expectKey(written: string, key: string, place: string): void {
  if (written.startsWith('*')) return;
  const isPlain = !/^["'|>]/.test(written);
  expect(isPlain ? written.replaceAll(/\s*\n\s*/g, ' ') : valueIn(`--- ${written}\n`), place).toBe(
    key,
  );
}

const fixture = (name: string) => readFileSync(`fixtures/parse/${name}`, 'utf8');

describe('The text at each place says what the value there is', { timeout: 30_000 }, () => {
  it.each(['\n', '\r\n'])('in a YAML fixture with line breaks %j', (lineBreak) => {
    expectPlaces(documentOf(fixture('places.yaml').replaceAll('\n', lineBreak)));
  });

  it('in a JSON fixture, as written and minified', () => {
    const text = fixture('places.json');
    expectPlaces(documentOf(text, 'places.json'));
    expectPlaces(documentOf(JSON.stringify(JSON.parse(text)), 'places.json'));
  });

  const key = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '__proto__',
      '200',
      'null',
      '<<',
      'a: b',
      '- a',
      '#x',
      'a\\b',
      '"',
      "'",
      ' ',
      '|',
      '~',
    ),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '"', '\\', "'", '-', '\t') }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('node'), { maxLength: 5 }),
      fc
        .array(fc.tuple(key, tie('node')), { maxLength: 5 })
        .map((pairs) => Object.fromEntries(pairs)),
    ),
  })).node;

  it('in any JSON', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('', ' ', '\t', '    '), (value, space) => {
        const document = documentOf(JSON.stringify(value, null, space), 'any.json');
        expect(document.value).toEqual(JSON.parse(JSON.stringify(value)));
        expect(document.problems).toEqual([]);
        expectPlaces(document);
      }),
      { numRuns: 150 },
    );
  });

  it('in any YAML that another writer writes', () => {
    const options: fc.Arbitrary<DumpOptions> = fc.record({
      indent: fc.constantFrom(1, 2, 4),
      flowLevel: fc.constantFrom(-1, 0, 1, 2),
      lineWidth: fc.constantFrom(-1, 10, 80),
      noRefs: fc.constant(true),
    });
    fc.assert(
      fc.property(tree, options, (value, style) => {
        const text = dump(value, style);
        const document = documentOf(`--- # x\n${text}`);
        expect(document.value).toEqual(load(text));
        expect(document.problems).toEqual([]);
        expectPlaces(document);
      }),
      { numRuns: 200 },
    );
  });
});
