import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeIo } from './fake-io.ts';
import { expected, readScenario, SCENARIOS, writtenNames } from './scenario.ts';

// The first run loads all rules, which on a busy machine takes longer than a test may.
beforeAll(async () => {
  await main(['rules'], fakeIo({ cwd: SCENARIOS }));
}, 60_000);

test.each(readdirSync(SCENARIOS))('%s', async (name) => {
  const scenario = readScenario(name);
  const { folder, argv, env, cwd, stdin } = scenario;
  const io = fakeIo({ cwd, env, ...(stdin === undefined ? {} : { stdin: [stdin] }) });
  const status = await main(argv, io);
  const plain = (text: string): string =>
    text.replaceAll(cwd, '{cwd}').replaceAll(TOKEN, '{token}');
  expect({ status: `${status}\n`, stdout: plain(io.out()), stderr: plain(io.err()) }).toEqual({
    status: expected(folder, 'status', `${status}\n`),
    stdout: expected(folder, 'stdout', plain(io.out())),
    stderr: expected(folder, 'stderr', plain(io.err())),
  });
  for (const file of writtenNames(scenario)) {
    const text = readFileSync(join(cwd, file), 'utf8');
    expect(text).toBe(expected(join(folder, 'written'), file, text));
  }
});

/** What is made anew for each run. */
const TOKEN = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
