import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { below, rootPointer } from '../../src/source/pointer.ts';
import { documentOf, placeOf, spelled } from './support.ts';

const yaml = readFileSync('fixtures/parse/places.yaml', 'utf8');
const json = readFileSync('fixtures/parse/places.json', 'utf8');

describe('Places in YAML', () => {
  it.each([
    [['plain'], 'plain', 'value'],
    [['two words'], 'two words', 'on two\n  lines of text'],
    [["single 'quoted'"], "'single ''quoted'''", "'a ''b'' c'"],
    [['double "quoted"A'], '"double \\"quoted\\"\\u0041"', '"tab\\there\n  and more"'],
    [['漢字😀'], '漢字😀', '値 😀'],
    [['200', 'list', 4, 1], '[6]', '[6]'],
    [['200', 'empty'], 'empty', '{}'],
    [['nothing'], 'nothing', ''],
    [['nothing in flow', 'a'], 'a', ''],
    [['nothing in flow', 'c'], '"c"', ''],
    [['list', 1], '', ''],
    [['list', 3, 1, 0], 'deep', 'deep'],
    [['list', 4, 'last'], 'last', 'value'],
    [['list', 6], '{flow: map,', '{flow: map,\n   over: lines, # with a comment\n  }'],
    [['list', 8], '|', '|\n  literal\n   text'],
    [['literal'], 'literal', '| # comment with | and >\n  first\n    second\n\n  third'],
    [['strip'], 'strip', '>-\n  stripped'],
    [['explicit key'], 'explicit key', 'explicit value'],
    [['block key\n', 0], 'item', 'item'],
    [['anchors', 'scalar'], 'scalar', '&number 12'],
    [['anchors', 'map'], 'map', '&map\n    x: 1\n    "y": [2]'],
    [['anchors', 'empty'], 'empty', '&empty'],
    [['anchors', 'tagged'], 'tagged', '!!str 200'],
    [['anchors', 'both'], 'both', '&both !!map\n    z: 3'],
    [['anchors', 'named'], 'named', 'by anchor'],
  ])('of %j are the key and the value as written', (keys, key, value) => {
    expect(spelled(yaml, 'key', keys)).toBe(key);
    expect(spelled(yaml, 'value', keys)).toBe(value);
  });

  it('of an empty value are after its colon or dash', () => {
    expect(documentOf('a:\nb: 1').source.locate).toBeDefined();
    const { source } = documentOf('a:\nb:  # x\nc:\n-\n- \n');
    const root = rootPointer(source);
    const offset = (...keys: (string | number)[]) =>
      source.span(below(root, ...keys), 'value').start;
    expect([offset('a'), offset('b'), offset('c', 0), offset('c', 1)]).toEqual([2, 5, 15, 17]);
  });

  it('of an alias are its own key, and below it the places in its anchor', () => {
    expect(spelled(yaml, 'key', ['aliases', 'map'])).toBe('map');
    expect(spelled(yaml, 'value', ['aliases', 'map'])).toBe('*map');
    expect(spelled(yaml, 'value', ['aliases', 'items', 1])).toBe('*map');
    expect(placeOf(yaml, ['aliases', 'items', 1, 'y'])).toBe(
      placeOf(yaml, ['anchors', 'map', 'y']),
    );
    expect(placeOf(yaml, ['aliases', 'map', 'y', 0])).toBe(
      placeOf(yaml, ['anchors', 'map', 'y', 0]),
    );
    expect(spelled(yaml, 'key', ['aliases', 'named'])).toBe('*key');
  });

  it('of a merged key are in its anchor, of an own key in the map itself', () => {
    expect(placeOf(yaml, ['merged', 'y', 0])).toBe(placeOf(yaml, ['anchors', 'map', 'y', 0]));
    expect(placeOf(yaml, ['merged deep', 'x'])).toBe(placeOf(yaml, ['anchors', 'map', 'x']));
    expect(spelled(yaml, 'value', ['merged late', 'x'])).toBe('own');
    expect(placeOf(yaml, ['merged late', 'z'])).toBe(placeOf(yaml, ['anchors', 'both', 'z']));
  });

  it('of a key that a merge does not bring in are those of the object', () => {
    expect(spelled(yaml, 'key', ['merged', 'missing', 'deeper'])).toBe('merged');
  });

  it('of a key that stands twice are those of the last', () => {
    const text = 'a: {x: 1, y: {z: 1}}\nb: 0\na: {y: 2}\n';
    expect(placeOf(text, ['a', 'y'])).toBe('3:5');
    expect(placeOf(text, ['a', 'x'])).toBe('3:1');
    expect(placeOf(text, ['a', 'y', 'z'])).toBe('3:5');
  });

  it('count columns in UTF-16 units and know each line break', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = ['a: {"😀漢": 1, b: 2}', '', 'c: |', '  x', 'd: 3'].join(lineBreak);
      expect(placeOf(text, ['a', 'b'])).toBe('1:15');
      expect(placeOf(text, ['d'])).toBe('5:1');
      expect(spelled(text, 'value', ['c'])).toBe(`|${lineBreak}  x`);
    }
  });

  it('of a whole document begin at its first node', () => {
    expect(spelled('# x\n--- # y\na: 1\nb: 2\n...\n', 'value', [])).toBe('a: 1\nb: 2');
  });
});

