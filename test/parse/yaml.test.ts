import { describe, expect, it } from 'vitest';
import { documentOf, failureOf, placeOf, problemsOf, spelled, valueIn } from './support.ts';

describe('YAML scalars', () => {
  it('follow the core schema of YAML 1.2', () => {
    const text = [
      'nulls: [null, ~, Null, NULL, , nUll]',
      'truths: [true, True, FALSE, yes, no, on, off, y, tRue]',
      'integers: [0, -7, +7, 010, 0o17, 0x1F, 0b1, 1_000, 1:30, -0x1]',
      'floats: [1e3, 1.5, -.5, .5e-1, 1., .inf, -.INF, .nan, 1e, ., -, e3]',
      'texts: [2024-01-01, 2001-12-14t21:59:43.10-05:00, 1.2.3, "12", \'true\', =]',
    ].join('\n');
    expect(valueIn(text.replace(', , nUll', ', nUll').replace(', -,', ','))).toEqual({
      nulls: [null, null, null, null, 'nUll'],
      truths: [true, true, false, 'yes', 'no', 'on', 'off', 'y', 'tRue'],
      integers: [0, -7, 7, 10, 15, 31, '0b1', '1_000', '1:30', '-0x1'],
      floats: [1000, 1.5, -0.5, 0.05, 1, Infinity, -Infinity, NaN, '1e', '.', 'e3'],
      texts: ['2024-01-01', '2001-12-14t21:59:43.10-05:00', '1.2.3', '12', 'true', '='],
    });
  });

  it('that are block scalars keep, clip or strip their line breaks', () => {
    const text = 'a: |\n  x\n   y\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\nd: |2\n   x\ne: ""\n';
    expect(valueIn(text)).toEqual({ a: 'x\n y\n', b: 'x y\nz', c: 'x\n\n', d: ' x\n', e: '' });
  });

  it('are read with tabs as separation', () => {
    const text = 'a:\t1\nb:\t"x"\t# note\nc: {d:\t[1,\t2]}\n';
    expect(valueIn(text)).toEqual({ a: 1, b: 'x', c: { d: [1, 2] } });
  });

  it('keep their own tabs', () => {
    expect(valueIn('a: {b:\t"x\ty", c: x\ty, d:\t[1]}\ne: |\n  x\ty\n')).toEqual({
      a: { b: 'x\ty', c: 'x\ty', d: [1] },
      e: 'x\ty\n',
    });
  });

  it('may be a whole document', () => {
    expect(valueIn('just text')).toBe('just text');
    expect(valueIn('--- null')).toBe(null);
  });
});

describe('YAML in brackets', () => {
  it.each([
    ['a: [\n  b\n]\nc: d\n', { a: ['b'], c: 'd' }],
    [
      'a:\n  - b: {\n      c: d,\n    }\n    e: [f,\n      g # h\n\n      # i\n]\n',
      { a: [{ b: { c: 'd' }, e: ['f', 'g'] }] },
    ],
    [
      '- [{\n  a: b\n}, {\n  c: "d\n  e", f: g\n  h\n}\n]\n',
      [[{ a: 'b' }, { c: 'd e', f: 'g h' }]],
    ],
    ['a: &x [\n  b]\nc: {\n  d: *x\n}\n', { a: ['b'], c: { d: ['b'] } }],
    ['a: [\n \tb\n]\n', { a: ['b'] }],
    [
      'a: |\n  {\n  }\nb: "c\n  ]"\nd: e\n  }\nf: [\n]\n',
      { a: '{\n}\n', b: 'c ]', d: 'e }', f: [] },
    ],
    ['a: ["b\n  # c\n  ]", d\n]\n', { a: ['b # c ]', 'd'] }],
  ])('may close at any column: %j', (text, value) => {
    for (const lineBreak of ['\n', '\r\n']) {
      expect(valueIn(text.replaceAll('\n', lineBreak))).toEqual(JSON.parse(JSON.stringify(value)));
    }
  });

  it('end after the bracket, wherever that is', () => {
    expect(spelled('a: [b, # c\n  d\n]\ne: f', 'value', ['a'])).toBe('[b, # c\n  d\n]');
    expect(placeOf('a: [\n  b\n]\ne: f', ['e'])).toBe('4:1');
  });

  it.each([
    ["a: [[1, # isn't\n], 2, [3,\n  4\n]]", { a: [[1], 2, [3, 4]] }],
    ['a: [b, c # "x"\n]\nd: "e"', { a: ['b', 'c'], d: 'e' }],
    ["a: {b: c, # don't\n  # can't\n\n}\nd: 'e\n  # f\n  ]'", { a: { b: 'c' }, d: 'e # f ]' }],
  ])('may close after comments of all kinds: %j', (text, value) => {
    expect(valueIn(text)).toEqual(value);
  });

  it.each([
    ["a: [[it's, # isn't\n], 2, [3,\n  4\n]]", '1:4'],
    ['a: ["b\n  # c"\n]', '3:1'],
    ['a: [b\n]\nc:\n  - - d\n      e #\n    # f\n    ] - g\n', '7:5'],
    ['a: [b\n]\nc: |3\n    d\n  }  e\nf: g\n', '5:3'],
  ])('that may close in a comment, a text or nowhere are not guessed at: %j', (text, place) => {
    expect(failureOf(text)).toMatch(new RegExp(`^${place} Not valid YAML`));
  });

  it('are refused at the first true mistake, however many brackets close too early', {
    timeout: 5000,
  }, () => {
    expect(failureOf('a: [b\n]\nc: [d,\ne]\n')).toMatch(/^3:4 Not valid YAML/);
    expect(failureOf(`a: [b\n]\nc: ${'\n# d\n]'.repeat(50_000)}`)).toMatch(/^5:1 Not valid YAML/);
  });
});

