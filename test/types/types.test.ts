import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');

/** What the compiler says about the files beside this one, line by line. */
async function complaints(): Promise<readonly string[]> {
  const run = promisify(execFile);
  const output = await run(process.execPath, [COMPILER, '--noEmit', '--pretty', 'false'], {
    cwd: ROOT,
  }).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout?: string }) => error.stdout ?? '',
  );
  return output.split('\n').filter((line) => line.startsWith('test/types/'));
}

test('what a rule may not say is a compile error, and what it may say is none', {
  timeout: 60_000,
}, async () => {
  expect(readdirSync(HERE)).toContain('rule.test-d.ts');
  expect(await complaints()).toEqual([]);
});
