import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { flagsFor } from '../../src/cli/tune.ts';

function node(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('this version of Node knows the flags that it is given, and says nothing', () => {
  const flags = flagsFor(process.versions.v8).map(([name, value]) => `--${name}=${value}`);
  expect(node(...flags, '-e', '0')).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('the defaults are those of this version', () => {
  const { stdout } = node('--v8-options');
  for (const [name, , byDefault] of flagsFor(process.versions.v8)) {
    expect(stdout).toContain(`default: --${name}=${byDefault}\n`);
  }
});

test('Node 20, 22, 24 and 26 have flags, and versions that nobody has tried have none', () => {
  for (const known of ['11.3.244.8', '12.4.254.21', '13.6.233.17', '14.6.202.34']) {
    expect(flagsFor(known)).not.toEqual([]);
  }
  expect(flagsFor('99.1.2.3')).toEqual([]);
});
