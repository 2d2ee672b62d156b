import { describe, expect, it } from 'vitest';
import { cpuTime } from '../cpu-time.ts';
import { failureOf, parseText, placeOf, problemsOf, valueIn } from './support.ts';

/** Levels of lists, each of which holds the one before it `width` times. */
function bomb(levels: number, width: number): string {
  const lines = ['l0: &l0 [x]'];
  for (let level = 1; level <= levels; level += 1) {
    const items = Array.from({ length: width }, () => `*l${level - 1}`).join(', ');
    lines.push(`l${level}: &l${level} [${items}]`);
  }
  return `${lines.join('\n')}\n`;
}

/** Generous, as tests run beside each other; what is guarded against would take minutes. */
const soon = 20_000;

describe('A hostile document', { timeout: 30_000 }, () => {
  it('that is an alias bomb is refused at the alias that goes too far', () => {
    expect(failureOf(bomb(9, 10))).toBe(
      "8:15 The document's aliases expand to more than 5000000 values.",
    );
  });

  it('that is a bomb of merge keys is refused', () => {
    const keys = Array.from({ length: 500 }, (_, index) => `k${index}: 1`).join(', ');
    const maps = Array.from({ length: 2000 }, () => '- {<<: *a}').join('\n');
    expect(failureOf(`a: &a {${keys}}\nb:\n${maps}\n`)).toMatch(
      /^\d+:\d .*expand to more than 5000000 values/,
    );
  });

  it('whose aliases stay within the limit is read', () => {
    expect(parseText(bomb(4, 10)).failures).toEqual([]);
    expect(failureOf(bomb(4, 10), 'test.yaml', { maxNodes: 10_000 })).toMatch(
      /more than 10000 values/,
    );
  });

  it('whose aliases nest more deeply than its text is refused', () => {
    expect(parseText(bomb(500, 1)).failures).toEqual([]);
    expect(failureOf(bomb(600, 1))).toMatch(/^512:\d+ Nested more than 512 levels deep\.$/);
  });

  it.each([
    ['flow lists', (levels: number) => '['.repeat(levels) + ']'.repeat(levels)],
    ['flow maps', (levels: number) => '{a: '.repeat(levels) + '}'.repeat(levels)],
    ['lists in a line', (levels: number) => `${'- '.repeat(levels)}x`],
    ['keys in a line', (levels: number) => '? '.repeat(levels)],
    [
      'block maps',
      (levels: number) =>
        Array.from(
          { length: Math.min(levels, 3000) },
          (_, level) => `${' '.repeat(level)}a:\n`,
        ).join(''),
    ],
  ])('that nests %s is refused, however deep', (_, nested) => {
    for (const levels of [600, 1500, 100_000]) {
      const work = () => {
        expect(failureOf(nested(levels))).toMatch(
          /^\d+:\d+ (Nested more than 512|A list or map is used)/,
        );
      };
      expect(cpuTime(work)).toBeLessThan(soon);
    }
  });

  it('may not raise the limit of depth beyond what recursion bears', () => {
    const nested = '['.repeat(2000) + ']'.repeat(2000);
    expect(failureOf(nested, 'test.yaml', { maxDepth: 1e9 })).toMatch(/more than 1000 levels/);
    expect(failureOf(nested, 'test.json', { maxDepth: 1e9 })).toMatch(/more than 1000 levels/);
  });

  it('cannot reach the prototype of objects', () => {
    valueIn('__proto__: {polluted: 1}\na: &a {__proto__: {polluted: 1}}\nb: {<<: *a}\n');
    valueIn('{"__proto__": {"polluted": 1}}', 'test.json');
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    ['yaml', 'a: 1\n'.repeat(50_000)],
    ['json', `{"a": 1${', "a": 1'.repeat(50_000)}}`],
  ])('that repeats a key again and again takes no longer (%s)', (format, text) => {
    const work = () => {
      expect(problemsOf(text, `test.${format}`).length).toBeGreaterThan(49_000);
    };
    expect(cpuTime(work)).toBeLessThan(soon);
  });

  it('with a huge flat list or map is located in linear time', () => {
    const text = `x: {${Array.from({ length: 100_000 }, (_, index) => `k${index}: ${index}`).join(', ')}}`;
    const work = () => {
      expect(placeOf(text, ['x', 'k99999'])).toMatch(/^1:/);
    };
    expect(cpuTime(work)).toBeLessThan(soon);
  });

  it.each([
    ['tabs', `a: [1,${'\t'.repeat(200_000)}@]`],
    ['blanks', `a: "${' '.repeat(200_000)}`],
    ['comments', `a: ${'# x\n'.repeat(50_000)}@`],
    ['anchors', `a: ${'&x '.repeat(20_000)}`],
    ['block headers', 'a: |\n'.repeat(20_000)],
    ['markers', '---\n'.repeat(50_000)],
  ])('with very many %s is answered soon', (_, text) => {
    const work = () => {
      parseText(text);
    };
    expect(cpuTime(work)).toBeLessThan(soon);
  });
});
