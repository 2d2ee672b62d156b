import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAnchoredAtEnd,
  isAnchoredAtStart,
  longest,
  shortest,
} from '../../rules/shared/regex/anchors.ts';
import { foreignSyntax } from '../../rules/shared/regex/foreign-syntax.ts';
import { isPermissive } from '../../rules/shared/regex/is-permissive.ts';
import { limitsLength } from '../../rules/shared/regex/limits-length.ts';
import { programOf, search } from '../../rules/shared/regex/machine.ts';
import { parse } from '../../rules/shared/regex/parse.ts';
import { redosOf } from '../../rules/shared/regex/redos.ts';
import { has, includes, setOf, union, without } from '../../rules/shared/regex/set.ts';
import { cpuTime } from '../cpu-time.ts';

/** Random expressions over a few characters, without what the machine takes for granted. */
const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    tie('atom'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(
        tie('pattern'),
        fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{2,}', '{0,2}?'),
      )
      .map(([a, count]) => `(?:${a})${count}`),
    fc.tuple(fc.constantFrom('?=', '?!'), tie('pattern')).map(([look, a]) => `(${look}${a})`),
  ),
  atom: fc.constantFrom(
    'a',
    'b',
    '-',
    '.',
    '[ab]',
    '[^a]',
    '\\w',
    '\\s',
    '\\d',
    '^',
    '$',
    '\\b',
    '\\B',
    '(a)',
    '[b-]',
  ),
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', ' ', '\n', '1'), maxLength: 7 });

const pointsOf = (value: string): number[] =>
  [...value].map((character) => character.codePointAt(0) ?? 0);

describe('the reader of patterns', () => {
  test('its machine finds what the engine finds', () => {
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        const tree = parse(source);
        const program = tree === undefined ? undefined : programOf(tree);
        if (program === undefined) return;
        const { isFound } = search(program, pointsOf(value), 100_000);
        if (isFound !== undefined) expect(isFound).toBe(new RegExp(source, 'u').test(value));
      }),
      { numRuns: 3000 },
    );
  });

  test('what it calls anchored is held in the engine too', () => {
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        const tree = parse(source);
        const found = new RegExp(source, 'u').exec(value);
        if (tree === undefined || found === null) return;
        if (isAnchoredAtStart(tree)) expect(found.index).toBe(0);
        const { length } = found[0];
        expect(length).toBeGreaterThanOrEqual(shortest(tree));
        expect(length).toBeLessThanOrEqual(longest(tree));
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['[', '(', 'a{2,1}', '*a', '(?<n>a)(?<n>b)'])('reads nothing in %s', (source) => {
    expect(parse(source)).toBeUndefined();
  });

  test('reads no pattern that is far too long or too deep', () => {
    expect(parse('a'.repeat(5001))).toBeUndefined();
    expect(parse(`${'('.repeat(101)}a${')'.repeat(101)}`)).toBeUndefined();
    expect(parse(`${'('.repeat(90)}a${')'.repeat(90)}`)).toBeDefined();
  });

  test.each([
    ['^a|b$', false, false],
    ['^(?:a|b)$', true, true],
    ['^a$|^b$', true, true],
    ['(?:^|x^)a(?:$)', false, true],
    ['(?=a)^a(?!b)$', true, true],
    ['^a(?![\\s\\S])', true, true],
    ['^a(?!\\n)', true, false],
    ['(^a)?$', false, true],
    ['\\^a\\$', false, false],
  ])('%s is held at the start: %s, at the end: %s', (source, start, end) => {
    const tree = parse(source);
    if (tree === undefined) throw new Error(source);
    expect([isAnchoredAtStart(tree), isAnchoredAtEnd(tree)]).toEqual([start, end]);
  });

  test.each([
    ['^[a-z]{1,8}$', true],
    ['^(?:a|bc){2}$', true],
    ['^a+$', false],
    ['a{3}', false],
    ['^(a)\\1$', false],
    ['^(?=.{1,20}$)[a-z]+$', true],
    ['(?=.{3}$)(?=\\D)^a+', true],
    ['^(?=.{1,20}$)a+$|^b+$', false],
    ['^(?=.{1,20})a+$', false],
    ['^a+(?=.{1,20}$)', false],
    ['^(?!.{1,20}$)a+$', false],
    ['(?=.{1,20}$)a+$', false],
  ])('%s limits the length: %s', (source, expected) => {
    expect(limitsLength(source)).toBe(expected);
  });

  test.each([
    ['.*', true],
    ['^(?:[\\s\\S]|x)*$', true],
    ['^[^\\n\\r]{1,9}$', true],
    ['\\P{C}\\p{C}', false],
    ['^[ -~]*$', false],
    ['^..$', false],
  ])('%s accepts practically everything: %s', (source, expected) => {
    expect(isPermissive(source)).toBe(expected);
  });

  test('foreign syntax is told in the order in which it stands, and never inside of a class or behind a backslash', () => {
    expect(foreignSyntax('\\Aa++')).toContain('\\A');
    expect(foreignSyntax('a++\\Z')).toContain('possessive');
    expect(foreignSyntax('[*+(?>]\\\\A\\++')).toBeUndefined();
  });
});