describe('YAML keys', () => {
  it('are their text, whatever type it looks like', () => {
    const text = '200: a\n1.0: b\nnull: c\n~: d\ntrue: e\n0x1F: f\n2024-01-01: g\n"q": h\n: i\n';
    expect(valueIn(text)).toEqual({
      '200': 'a',
      '1.0': 'b',
      null: 'c',
      '~': 'd',
      true: 'e',
      '0x1F': 'f',
      '2024-01-01': 'g',
      q: 'h',
      '': 'i',
    });
  });

  it('named like parts of the object prototype are own properties', () => {
    const value = valueIn('__proto__: {polluted: true}\nconstructor: 1\ntoString: 2\n');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(problemsOf('constructor: 1\n__proto__: 2')).toEqual([]);
  });

  it('may be aliases and have anchors', () => {
    expect(valueIn('&k one: &v 1\n*k : 2\ntwo: *k\nthree: *v\n')).toEqual({
      one: 2,
      two: 'one',
      three: 1,
    });
    expect(valueIn('a: &n 200\nb: {*n : x}')).toEqual({ a: 200, b: { '200': 'x' } });
  });

  it('that stand twice are problems, by their text, and the last one counts', () => {
    const text = '404: one\n"404": two\na: 1\nb: {c: 1, "c": 2}\n\'a\': 2\na: 3\n';
    expect(problemsOf(text)).toEqual([
      '2:1 duplicate-key 404',
      '4:11 duplicate-key c',
      '5:1 duplicate-key a',
      '6:1 duplicate-key a',
    ]);
    expect(valueIn(text)).toEqual({ '404': 'two', a: 3, b: { c: 2 } });
    expect(documentOf('aa: 1\naa: 2').problems[0]).toMatchObject({
      start: 6,
      end: 8,
      firstStart: 0,
    });
  });

  it('named __proto__ may stand twice too', () => {
    expect(problemsOf('__proto__: 1\n__proto__: 2')).toEqual(['2:1 duplicate-key __proto__']);
  });

  it.each([
    ['? [a]\n: b', '1:3'],
    ['{[a]: b}', '1:2'],
    ['? {a: b}\n: c', '1:3'],
    ['x: &l [a]\n*l : b', '2:1'],
  ])('that are lists or maps are refused: %j', (text, place) => {
    expect(failureOf(text)).toBe(
      `${place} A list or map is used as a key; the keys of an API description are text.`,
    );
  });

  it('that are not written stand at their colon', () => {
    const text = 'a: b\n\n: c\nd: {e, : f}\n? # g\n: h\n';
    expect(problemsOf(text)).toEqual(['5:2 duplicate-key ']);
    expect(placeOf('a: b\n\n: c\n', [''])).toBe('3:1');
    expect(placeOf(text, ['d', ''])).toBe('4:8');
    expect(placeOf('a:\n  : b\n', ['a', ''])).toBe('2:3');
  });

  it('may be marked with ? and span lines', () => {
    expect(valueIn('? a\n: 1\n? |\n  b\n: 2\n? "c\n  d"\n: 3\n')).toEqual({
      a: 1,
      'b\n': 2,
      'c d': 3,
    });
  });
});

