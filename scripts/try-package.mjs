// Run in a folder where the packed package is installed: does it hold what it promises, and no more?
import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
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
