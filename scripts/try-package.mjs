// Run in a folder where the packed package is installed: does it hold what it promises, and no more?
import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const MOST_PACKAGES = 25;
const MOST_BYTES = 6_000_000;

const files = readdirSync('node_modules', { recursive: true, encoding: 'utf8' });
const bytes = files.reduce((sum, file) => sum + lstatSync(join('node_modules', file)).size, 0);
const lock = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8'));
const packages = Object.entries(lock.packages);
console.log(`${packages.length} packages, ${(bytes / 1e6).toFixed(1)} MB`);
assert.ok(packages.length < MOST_PACKAGES, `${packages.length} packages are installed`);
assert.ok(bytes < MOST_BYTES, `${bytes} bytes are installed`);
assert.deepEqual(
  packages.filter(([, { hasInstallScript }]) => hasInstallScript),
  [],
  'nothing runs at install',
);

const { version } = JSON.parse(readFileSync('node_modules/specgate/package.json', 'utf8'));
const command = ['--no-install', 'specgate'];
const said = execFileSync('npx', [...command, '--version'], { encoding: 'utf8' });
assert.ok(said.includes(version), `it says version ${said}`);
const scan = spawnSync('npx', [...command, 'shop.yaml', '--format', 'json'], { encoding: 'utf8' });
assert.equal(scan.status, 1, `the example must fail the gate: ${scan.stderr}`);
assert.ok(JSON.parse(scan.stdout).findings.length > 5, 'the example has findings');

const { scan: scanLibrary } = await import('specgate');
const report = await scanLibrary('shop.yaml');
assert.equal(report.exitCode, 1);
const { defineRule } = await import('specgate/rule');
const { testRule } = await import('specgate/testing');
assert.equal(typeof defineRule, 'function');
assert.equal(typeof testRule, 'function');

// A plug-in in a folder of its own, with this package as its dependency: its tests pass, and it adds a rule, a preset, an option.
execFileSync('npx', [...command, 'init', 'plugin', 'acme']);
mkdirSync('acme/node_modules');
symlinkSync(join(process.cwd(), 'node_modules/specgate'), 'acme/node_modules/specgate', 'dir');
const tests = spawnSync(process.execPath, ['--test'], { cwd: 'acme', encoding: 'utf8' });
assert.equal(tests.status, 0, tests.stdout + tests.stderr);
assert.match(tests.stdout, /pass \d\d/);
const own = (...args) => {
  const { stdout, stderr, status } = spawnSync(
    'npx',
    [...command, 'shop.yaml', '-f', 'json', ...args],
    { encoding: 'utf8' },
  );
  assert.equal(status, 1, stderr);
  const { findings } = JSON.parse(stdout);
  return findings.filter(({ ruleId }) => ruleId === 'acme/operation-owner-missing');
};
assert.equal(own().length, 0, 'a plug-in that nobody names is not loaded');
const byRule = own('--plugin', './acme');
assert.ok(byRule.length > 0 && byRule.every(({ severity }) => severity === 'medium'));
assert.ok(
  own('--plugin', './acme', '--preset', 'acme/base').every(({ severity }) => severity === 'high'),
);
const config =
  'version: 1\nrules:\n  acme/operation-owner-missing: { options: { extensions: [operationId] } }\n';
writeFileSync('specgate.yaml', config);
assert.ok(
  own('--plugin', './acme').length < byRule.length,
  'its option is set by the configuration',
);
console.log(`a plug-in found ${byRule.length} places`);
