import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/parse/parse.ts';
import { quickYaml } from '../../src/parse/quick-yaml.ts';
import { Kind, type Tape } from '../../src/parse/tape.ts';
import { fullYaml } from '../../src/parse/yaml.ts';

const quick = (text: string) => quickYaml(text, defaultLimits.maxDepth);

/** The entries of a tape. Whether a value, or a key that reads as it is written, was decoded is of no matter. */
function entriesOf(text: string, { length, kinds, starts, ends, nexts, names }: Tape) {
  return Array.from({ length }, (_, entry) => {
    const name = names.get(entry);
    const asWritten = name === undefined || name === text.slice(starts[entry], ends[entry]);
    const kind = kinds[entry] === Kind.decoded && asWritten ? Kind.plain : kinds[entry];
    return [kind, starts[entry], ends[entry], nexts[entry], asWritten ? undefined : name];
  });
}

/** Expects that the quick parser leaves a text to the other, or reads it just like that; says which. */
function expectSame(text: string): boolean {
  const own = quick(text);
  if (own === undefined) return false;
  const full = fullYaml(text, defaultLimits);
  if ('offset' in full) throw new Error(`${full.message} ${text}`);
  expect(own.value).toStrictEqual(full.value);
  expect(full.problems).toEqual([]);
  expect(entriesOf(text, own.tape)).toEqual(entriesOf(text, full.tape));
  return true;
}

const readable = [
  'a: 1\n',
  'a: b',
  '# x\n\n---\n# y\na: 1 # z\n\n# end',
  '- a\n- b: c\n  d: e\n-   f: g\n    h: i\n- - j\n  -   - k\n',
  'a:\n- b\n-\n- # x\n- c\nd:\n  - e\n',
  'a:\nb: # x\n\nc:\n  # y\n  d: e\n',
  '"a" : b\n\'c\'\'d\': e\nf : g\n"h\\"\\u0041": i\n',
  'a: "b\\n\\x41"\nc: \'d\'\'e\'\nf: "g\n  h\n\n  i"\nj: \'k\n  l\'\nm: "n\\\n  \\ o"\n',
  'a: b\n  c\n\n  d # e\nf:\n  g: h\n   i\n',
  'a:\n  b c\n  d\ne:\n  "f"\ng:\n  - h\n   i\n',
  'a: |\n  b\n   c\n\n  d\n\ne: >-\n  f\n  g\n\n\nh: |+\n  i\n\nj: |2-\n    k\nl: |  # m\n  n\no: |\np: >\n',
  'a: [b, "c", \'d\', {e: f, g, h: , "i":j}, [], {}, [[k]]]\n',
  'a: {\n  b: c,\n  d: [\n   e,\n  f\n  ] }\n',
  'a: {b: c,\n  d e\n  }\n',
  'a: http://b/c#d:e\nf: a,b]{c\ng: -1 - ?2\nh: x:y\n',
  '200: a\nnull: b\n~: c\n__proto__: d\nconstructor: e\n',
  'é😀: 漢字 😀\n',
];

const leftAlone = [
  'a: [-, b]\n',
  'a: {b: ?}\n',
  'a: b\n"h\\\n  i": j\n',
  'a: &b c\n',
  'a: *b\n',
  'a: !!str b\n',
  'a: {<<: {b: c}}\n',
  '<<: {b: c}\n',
  'a: b\na: c\n',
  'a: {b: c, b: d}\n',
  'a:\tb\n',
  'a: b\n\tc\n',
  'a: b\r\nc: d\r\n',
  '? a\n: b\n',
  'a: [b: c]\n',
  'a: b: c\n',
  'a: - b\n',
  'a: [b, # c\n  d]\n',
  'a: b\n c\nd: e\n e: f\n',
  'a: b\n---\nc: d\n',
  'a: b\n...\n',
  '%YAML 1.2\n---\na: b\n',
  'text',
  '{a: b}',
  '',
  '# a\n',
  'a: [b\n',
  'a: "b\n',
  'a: "\\q"\n',
  'a: |\n    \n  b\n',
  'a: \u0007\n',
  'a: \ud800\n',
  '\uFEFFa: b\n',
];

describe('The quick YAML parser', { timeout: 30_000 }, () => {
  it.each(readable)('reads %j just as js-yaml does', (text) => {
    expect(expectSame(text)).toBe(true);
    expect(expectSame(text.trimEnd())).toBe(true);
  });

  it.each(leftAlone)('leaves %j to js-yaml', (text) => {
    expect(quick(text)).toBeUndefined();
  });

  it('leaves what is nested too deeply', () => {
    expect(quickYaml('a: {b: [c]}', 3)).toBeDefined();
    expect(quickYaml('a: {b: [c]}', 2)).toBeUndefined();
    expect(quickYaml('a:\n  b:\n  - c', 2)).toBeUndefined();
    expect(quick(`a: ${'['.repeat(100_000)}`)).toBeUndefined();
  });

  const places = readFileSync('fixtures/parse/places.yaml', 'utf8');
  const scraps = [
    '\n',
    '\n  ',
    ' ',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
  ];
  const marks = [
    ',',
    '|',
    '>-',
    '|+\n',
    '\t',
    '&a ',
    '*a',
    '!',
    '? ',
    '---\n',
    '...',
    '~',
    '<<',
    '%',
  ];
  const scrap = fc.constantFrom(...scraps, ...marks, 'a', 'b: c', '1', '😀');

  it('is right or silent about any scraps of YAML', () => {
    const text = fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (yaml) => void expectSame(yaml)),
      { numRuns: 3000 },
    );
  });

  it('is right or silent about YAML that was damaged', () => {
    let read = 0;
    const whole = fc.constantFrom(...readable, ...places.split(/\n(?=\w)/), places);
    const damage = fc.record({
      at: fc.nat(1000),
      cut: fc.nat(3),
      scrap: fc.oneof(scrap, fc.constant('')),
    });
    fc.assert(
      fc.property(whole, fc.array(damage, { maxLength: 3 }), (yaml, damages) => {
        let text = yaml;
        for (const { at, cut, scrap: inserted } of damages) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + inserted + text.slice(place + cut);
        }
        if (expectSame(text)) read += 1;
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});
