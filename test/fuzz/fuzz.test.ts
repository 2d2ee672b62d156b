import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complaintAbout } from './complaint.ts';
import { anyInput, seedTexts } from './inputs.ts';

/** The same inputs in every run, so that a failure is a change of ours; `npm run fuzz` tries others. */
const SEED = 20_261_125;
const RUNS = 500;
const FOUND = 'fixtures/fuzz';

describe('No input makes a scan throw, hang, lose a rule or write what another program cannot read', () => {
  const found = existsSync(FOUND) ? readdirSync(FOUND) : [];

  test.each(found)('%s, which did so once', { timeout: 60_000 }, async (name) => {
    const extension = /\.\w+$/.exec(name)?.[0].replace('.bin', '') ?? '';
    const bytes = readFileSync(`${FOUND}/${name}`);
    expect(await complaintAbout({ name: `fuzzed${extension}`, bytes })).toBe(undefined);
  });

  test(`${RUNS} mutated fixtures and random bytes, seed ${SEED}`, {
    timeout: 240_000,
  }, async () => {
    const property = fc.asyncProperty(anyInput(seedTexts('fixtures')), async (input) => {
      const complaint = await complaintAbout(input);
      if (complaint !== undefined) throw new Error(complaint);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
  });
});

test('inputs are of many kinds: most are descriptions, some are not even text', () => {
  const inputs = fc.sample(anyInput(seedTexts('fixtures')), { seed: SEED, numRuns: 200 });
  const texts = inputs.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const descriptions = texts.filter((text) => /["']?(?:openapi|swagger)["']?\s*:/.test(text));
  expect(descriptions.length).toBeGreaterThan(100);
  expect(texts.filter((text) => text.includes('\ufffd')).length).toBeGreaterThan(5);
  const distinct = new Set(texts.map((text) => createHash('sha1').update(text).digest('hex')));
  expect(distinct.size).toBeGreaterThan(180);
});
