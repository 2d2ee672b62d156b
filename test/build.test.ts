import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };

// What `npm ci` has built. If dist/ is missing, `npm run build` makes it.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const elsewhere = mkdtempSync(join(tmpdir(), 'specgate-build-'));

afterAll(() => rmSync(elsewhere, { recursive: true }));

function node(...args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
}

test('the built command prints the version of the package', () => {
  expect(node('bin/specgate.js', '--version')).toBe(`${packageFile.version}\n`);
});

test('V8 accepts the bytecode that was kept for this version of Node', () => {
  const script = `
    const { cacheFile, load } = require('./bin/load.js');
    console.log(cacheFile('cli.cjs'), load('cli.cjs').script.cachedDataRejected);`;
  const [file, isRejected] = node('-e', script).trim().split(' ');
  expect(existsSync(file ?? '')).toBe(true);
  expect(isRejected).toBe('false');
});

test('the command runs without bytecode, and where it is spoilt', () => {
  for (const folder of ['bin', 'dist/cli.cjs', 'dist/cache']) {
    cpSync(join(ROOT, folder), join(elsewhere, folder), { recursive: true });
  }
  const command = join(elsewhere, 'bin/specgate.js');
  const spoil = `
    const { cacheFile } = require(${JSON.stringify(join(elsewhere, 'bin/load.js'))});
    const bytes = fs.readFileSync(cacheFile('cli.cjs'));
    fs.writeFileSync(cacheFile('cli.cjs'), bytes.subarray(0, bytes.length / 2));`;
  node('-e', spoil);
  expect(node(command, '--version')).toBe(`${packageFile.version}\n`);
  rmSync(join(elsewhere, 'dist/cache'), { recursive: true });
  expect(node(command, '--version')).toBe(`${packageFile.version}\n`);
});

test('the first scan keeps bytecode for the next one, except in a pipeline and where nothing was scanned', () => {
  const folder = join(elsewhere, 'kept');
  for (const part of ['bin', 'dist/cli.cjs'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const run = (env: NodeJS.ProcessEnv, ...args: readonly string[]) => {
    spawnSync(process.execPath, [join(folder, 'bin/specgate.js'), ...args], {
      cwd: ROOT,
      env: { ...process.env, CI: undefined, ...env },
    });
    return existsSync(join(folder, 'dist/cache'));
  };
  const scan = ['scan', 'fixtures/examples/shop.yaml', '--no-config', '--exit-zero'];
  expect(run({ CI: 'true' }, ...scan)).toBe(false);
  expect(run({}, '--version')).toBe(false);
  expect(run({}, ...scan)).toBe(true);
  const script = `console.log(require('./bin/load.js').load('cli.cjs').script.cachedDataRejected)`;
  expect(execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' })).toBe(
    'false\n',
  );
});

test('the licences of everything in the bundle are with it', () => {
  const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY.txt'), 'utf8');
  for (const name of ['chalk', 'commander', 'js-yaml', 'ora']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
  }
});