describe('Places in JSON', () => {
  const name = 'places.json';

  it.each([
    [['plain'], '"plain"', '"value"'],
    [['number'], '"number"', '-1.50e+3'],
    [['escAped "key" \\'], '"esc\\u0041ped \\"key\\" \\\\"', '"te\\u0022xt \\\\\\" }]{["'],
    [['a/b~c', '', ' ', 4, 1, 1], '[3]', '[3]'],
    [['literals', 2], 'null', 'null'],
    [['looks like', '"'], '"\\""', '"\\\\"'],
    [['200', 'b'], '"b"', '[ 1\n      ,2 ]'],
  ])('of %j are the key with its quotes and the value', (keys, key, value) => {
    expect(spelled(json, 'key', keys, name)).toBe(key);
    expect(spelled(json, 'value', keys, name)).toBe(value);
  });

  it('of a minified text have their own columns', () => {
    const text = '{"paths":{"/a":{"post":{},"delete":{}}}}';
    expect(placeOf(text, ['paths', '/a', 'post'], name)).toBe('1:17');
    expect(placeOf(text, ['paths', '/a', 'delete'], name)).toBe('1:27');
  });

  it('of a key that stands twice are those of the last', () => {
    const text = '{"a": {"x": 1, "y": 1},\n"\\u0061": {"y": 2}}';
    expect(placeOf(text, ['a', 'y'], name)).toBe('2:12');
    expect(placeOf(text, ['a', 'x'], name)).toBe('2:1');
  });
});

describe.each([
  ['JSON', 'test.json', '{"a": [{"b": 1}, 2]}'],
  ['YAML', 'test.yaml', 'a: [{b: 1}, 2]'],
])('Places in %s', (_, name, text) => {
  it('that do not exist are those of the nearest ancestor that does', () => {
    for (const keys of [
      ['a', 0, 'missing'],
      ['a', 0, 'missing', 'deeper'],
    ]) {
      expect(placeOf(text, keys, name)).toBe(placeOf(text, ['a', 0], name));
    }
    expect(placeOf(text, ['a', 7], name)).toBe(placeOf(text, ['a'], name));
    expect(placeOf(text, ['a', 'length'], name)).toBe(placeOf(text, ['a'], name));
    expect(placeOf(text, ['a', 1, 'x'], name)).toBe(placeOf(text, ['a', 1], name));
    expect(placeOf(text, ['x', 'y'], name)).toBe('1:1');
  });

  it('are the same for two pointers with the same steps', () => {
    const { source } = documentOf(text, name);
    const one = below(rootPointer(source), 'a', 0, 'b');
    const other = below(rootPointer(source), 'a', '0', 'b');
    source.prepare([one, other]);
    expect(source.span(one)).toEqual(source.span(other));
    expect(source.text.slice(source.span(one, 'value').start).startsWith('1')).toBe(true);
  });

  it('are found among many siblings', () => {
    const keys = Array.from({ length: 30 }, (_entry, index) => `key ${index}`);
    const many = JSON.stringify(
      Object.fromEntries(keys.map((key) => [key, { [key]: 1 }])),
      null,
      1,
    );
    const { source } = documentOf(name === 'test.json' ? many : many.replaceAll('"', "'"), name);
    const pointers = keys.map((key) => below(rootPointer(source), key, key));
    source.prepare(pointers);
    expect(pointers.map((pointer) => source.locate(pointer).start.line)).toEqual(
      keys.map((_key, index) => 3 * index + 3),
    );
  });
});
