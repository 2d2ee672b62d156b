import { describe, expect, test } from 'vitest';
import { matcherOf } from '../../src/discover/matcher.ts';
import { UserError } from '../../src/errors.ts';

describe('globs', () => {
  test.each([
    ['**/*.yaml', 'a/.b/c.yaml', true],
    ['**/*.yaml', 'a/b/c.json', false],
    ['@(a|b)/**/*.y?(a)ml', 'b/c/d/e.yml', true],
    ['@(a|b)/**/*.y?(a)ml', 'c/d/e.yml', false],
    ['**/a*b/**/*c*/*.json', 'x/a1b/y/zcz/d.json', true],
    ['**/a*b/**/*c*/*.json', 'x/a1b/y/zz/d.json', false],
    ['*', `${'a'.repeat(400)}`, true],
    ['\\*\\(a\\)', '*(a)', true],
  ])('%j of %j: %j', (glob, text, expected) => {
    const matches = matcherOf([glob]);
    expect([matches(text), matches(text)]).toEqual([expected, expected]);
    expect(matcherOf(['nothing', glob])(text)).toBe(expected);
  });

  test('of commands leave out what begins with a dot', () => {
    expect(matcherOf(['*.yaml'], { dot: false })('.a.yaml')).toBe(false);
    expect(matcherOf(['@(.a|b)*(c).yaml'], { dot: false })('.a.yaml')).toBe(true);
  });

  test.each([
    ['*(*a)c', 'a'.repeat(60)],
    ['*a*a*a*a*a*a*a*b', 'a'.repeat(250)],
    ['*a*a*b', 'a'.repeat(100_000)],
  ])('that would be compared for ever are refused: %j', { timeout: 20_000 }, (glob, text) => {
    const compare = () => matcherOf([glob])(text);
    expect(compare).toThrow(UserError);
    expect(compare).toThrow(`The glob "${glob}" takes too long to compare with a name`);
  });
});
