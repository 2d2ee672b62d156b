import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreOf } from '../../src/policy/score.ts';
import type { Result } from '../../src/policy/verdict.ts';
import { CONFIDENCES, SEVERITIES } from '../../src/rule/severity.ts';
import { summaryMissing, verdictOn } from './judging.ts';

const [sample] = verdictOn('{ openapi: 3.1.0, paths: { /a: { get: { responses: {} } } } }').results;

const results: fc.Arbitrary<readonly Result[]> = fc.array(
  fc
    .record({
      id: fc.constantFrom('rule-a', 'rule-b', 'rule-c'),
      severity: fc.constantFrom(...SEVERITIES),
      places: fc.integer({ min: 1, max: 30 }),
      status: fc.constantFrom('open', 'suppressed', 'baseline'),
    })
    .map(({ id, ...rest }) => {
      if (sample === undefined) throw new Error('the sample is missing');
      const confidence = CONFIDENCES[id.charCodeAt(5) % 3] ?? 'high';
      return {
        ...sample,
        ...rest,
        finding: { ...sample.finding, rule: { ...summaryMissing, id, confidence } },
      } as Result;
    }),
  { maxLength: 40 },
);
const sizes = fc.integer({ min: 0, max: 20_000 });

test('is 100 without open findings, and never below 0', () => {
  expect(scoreOf([], 5, []).value).toBe(100);
  fc.assert(
    fc.property(results, sizes, (list, size) => {
      const { value } = scoreOf(list, size, []);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
    }),
  );
});

test('falls or stays with one more finding', () => {
  fc.assert(
    fc.property(results, results, sizes, (list, more, size) => {
      expect(scoreOf([...list, ...more], size, []).value).toBeLessThanOrEqual(
        scoreOf(list, size, []).value,
      );
    }),
  );
});

test('does not depend on the order', () => {
  fc.assert(
    fc.property(results, sizes, (list, size) => {
      expect(scoreOf(list.toReversed(), size, [])).toEqual(scoreOf(list, size, []));
    }),
  );
});

test('takes the same findings less hard in a larger API', () => {
  fc.assert(
    fc.property(results, sizes, sizes, (list, a, b) => {
      expect(scoreOf(list, Math.max(a, b), []).value).toBeGreaterThanOrEqual(
        scoreOf(list, Math.min(a, b), []).value,
      );
    }),
  );
});

test('a category without findings has 100', () => {
  expect(scoreOf([], 5, ['transport']).categories).toEqual({ transport: 100 });
});
