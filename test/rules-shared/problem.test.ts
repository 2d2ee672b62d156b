import { expect, test } from 'vitest';
import { inWords } from '../../rules/shared/grammar/problem.ts';

test.each([
  [{}, 'an empty object'],
  [{ a: 1 }, 'an object'],
  [[], 'an empty list'],
  [[1], 'a list'],
  ['', 'an empty text'],
  [null, 'null'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
])('%j is called %s', (value, words) => {
  expect(inWords(value)).toBe(words);
});