describe('sets of characters', () => {
  const pairs = fc.array(fc.tuple(fc.nat(60), fc.nat(6)), { maxLength: 6 });
  const made = pairs.map((list) => setOf(list.flatMap(([first, size]) => [first, first + size])));

  test('union, complement and inclusion agree with membership', () => {
    fc.assert(
      fc.property(made, made, fc.nat(80), (a, b, point) => {
        expect(has(union(a, b), point)).toBe(has(a, point) || has(b, point));
        expect(has(without(a), point)).toBe(!has(a, point));
        expect(includes(union(a, b), a)).toBe(true);
        if (includes(a, b) && has(b, point)) expect(has(a, point)).toBe(true);
      }),
    );
  });
});

describe('catastrophic backtracking', () => {
  const ask = (source: string, polynomial = false) =>
    redosOf(source, { maxStates: 5000, polynomial }).redos;

  test.each([
    '(a+)+$',
    '^(a|a)*$',
    '^(?:a|aa)+$',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@$',
    '^(?:a*b?)*c$',
    '^([^/]([!-~]+/){1,511})?[a-z]{1,64}$',
    '^(?=(a+)+b)a',
  ])('%s is exponential', (source) => {
    expect(ask(source)?.growth).toBe('exponential');
  });

  test.each(['^\\s+|\\s+$', '^a*a*$', '^[^@]+@[^@]+\\.[^@]+$', '.*a'])(
    '%s is polynomial',
    (source) => {
      expect(ask(source)).toBeUndefined();
      expect(ask(source, true)?.growth).toBe('polynomial');
    },
  );

  test.each([
    '^(?:a+b)+$',
    '^(\\w+)+',
    '^(?:[^|]*\\|?)+$',
    '^a{1,100}$',
    '^(?:\\d{3}-)*\\d{4}$',
    '^(a+)\\1$',
  ])('%s is harmless', (source) => {
    expect(ask(source, true)).toBeUndefined();
  });

  test('an attack makes an engine that backtracks twice as slow by each further repetition', () => {
    const redos = ask('^(\\w+\\s?)+$');
    if (redos === undefined) throw new Error('not found');
    const program = programOf(parse('^(\\w+\\s?)+$') ?? { kind: 'end' });
    if (program === undefined) throw new Error('no program');
    const steps = (pumps: number): number =>
      search(program, pointsOf(redos.prefix + redos.pump.repeat(pumps) + redos.suffix), 10_000_000)
        .steps;
    expect(steps(9) / steps(8)).toBeGreaterThan(1.8);
    expect(steps(10) / steps(9)).toBeGreaterThan(1.8);
  });

  test.each([
    '((((a{0,64}){0,64}){0,64}){0,64}){0,64}',
    '(a?){64}'.repeat(60),
    '(a*)*'.repeat(900),
    `^(${'a?'.repeat(1000)})*$`,
    `(${Array.from({ length: 1200 }, (_, index) => `${String.fromCodePoint(0x4e00 + index * 3)}+`).join('|')})*$`,
    `${'\\w+\\s*'.repeat(300)}$`,
    '.*x'.repeat(700),
    `${'\\p{L}+'.repeat(600)}$`,
    `^(${'a{0,50}'.repeat(40)})*$`,
  ])('a hostile pattern is given up in time', (source) => {
    expect(cpuTime(() => ask(source, true))).toBeLessThan(20_000);
  });
});
