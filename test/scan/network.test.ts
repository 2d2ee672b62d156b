import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

test('a configuration inside the checkout cannot switch the network on', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-network-')));
  writeFileSync(
    join(folder, 'specgate.yaml'),
    'version: 1\nrefs: { mode: remote, allow-hosts: [specs.example.com] }\n',
  );
  writeFileSync(
    join(folder, 'openapi.yaml'),
    'openapi: 3.0.3\ninfo: { title: t, version: v }\npaths: {}\ncomponents: { schemas: { A: { $ref: "https://specs.example.com/a.yaml" } } }\n',
  );
  const report = await scan('openapi.yaml', { cwd: folder });
  rmSync(folder, { recursive: true });
  expect(report.results.map(({ finding }) => finding.rule.id)).toContain('ref-remote');
  expect(report.exitCode).toBe(2);
  expect(report.loosenings.map(({ what }) => what)).toEqual([
    '`refs.mode: remote` is asked for, and takes a policy or `--refs remote`',
    'references that are fetched may lead to specs.example.com',
  ]);
});