describe('YAML aliases', () => {
  it('share the value of their anchor', () => {
    const value = valueIn('a: &x {b: 1}\nc: *x\nd: [*x]\n') as {
      a: object;
      c: object;
      d: object[];
    };
    expect(value.c).toBe(value.a);
    expect(value.d[0]).toBe(value.a);
  });

  it('take the last anchor of their name', () => {
    expect(valueIn('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('without an anchor before them are refused', () => {
    expect(failureOf('a: 1\nb: *x')).toBe('2:4 The alias "*x" has no anchor before it.');
    expect(failureOf('a: *x\nb: &x 1')).toMatch(/^1:4 /);
  });

  it.each(['x: &l\n  again: *l\n', 'x: &l [1, *l]\n', 'x: &l {a: {<<: *l}}\n'])(
    'inside their own anchor are refused: %j',
    (text) => {
      expect(failureOf(text)).toMatch(/The alias "\*l" is inside its own anchor: it has no end\./);
    },
  );
});

describe('YAML merge keys', () => {
  it('bring in the keys of a map or of several, the first of which wins', () => {
    const text =
      'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: *a}\nd:\n  <<: [*a, *b]\n  w: 0\n';
    expect(valueIn(text)).toMatchObject({ c: { x: 1, y: 1 }, d: { w: 0, x: 1, y: 1, z: 2 } });
    expect(problemsOf(text)).toEqual([]);
  });

  it('never override a key of the map itself, wherever they stand', () => {
    expect(valueIn('a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\nc:\n  x: 2\n  <<: *a\n')).toMatchObject({
      b: { x: 2 },
      c: { x: 2 },
    });
    expect(problemsOf('a: &a {x: 1}\nb:\n  x: 2\n  <<: *a\n')).toEqual([]);
  });

  it('may be chained and written in place', () => {
    expect(
      valueIn('a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\nd: {<<: {x: 4}}\n'),
    ).toMatchObject({
      c: { x: 1, y: 2, z: 3 },
      d: { x: 4 },
    });
  });

  it('bring in __proto__ as data', () => {
    const value = valueIn('a: &a {__proto__: {x: 1}}\nb: {<<: *a}\n') as { b: object };
    expect(Object.keys(value.b)).toEqual(['__proto__']);
  });

  it('that stand twice are a problem, and the later of the two wins', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {x: 2}\nc:\n  <<: *a\n  <<: *b\n';
    expect(problemsOf(text)).toEqual(['5:3 duplicate-key <<']);
    expect(valueIn(text)).toMatchObject({ c: { x: 2, y: 1 } });
  });

  it.each(['a: {<<: 1, b: 2}', 'a: {<<: [1], b: 2}', 'a: {<<: [[x]], b: 2}', 'a: {<<: , b: 2}'])(
    'are ignored with a problem if there is nothing to merge: %s',
    (text) => {
      expect(valueIn(text)).toEqual({ a: { b: 2 } });
      expect(problemsOf(text)).toEqual(['1:5 merge-key <<']);
    },
  );

  it('may say what they are by their tag, as some writers do', () => {
    const text =
      'a: &a {x: 1}\nb:\n  !!merge <<: *a\n  y: 2\nc: {!<tag:yaml.org,2002:merge> "<<": *a}\n';
    expect(valueIn(text)).toMatchObject({ b: { x: 1, y: 2 }, c: { x: 1 } });
    expect(problemsOf(text)).toEqual([]);
    expect(placeOf(text, ['b', 'x'])).toBe('1:8');
    expect(problemsOf('!!merge a: 1\n!!str <<: {b: 2}')).toEqual(['1:1 unsafe-tag !!merge']);
    expect(valueIn('!!str <<: {b: 2}')).toEqual({ '<<': { b: 2 } });
  });

  it('are ordinary keys when quoted', () => {
    expect(valueIn('a: {"<<": 1}')).toEqual({ a: { '<<': 1 } });
  });
});

describe('YAML tags', () => {
  it('of the core schema are honoured', () => {
    const text = [
      'a: !!str 200',
      'b: !!int "0x10"',
      'c: !!float 1',
      'd: !!bool "true"',
      'e: !!null ""',
      'f: !!map {x: !!seq [1]}',
      'g: ! 12',
      'h: !<tag:yaml.org,2002:str> 1',
      'i: !!str',
      '!!int 1: x',
    ].join('\n');
    expect(valueIn(text)).toEqual({
      a: '200',
      b: 16,
      c: 1,
      d: true,
      e: null,
      f: { x: [1] },
      g: '12',
      h: '1',
      i: '',
      '1': 'x',
    });
    expect(problemsOf(text)).toEqual([]);
  });

  it('may have handles', () => {
    const text = '%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 1\n';
    expect(valueIn(text)).toEqual({ a: '1' });
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['a: !!binary aGk=', '1:4 unsafe-tag !!binary', 'aGk='],
    ['a: !!timestamp 2001-01-01', '1:4 unsafe-tag !!timestamp', '2001-01-01'],
    ['a: !!set {x: }', '1:4 unsafe-tag !!set', { x: null }],
    ['a: !!omap [x: 1]', '1:4 unsafe-tag !!omap', [{ x: 1 }]],
    [
      'a: !!python/object/apply:os.system ["id"]',
      '1:4 unsafe-tag !!python/object/apply:os.system',
      ['id'],
    ],
    ['a: !foo 12', '1:4 unsafe-tag !foo', '12'],
    ['a: !!js/function "x"', '1:4 unsafe-tag !!js/function', 'x'],
    ['a: !<tag:example.org,2000:x> 1', '1:4 unsafe-tag !<tag:example.org,2000:x>', '1'],
    ['a: !!int abc', '1:4 unsafe-tag !!int', 'abc'],
    ['a: !!str [x]', '1:4 unsafe-tag !!str', ['x']],
    ['a: &b !foo\n  c: 1', '1:7 unsafe-tag !foo', { c: 1 }],
  ])(
    'that are no core tags are a problem, and the value is read as it stands: %s',
    (text, problem, value) => {
      expect(problemsOf(text)).toEqual([problem]);
      expect(valueIn(text)).toEqual({ a: value });
    },
  );

  it('on keys are looked at too', () => {
    expect(problemsOf('!foo a: 1')).toEqual(['1:1 unsafe-tag !foo']);
  });
});

describe('YAML streams', () => {
  it.each([
    '---\na: 1\n',
    'a: 1\n---\n',
    'a: 1\n...\n',
    '--- # x\na: 1\n...\n# end\n',
    '---\n---\na: 1',
    '%YAML 1.2\n---\na: 1\n',
  ])('of one document and empty ones are read: %j', (text) => {
    expect(valueIn(text)).toEqual({ a: 1 });
  });

  it.each([
    ['a: 1\n---\nb: 2\n', '2:1'],
    ['---\na: 1\n# ---\n...\n\n---  # second\nb: 2\n', '6:1'],
    ['a: |\n  ---\n--- b', '3:1'],
    ['a: 1\n---\nb: 2\n---\nc: 3\n', '2:1'],
    ['a: 1\r\n---\r\nb: 2\r\n', '2:1'],
    ['a: 1\n...\nb: 2\n', '3:1'],
    ['a: 1\n... # end\n# next\n...\nb: 2\n---\nc: 3\n', '5:1'],
    ['a: [1]\n...\n%YAML 1.2\n---\nb: 2\n', '3:1'],
  ])('of several documents are refused at the second: %j', (text, place) => {
    expect(failureOf(text)).toBe(
      `${place} A second YAML document begins here; a file holds one API description, so split the file.`,
    );
  });

  it('that hold nothing are refused', () => {
    expect(failureOf('')).toBe('1:1 The file is empty.');
    expect(failureOf(' \n\n')).toBe('1:1 The file is empty.');
    expect(failureOf('# a\n# b\n')).toBe('1:1 The file holds nothing but comments.');
    expect(failureOf('---\n# a\n')).toBe('1:1 The file holds no document.');
  });
});

describe('YAML errors', () => {
  it('of tabs say so at the tab', () => {
    expect(failureOf('a: 1\nb:\n\t/t:\n\t\tget: {}\n')).toBe(
      '3:1 Not valid YAML: a tab indents this line, and YAML allows only spaces there.',
    );
    expect(failureOf('a:\n  b: 1\n \tc: 2\n')).toMatch(/^3:2 .*a tab indents this line/);
  });

  it('are told at once however long the text', { timeout: 5000 }, () => {
    const line = 'a: '.repeat(3) + 'b: ['.repeat(250_000);
    expect(failureOf(`x: &y\n  z: ${line}]\n  c: d\n`)).toMatch(/Not valid YAML/);
    expect(failureOf(`x: y\n${line}]: c: ]\n- d\n`)).toMatch(/Not valid YAML/);
    expect(failureOf(`x: y\n${' '.repeat(250_000)}a: b\u00A0: c: d`)).toMatch(/Not valid YAML/);
    expect(failureOf(`x: y\n${'z\n'.repeat(250_000)}a: b\n`)).toMatch(/^2:1 Not valid YAML/);
  });

  it('of a tab that indents a nested list are not overlooked', () => {
    expect(failureOf('a:\n  -\t- b\n')).toMatch(/^2:5 Not valid YAML: bad indentation/);
  });

  it.each([
    ['a: b: c', /^1:5 Not valid YAML: .*Text that holds ": " needs quotes\.$/],
    ['a: @b', /^1:4 Not valid YAML: .*Text that begins with "@" needs quotes\.$/],
    ['a: [1, 2', /^1:9 Not valid YAML: unexpected end of the stream within a flow collection\.$/],
    ['a: "b', /^1:6 Not valid YAML: unexpected end/],
    ['a:\n  b: 1\n c: 2', /^3:2 Not valid YAML: bad indentation/],
    ['a: \u0007', /^1:4 Not valid YAML: the character U\+0007 is not allowed\.$/],
    ['a: |\n  b\n  c\u009Dd\n  e\nf: g', /^3:4 .*the character U\+009D is not allowed\.$/],
    ['a: "b\n  c\u0001"', /^2:4 .*the character U\+0001 is not allowed\.$/],
    ['a: b\ud83d c', /^1:5 .*the character U\+D83D is not allowed\.$/],
    ['a: "b" \u{1F600}', /^1:8 .*bad indentation/],
    ['a: "\\q"', /^1:6 Not valid YAML: unknown escape sequence/],
    ['a:\n  b: "one\n  two"\n', /^2:6 .*this " is not closed on its line: close it, or indent/],
    ["a:\n  - 'it''s\n  - c\n", /^2:5 .*this ' is not closed on its line/],
    ['a:\n  b: {c: d\n  e: f\n', /^2:6 .*this \{ is not closed on its line/],
    ['a:\n  - [b, c\n  - d\n', /^2:5 .*this \[ is not closed on its line/],
    ['a: ["b" c]', /^1:9 Not valid YAML: missed comma between flow collection entries\.$/],
    ['a: {b} c', /^1:8 .*Text that begins with "\{" needs quotes\.$/],
    ['- a: *b* c\n', /^1:10 .*Text that begins with "\*" needs quotes\.$/],
    ["a: 'don't'", /^1:9 .*The text in quotes ends before this place\.$/],
    ['a: ?\nb: c', /^1:4 .*Text that begins with "\?" needs quotes\.$/],
    ['a: b:\n  c: d', /^1:5 .*Text that holds ": " needs quotes\.$/],
    [
      'a:\n  b:\u00A0{}\n  c: d\n',
      /^2:5 .*the character U\+00A0 here looks like a space, but is none\.$/,
    ],
    ['a:\n  b: |\n    c\n\u3000\u3000d: e\n  f: g\n', /^4:1 .*the character U\+3000 here/],
    ['a:\n  b: - c\u00A0d\n', /^2:6 .*bad indentation/],
    ['a:\n\u00A0\u00A0b:\n    c: d\n  e: f\n', /^2:1 .*the character U\+00A0 here/],
    ['a: |\n  b\n  \u00A0c\nd: e: f\n', /^4:5 .*bad indentation/],
    ["a:\n  'b c'\n    d: e\n", /^2:3 .*this line is no key/],
    ['a:\n  b\n    - c\n    - d\n  e: f\n', /^2:3 .*this line is no key/],
    ['a:\n  - b\n  c\n  - d: e\n', /^3:3 .*bad indentation/],
    ['a:\n  - b: c\n  - d e\n    f: g\n', /^3:5 .*this line is no key/],
    ['a: b\nc >-\n  d\n\n  e\nf: g\n', /^2:1 .*this line is no key/],
    ['a:\n  b: c\n    d\n    e: f\n', /^4:6 .*bad indentation/],
    ['a:\n  b:c\n  d: e\n', /^2:3 Not valid YAML: this line is no key/],
    ['a:\n  b: |\n  text\n  c: 1\n', /^3:3 Not valid YAML: this line is no key/],
    ['a:\r\n  b:\r\n  -1\r\n  c: 1\r\n', /^3:3 Not valid YAML: this line is no key/],
    ['a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> c\n', /^2:1 .*mark of a merge conflict/],
  ])('have line, column and a reason: %j', (text, expected) => {
    expect(failureOf(text)).toMatch(expected);
  });
});
