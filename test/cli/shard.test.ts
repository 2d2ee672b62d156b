import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
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

const specOf = (name: string, more = '') => `openapi: 3.1.0
info: { title: ${name}, version: '1' }
paths: {}
components:
  securitySchemes:
    ${name}: { type: apiKey, name: key, in: query }${more}
`;
const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const FILES = Object.fromEntries(NAMES.map((name) => [`${name}.yaml`, specOf(name)]));

interface Saved {
  readonly documents: readonly { readonly path: string }[];
  readonly findings: readonly { readonly ruleId: string }[];
}

async function shard(cwd: string, part: string): Promise<Saved> {
  await run(cwd, 'scan', '.', '--shard', part, '-f', `json=${part.replace('/', '-')}.json`);
  return JSON.parse(readFileSync(join(cwd, `${part.replace('/', '-')}.json`), 'utf8'));
}

describe('a part of a scan', () => {
  test('is each document in one part, and merged all are what one scan finds', async () => {
    const cwd = plant({ '.git/HEAD': '', ...FILES });
    const parts = [await shard(cwd, '1/3'), await shard(cwd, '2/3'), await shard(cwd, '3/3')];
    expect(parts.map(({ documents }) => documents.map(({ path }) => path))).toEqual([
      ['a.yaml', 'd.yaml'],
      ['b.yaml', 'e.yaml'],
      ['c.yaml'],
    ]);
    const merged = await run(cwd, 'report', '1-3.json', '2-3.json', '3-3.json', '-f', 'json');
    const whole = await run(cwd, 'scan', '.', '-f', 'json');
    expect(merged.out).toBe(whole.out);
    expect(merged.status).toBe(1);
  });

  test('may be empty, which is no failure', async () => {
    const cwd = plant({ '.git/HEAD': '', 'clean.yaml': 'openapi: 3.1.0\npaths: {}\n' });
    expect((await run(cwd, 'scan', '.', '--shard', '2/2')).status).toBe(0);
  });

  test('calls no waiver unused that another part may need', async () => {
    const cwd = plant({
      '.git/HEAD': '',
      'a.yaml': specOf('a'),
      'b.yaml': specOf('b', ' # specgate-ignore auth-undefined -- old'),
      'specgate.yaml':
        'version: 1\nignore: [{ rule: auth-apikey-in-url, file: a.yaml, reason: old }]\n',
    });
    const { findings } = await shard(cwd, '2/2');
    // The comment of b.yaml concerns b.yaml alone.
    expect(findings.filter(({ ruleId }) => ruleId === 'waiver-unused')).toHaveLength(1);
  });

  test('tells what a baseline knew of descriptions that were deleted, but of none that another part has under a new name', async () => {
    const cwd = plant(FILES);
    const git = (...args: readonly string[]) =>
      execFileSync('git', [
        '-C',
        cwd,
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@example.com',
        ...args,
      ]);
    git('init', '-q');
    await run(cwd, 'baseline', 'create');
    git('add', '-A');
    git('commit', '-q', '-m', 'known');
    rmSync(join(cwd, 'a.yaml'));
    git('mv', 'b.yaml', 'z.yaml');
    const known = ['--baseline', '.specgate-baseline.json'];
    const parts = ['1/2', '2/2'].map((part) => [...known, '--shard', part]);
    const stale = [];
    for (const [index, argv] of [known, ...parts].entries()) {
      await run(cwd, 'scan', '.', ...argv, '-f', `json=${index}.out`);
      const { baseline } = JSON.parse(readFileSync(join(cwd, `${index}.out`), 'utf8'));
      stale.push(new Set(baseline.stale.map(({ document }: { document: string }) => document)));
    }
    expect(stale).toEqual([new Set(['a.yaml']), new Set(['a.yaml']), new Set(['a.yaml'])]);
    const { out } = await run(cwd, 'report', '1.out', '2.out', '-f', 'json');
    expect(out).toBe(readFileSync(join(cwd, '0.out'), 'utf8'));
  });

  test.each(['0/3', '4/3', '3', '1/0', 'a/b'])('is refused as %s', async (part) => {
    const { status, err } = await run(plant(FILES), 'scan', '.', '--shard', part);
    expect(status).toBe(2);
    expect(err).toContain(`--shard does not take "${part}".`);
    expect(err).toContain('as 1/4 to 4/4');
  });
});
