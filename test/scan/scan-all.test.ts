import { describe, expect, test } from 'vitest';
import { ALL_RULES } from '../../src/cli/all-rules.ts';
import { deadline } from '../../src/deadline.ts';
import type { Input, ScanSettings } from '../../src/scan/scan-settings.ts';
import { prepare } from '../../src/scan/settings.ts';
import { scan } from '../../src/scan.ts';
import { Source } from '../../src/source/source.ts';
import { SPEC } from '../discover/tree.ts';

const { settings } = prepare({ cwd: '/work', config: false }, ALL_RULES);

function inputs(...names: readonly string[]): readonly Input[] {
  return names.map((name) => ({ source: new Source(`/work/${name}`, SPEC) }));
}

async function outcome(given: Iterable<Input>, more: Partial<ScanSettings>) {
  const report = await scan(given, { ...settings, ...more });
  return {
    scanned: report.documents.map(({ uri }) => uri),
    failed: report.failures.map(({ uri }) => uri),
    exitCode: report.exitCode,
  };
}

/** Time enough for a document before it on a busy machine: an end that comes too early would never be seen. */
const LIMIT = 2000;

/** Time that is over while the document of that name is scanned. */
function overIn(name: string): Partial<ScanSettings> {
  return {
    inTime: deadline(LIMIT, () => performance.now()),
    onDocument(uri) {
      if (uri.endsWith(name)) for (;;);
    },
  };
}

describe('a scan that takes too long', { timeout: 10 * LIMIT }, () => {
  test('fails for the document at hand and those behind it, and keeps what was scanned', async () => {
    expect(await outcome(inputs('a.yaml', 'b.yaml', 'c.yaml'), overIn('b.yaml'))).toEqual({
      scanned: ['/work/a.yaml'],
      failed: ['/work/b.yaml', '/work/c.yaml'],
      exitCode: 2,
    });
  });

  test('fails even where the time is over between two documents, for ever', async () => {
    function* endless(): Iterable<Input> {
      yield* inputs('a.yaml');
      for (;;);
    }
    expect(await outcome(endless(), overIn('none'))).toEqual({
      scanned: ['/work/a.yaml'],
      failed: ['/work'],
      exitCode: 2,
    });
  });

  test('fails document by document where each is awaited', async () => {
    const { signal } = new AbortController();
    expect(await outcome(inputs('a.yaml', 'b.yaml'), { ...overIn('b.yaml'), signal })).toEqual({
      scanned: ['/work/a.yaml'],
      failed: ['/work/b.yaml'],
      exitCode: 2,
    });
  });
});

test('a scan can be aborted from outside between two documents', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('enough')), 5);
  function* endless(): Iterable<Input> {
    for (;;) yield* inputs('a.yaml');
  }
  await expect(outcome(endless(), { signal: controller.signal })).rejects.toThrow('enough');
});
