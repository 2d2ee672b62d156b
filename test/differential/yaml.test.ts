import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, stringify } from 'yaml';
import { parse } from '../../src/parse/parse.ts';
import { below, type Pointer, pointerText, rootPointer } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';

/** Fixtures that the two readers do not read alike, and why. */
const DISPUTED: { readonly [file: string]: string } = {
  'rules/document-duplicate-key/bad-files/wallets.yaml':
    'theirs lists both entries of a key that stands twice; the place is that of the last, which counts',
  'rules/document-duplicate-key/bad.yaml': 'the same',
};

/** What differs between our reading of a text and that of the package `yaml`; undefined where either refuses it. */
function differencesIn(text: string): readonly string[] | undefined {
  const source = new Source('/api/openapi.yaml', text);
  const { document } = parse(source);
  const theirs = parseDocument(text, { merge: true, uniqueKeys: false, stringKeys: true });
  if (document === undefined || theirs.errors.length > 0) return undefined;
  const differences: string[] = [];
  try {
    expect(document.value).toEqual(theirs.toJS({ maxAliasCount: -1 }) ?? null);
  } catch (error) {
    differences.push(`value: ${String(error).slice(0, 400)}`);
  }
  const places = placesIn(theirs.contents);
  document.source.prepare(places.map(({ at }) => at(document.source)));
  for (const { at, part, start } of places) {
    const pointer = at(document.source);
    const ours = document.source.span(pointer, part).start;
    if (ours !== start)
      differences.push(`${part} of ${pointerText(pointer)}: ${ours}, not ${start}`);
  }
  return differences;
}

interface Place {
  readonly at: (source: Source) => Pointer;
  readonly part: 'key' | 'value';
  /** Offset in the text. */
  readonly start: number;
}

/** Where their reader finds each key and value; not what an alias or a merge brings from elsewhere. */
function placesIn(root: Node | null): readonly Place[] {
  const places: Place[] = [];
  const visit = (node: unknown, steps: readonly (string | number)[]): void => {
    if (isAlias(node)) return;
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return;
    const at = (source: Source) => below(rootPointer(source), ...steps);
    // The place of a value with a tag or an anchor begins there, and theirs behind it.
    const isPlain = node.tag === undefined && node.anchor === undefined;
    const isWritten = !(isScalar(node) && node.source === '');
    if (node.range && isPlain && isWritten)
      places.push({ at, part: 'value', start: node.range[0] });
    if (isSeq(node))
      for (const [index, item] of node.items.entries()) visit(item, [...steps, index]);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      if (!isScalar(key) || key.source === '<<') continue;
      const inner = [...steps, String(key.source ?? key.value)];
      if (key.range && key.anchor === undefined && key.tag === undefined) {
        places.push({
          at: (source) => below(rootPointer(source), ...inner),
          part: 'key',
          start: key.range[0],
        });
      }
      visit(value, inner);
    }
  };
  visit(root, []);
  return places;
}

const fixtures = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.ya?ml$/.test(file))
  .sort();

describe('Another reader of YAML finds the same values at the same places', () => {
  test('in every fixture that both can read', { timeout: 60_000 }, () => {
    const found: { [file: string]: readonly string[] } = {};
    let read = 0;
    for (const file of fixtures) {
      const differences = differencesIn(readFileSync(`fixtures/${file}`, 'utf8'));
      if (differences !== undefined) read += 1;
      if (differences !== undefined && differences.length > 0)
        found[file] = differences.slice(0, 3);
    }
    expect(found).toEqual(
      Object.fromEntries(Object.keys(DISPUTED).map((file) => [file, expect.anything()])),
    );
    expect(read).toBeGreaterThan(500);
  });

  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '"', "'", '-', '\t', '|') }),
        fc.constantFrom(
          'yes',
          'null',
          '~',
          '0x1f',
          '0o17',
          '1e3',
          '.inf',
          '2001-01-01',
          '1_000',
          '',
        ),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('node'), { maxLength: 5 }),
      fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), tie('node'), {
        maxKeys: 5,
      }),
    ),
  })).node;

  test('in documents that the other one writes', { timeout: 60_000 }, () => {
    const style = fc.record({
      indent: fc.constantFrom(2, 3, 4),
      lineWidth: fc.constantFrom(0, 20, 80),
      collectionStyle: fc.constantFrom('any', 'block', 'flow') as fc.Arbitrary<'any'>,
      defaultStringType: fc.constantFrom(
        'PLAIN',
        'QUOTE_DOUBLE',
        'QUOTE_SINGLE',
        'BLOCK_LITERAL',
      ) as fc.Arbitrary<'PLAIN'>,
      aliasDuplicateObjects: fc.constant(false),
    });
    fc.assert(
      fc.property(tree, style, (value, options) => {
        expect(differencesIn(stringify({ openapi: '3.1.0', value }, options))).toEqual([]);
      }),
      { seed: 20_261_125, numRuns: 300 },
    );
  });
});
