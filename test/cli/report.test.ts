import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { plant } from '../discover/tree.ts';
import { fakeIo } from './fake-io.ts';

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const status = await main(argv, io);
  return { status, out: io.out(), err: io.err() };
}

const specOf = (name: string) => `openapi: 3.1.0
info: { title: ${name}, version: '1' }
paths: {}
components:
  securitySchemes:
    ${name}: { type: apiKey, name: key, in: query }
`;

const FILES = {
  'a.yaml': specOf('a'),
  'b.yaml': specOf('b'),
  'clean.yaml': 'openapi: 3.1.0\npaths: {}\n',
};
const ONLY = ['--only', 'auth-apikey-in-url'];

/** A folder with descriptions and the results of a job for each. */
async function scanned(): Promise<string> {
  const cwd = plant({ ...FILES, 'broken.yaml': 'openapi: [' });
  for (const name of ['a', 'b', 'clean', 'broken']) {
    await run(cwd, `${name}.yaml`, ...ONLY, '-f', `json=${name}.json`);
  }
  return cwd;
}

describe('specgate report', () => {
  test.each(['json', 'html', 'text', 'junit'])(
    'writes in %s what one scan would have written',
    async (format) => {
      const cwd = await scanned();
      await run(cwd, 'a.yaml', 'b.yaml', 'clean.yaml', ...ONLY, '-f', `${format}=whole`);
      const { status, out } = await run(
        cwd,
        'report',
        'b.json',
        'clean.json',
        'a.json',
        'b.json',
        '-f',
        format,
      );
      expect(out).toBe(readFileSync(join(cwd, 'whole'), 'utf8'));
      expect(status).toBe(1);
    },
  );

  test.each([
    [['a.json', 'b.json'], 1],
    [['a.json', 'b.json', '--exit-zero'], 0],
    [['a.json', 'b.json', '--fail-on', 'critical'], 0],
    [['a.json', 'b.json', '--fail-on', 'low'], 1],
    [['clean.json'], 0],
    [['clean.json', 'broken.json'], 2],
    [['broken.json', '--exit-zero'], 2],
  ])('judges %j: exit %d', async (argv, status) => {
    expect((await run(await scanned(), 'report', ...argv)).status).toBe(status);
  });

  test('asks the configuration of the folder for the gate', async () => {
    const cwd = await scanned();
    const config = plant({
      'specgate.yaml': 'version: 1\ngate: { max: { high: 1 }, fail-on: never }\n',
    });
    const argv = ['report', 'a.json', 'b.json', '--config', join(config, 'specgate.yaml')];
    const { status, out } = await run(cwd, ...argv);
    expect(status).toBe(1);
    expect(out).toContain('2 high findings, 1 allowed (max.high)');
  });

  test('judges each description by the configuration that holds for it, as the scan did', async () => {
    const files = {
      'specgate.yaml': 'version: 1\ngate: { fail-on: never }\n',
      'a.yaml': specOf('a'),
      'strict/specgate.yaml': 'version: 1\ngate: { max: { high: 1 }, fail-on: never }\n',
      'strict/b.yaml': specOf('b'),
    };
    const more = { ...files, 'strict/c.yaml': specOf('c') };
    for (const [planted, wanted] of [
      [files, 0],
      [more, 1],
    ] as const) {
      const cwd = plant(planted);
      const whole = await run(cwd, ...ONLY, '-f', 'json=saved.json', '-f', 'text=whole.txt');
      const { status, out } = await run(cwd, 'report', 'saved.json');
      expect([whole.status, status]).toEqual([wanted, wanted]);
      expect(out).toBe(readFileSync(join(cwd, 'whole.txt'), 'utf8'));
    }
  });

  test('writes several formats at once, and says where', async () => {
    const cwd = await scanned();
    const { out, err } = await run(
      cwd,
      'report',
      'a.json',
      '-f',
      'html=r/report.html',
      '-f',
      'sarif=r/out.sarif',
    );
    expect(out).toBe('');
    expect(err).toContain('written to r/report.html, r/out.sarif');
    const sarif = JSON.parse(readFileSync(join(cwd, 'r/out.sarif'), 'utf8'));
    expect(sarif.runs[0].results).toHaveLength(1);
  });

  test('shows no line of a file that has changed since', async () => {
    const cwd = await scanned();
    const elsewhere = plant({
      'a.yaml': FILES['a.yaml'].replace('title: a', 'title: changed'),
      'a.json': readFileSync(join(cwd, 'a.json'), 'utf8'),
    });
    const { out } = await run(elsewhere, 'report', 'a.json');
    expect(out).toContain('a.yaml:6:');
    expect(out).not.toContain('type: apiKey');
  });

  test.each([
    [[], 'missing required argument'],
    [['nowhere.json'], 'nowhere.json cannot be read: There is no such file.'],
    [['a.yaml'], 'a.yaml is no result of Specgate.'],
    [['a.json', '-f', 'pdf'], 'There is no format "pdf".'],
    [['a.json', '--preset', 'strict'], "unknown option '--preset'"],
  ])('refuses %j', async (argv, message) => {
    const { status, err } = await run(await scanned(), 'report', ...argv);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });

  test('refuses results that are not whole', async () => {
    const cwd = await scanned();
    await run(cwd, 'a.yaml', ...ONLY, '--min-severity', 'critical', '-f', 'json=few.json');
    const { status, err } = await run(cwd, 'report', 'few.json');
    expect(status).toBe(2);
    expect(err).toContain('few.json is not whole: it was written without 1 finding.');
  });
});
