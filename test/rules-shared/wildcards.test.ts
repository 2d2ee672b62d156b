import { describe, expect, test } from 'vitest';
import { isMatch, wildcardsIn } from '../../rules/shared/wildcards.ts';
import { cpuTime } from '../cpu-time.ts';

const matches = (text: string, pattern: string) => isMatch(text, wildcardsIn(pattern, true));

describe('a pattern with wildcards', () => {
  test.each([
    ['/pets', '/pets'],
    ['/pets/{id}/toys', '/pets/*/toys'],
    ['/pets//toys', '/pets/*/toys'],
    ['/a/b/c/toys', '/a/**/toys'],
    ['/a/b', '**'],
    ['listPets', '*Pets'],
    ['aXbXc', 'a*b*c'],
    ['a.b', 'a.*'],
  ])('matches "%s" with "%s"', (text, pattern) => {
    expect(matches(text, pattern)).toBe(true);
  });

  test.each([
    ['/pets/1', '/pets'],
    ['/pets/1/2/toys', '/pets/*/toys'],
    ['/pet', '/pets*'],
    ['aba', 'ab*ba'],
    ['axb', 'a.b'],
    ['', '?'],
  ])('does not match "%s" with "%s"', (text, pattern) => {
    expect(matches(text, pattern)).toBe(false);
  });

  test('matches across slashes where there are no segments', () => {
    expect(isMatch('a/b/c', wildcardsIn('a*c', false))).toBe(true);
  });

  test('is compared in time, however many there are', () => {
    const text = `/${'a'.repeat(500)}b`;
    for (const star of ['*', '**']) {
      expect(
        cpuTime(() => matches(text, `/${`${star}a`.repeat(60)}${star}c${star}b`)),
      ).toBeLessThan(5_000);
    }
  });
});
