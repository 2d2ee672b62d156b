import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/parse/parse.ts';
import { documentOf, failureOf, problemsOf, valueIn } from './support.ts';

const name = 'test.json';

describe('JSON', () => {
  it('is parsed to its value', () => {
    const text = '{"a": [1, -2.5e3, true, false, null, "x\\u0041\\n"], "b": {}}';
    expect(valueIn(text, name)).toEqual({ a: [1, -2500, true, false, null, 'xA\n'], b: {} });
    expect(documentOf(text, name)).toMatchObject({ format: 'json', problems: [] });
  });

  it.each(['"text"', '12', 'null', '[]', ' {} \n'])('may be any value: %s', (text) => {
    expect(valueIn(text, name)).toEqual(JSON.parse(text));
  });

  it('keeps names of the object prototype as own properties', () => {
    const text = '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}';
    const value = valueIn(text, name);
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    ['', '1:1 The file is empty.'],
    [' \n\t', '2:2 The file is empty.'],
    ['{\n  "a": 1,\n  // draft\n  "b": 2\n}', '3:3 JSON has no comments.'],
    ['{"a": 1 /* b */}', '1:9 JSON has no comments.'],
    ['{"a": 1} # b', '1:10 JSON has no comments.'],
    ['{"a": 1,\n}', '1:8 JSON allows no comma before "}".'],
    ['[1, 2, ]', '1:6 JSON allows no comma before "]".'],
    ['{"a" 1}', '1:6 Expected ":" after the key, found "1".'],
    ['{"a": 1 "b": 2}', '1:9 Expected "," or "}", found """.'],
    ['[1 2]', '1:4 Expected "," or "]", found "2".'],
    ['[1}', '1:3 Expected "," or "]", found "}".'],
    ['{"a": }', '1:7 Expected a value, found "}".'],
    ['[,]', '1:2 Expected a value, found ",".'],
    ['{a: 1}', '1:2 A JSON key stands in double quotes, found "a".'],
    ["{'a': 1}", '1:2 A JSON key stands in double quotes, found "\'".'],
    ['{"a": \'b\'}', '1:7 JSON strings stand in double quotes, not in single ones.'],
    ['{"a": True}', '1:7 "True" is not a value in JSON; text stands in double quotes.'],
    ['{"a": NaN}', '1:7 "NaN" is not a value in JSON; text stands in double quotes.'],
    ['{"a": 01}', '1:7 "01" is not a number in JSON.'],
    ['{"a": 1.}', '1:7 "1." is not a number in JSON.'],
    ['{"a": .5}', '1:7 ".5" is not a number in JSON.'],
    ['{"a": +1}', '1:7 "+1" is not a number in JSON.'],
    ['{"a": "b\nc"}', '1:9 A line break in a JSON string is written as an escape, such as \\n.'],
    [
      '{"a": "\tb"}',
      '1:8 A control character in a JSON string is written as an escape, such as \\n.',
    ],
    ['{"a": "\\x"}', '1:8 "\\x" is no escape in JSON; write \\\\ for a backslash.'],
    ['{"a": "\\u12g4"}', '1:8 "\\u" is no escape in JSON; write \\\\ for a backslash.'],
    ['{"a": "b}', '1:7 This string is not closed.'],
    ['{"a": "b\\', '1:9 "\\" is no escape in JSON; write \\\\ for a backslash.'],
    ['{"a": [1, 2', '1:12 The text ends before its last list is closed.'],
    ['{"a": 1', '1:8 The text ends before its last object is closed.'],
    ['{"a": 1}\n{"b": 2}', '2:1 The JSON value has ended, yet "{" follows.'],
    ['{"a":\u00A01}', '1:6 Expected a value, found the character U+00A0.'],
    [
      'openapi: 3.0.3\n',
      '1:1 This is not JSON: it begins with "openapi". If it is YAML, name the file .yaml.',
    ],
  ])('refuses %j', (text, expected) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(failureOf(text, name)).toBe(expected);
  });

  it('counts columns of errors in UTF-16 units', () => {
    expect(failureOf('{"漢😀": x}', name)).toMatch(/^1:9 /);
  });

  it('reports a key that stands twice, once for each repetition, and the last one counts', () => {
    const text = '{"a": 1, "b": {"c": 1, "c": 2},\n "a": 2, "a": 3}';
    expect(problemsOf(text, name)).toEqual([
      '1:24 duplicate-key c',
      '2:2 duplicate-key a',
      '2:10 duplicate-key a',
    ]);
    expect(valueIn(text, name)).toEqual({ a: 3, b: { c: 2 } });
    expect(documentOf(text, name).problems[1]).toMatchObject({ start: 33, end: 36, firstStart: 1 });
  });

  it('compares keys after their escapes are read', () => {
    expect(problemsOf('{"A": 1, "\\u0041": 2}', name)).toEqual(['1:10 duplicate-key A']);
    expect(problemsOf('{"\\\\": 1, "\\"": 2, "\\\\\\"": 3}', name)).toEqual([]);
  });

  it('finds a repetition of __proto__, which no plain object would show', () => {
    expect(problemsOf('{"__proto__": 1, "__proto__": 2}', name)).toEqual([
      '1:18 duplicate-key __proto__',
    ]);
  });

  it.each([
    '{"a": ":", "b": " : ", "c": "\\":", "d": "x\\\\", ":": 1, "e" : 2}',
    '["a:b", {"x": "\\\\\\":"}, ":"]',
  ])('is not misled by colons in strings: %s', (text) => {
    expect(problemsOf(text, name)).toEqual([]);
  });

  it('finds a repetition among strings that look like keys', () => {
    expect(problemsOf('{"a": "\\u003a", "a": ":", "b": "\\":"}', name)).toEqual([
      '1:17 duplicate-key a',
    ]);
  });

  it('is refused where it is nested too deeply, however deep', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(valueIn(nested(defaultLimits.maxDepth), name)).toBeDefined();
    for (const levels of [defaultLimits.maxDepth + 1, 1500, 100_000]) {
      expect(failureOf(nested(levels), name)).toBe('1:513 Nested more than 512 levels deep.');
    }
    expect(failureOf('{"a":'.repeat(100_000), name)).toMatch(/Nested more than/);
    expect(failureOf('[[[]]]', name, { maxDepth: 2 })).toBe('1:3 Nested more than 2 levels deep.');
  });
});

describe('The format', () => {
  it('of a file that begins with a bracket is JSON if it parses as such', () => {
    expect(documentOf('{"a": 1}', 'test.yaml').format).toBe('json');
    expect(documentOf('\n [1]', 'stdin').format).toBe('json');
    expect(documentOf('{a: 1}', 'test.yaml').format).toBe('yaml');
    expect(documentOf('{"a": 1,}', 'stdin').format).toBe('yaml');
    expect(documentOf('a: 1', 'stdin').format).toBe('yaml');
  });

  it('of a .json file is JSON whatever it holds', () => {
    expect(failureOf('a: 1', 'TEST.JSON')).toMatch(/This is not JSON/);
    expect(failureOf('{a: 1}', 'test.json')).toMatch(/A JSON key stands in double quotes/);
  });

  it('decides whose error is told', () => {
    const text = '{"a": "x" // b\n}';
    expect(failureOf(text, 'stdin')).toBe('1:11 JSON has no comments.');
    expect(failureOf(text, 'test.yml')).toMatch(/Not valid YAML/);
  });
});
