import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { plant } from '../discover/tree.ts';
import { bundle } from './bundle.ts';

const { command, atStart, remove } = await bundle();
afterAll(remove);

/** A description with so many findings that no report of it fits into a pipe. */
const schemes = Array.from({ length: 6000 }, (_, number) => [
  `key${number}`,
  { type: 'apiKey', in: 'query', name: `key${number}` },
]);
const LARGE = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Large', version: '1' },
  paths: {},
  components: { securitySchemes: Object.fromEntries(schemes) },
});

const ARGUMENTS = [
  'scan',
  'large.json',
  '--no-config',
  '--only',
  'auth-apikey-in-url',
  '-f',
  'json',
];

function start(cwd: string, argv: readonly string[]) {
  const child = spawn(process.execPath, [command, ...argv], { cwd });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<{ status: number | null; err: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, err }));
  });
  return { child, ended };
}

describe('the process', () => {
  test('ends in silence and with the gate’s code when its reader goes away', async () => {
    const { child, ended } = start(plant({ 'large.json': LARGE }), ARGUMENTS);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toEqual({ status: 1, err: '' });
  });

  test('waits for a reader that is slow, and cuts nothing', async () => {
    const { child, ended } = start(plant({ 'large.json': LARGE }), ARGUMENTS);
    let out = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      if (out.length < 300_000) await pause(20);
      out += chunk;
    }
    expect((await ended).status).toBe(1);
    expect(out.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(out).findings.length).toBe(schemes.length);
  });

  test('does not wait for a standard input that is closed', async () => {
    const { child, ended } = start(plant({}), ['scan', '-', '--no-config']);
    child.stdin.end();
    const { status, err } = await ended;
    expect(status).toBe(2);
    expect(err).toContain('Standard input is empty.');
  });

  test('reads a document that comes in pieces', async () => {
    const { child, ended } = start(plant({}), [
      '-',
      '--stdin-filename',
      'live.json',
      ...ARGUMENTS.slice(2),
    ]);
    child.stdout.resume();
    for (const part of [LARGE.slice(0, 10), LARGE.slice(10, 100_000), LARGE.slice(100_000)]) {
      child.stdin.write(part);
      await pause(10);
    }
    child.stdin.end();
    expect(await ended).toEqual({ status: 1, err: '' });
  });
});

test('a start loads nothing that only folders and spinners need', () => {
  const packages = atStart.flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  expect(atStart).toContain('src/cli/scan.ts');
  for (const name of ['ora', 'ignore', '@apidevtools/swagger-parser', 'recheck']) {
    expect(packages).not.toContain(name);
  }
});
