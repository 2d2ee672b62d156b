import { describe, expect, test } from 'vitest';
import { scan } from '../../src/index.ts';
import { many, shapes } from './growing-shapes.ts';

/** Generous, as tests run beside each other; what is guarded against would take minutes. */
const soon = 20_000;

/** YAML, for what JSON cannot say. */
const texts: Readonly<Record<string, () => string>> = {
  'a comment that waives at each of many operations': () =>
    many(
      4000,
      (at) =>
        `  /p${at}:\n    # specgate-ignore auth-missing -- public\n    post: {responses: {}}\n`,
    ).join(''),
  'many comments that waive one after the other': () =>
    `${'  # specgate-ignore auth-missing -- public\n'.repeat(20_000)}  /p: {post: {responses: {}}}\n`,
};

describe('A document does not make a scan run away that has', { timeout: 120_000 }, () => {
  test.each(Object.entries(shapes))('%s', async (_, make) => {
    const shape = { openapi: '3.1.0', info: { title: 'Shape', version: '1' }, ...make() };
    await scannedSoon('openapi.json', JSON.stringify(shape));
  });

  test.each(Object.entries(texts))('%s', async (_, make) => {
    await scannedSoon(
      'openapi.yaml',
      `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n${make()}`,
    );
  });
});

async function scannedSoon(path: string, content: string): Promise<void> {
  const start = process.cpuUsage();
  const report = await scan({ path, content }, { presets: ['strict'] });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(soon);
  expect(report.failures).toEqual([]);
}
