import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { plant } from '../discover/tree.ts';
import { startRunner } from './runner.ts';

vi.setConfig({ testTimeout: 60_000 });

const runner = await startRunner();
afterAll(runner.remove);

/** A description with as many API keys in the URL as are named, each a finding of severity high. */
function withKeys(...names: readonly string[]): string {
  const schemes = names.map((name) => `    ${name}: { type: apiKey, name: ${name}, in: query }\n`);
  return `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths: {}
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
${schemes.join('')}`;
}

const ONLY = { args: '--only=auth-apikey-in-url' };
const FINE = withKeys();

function errorsOf(commands: readonly string[]): readonly string[] {
  return commands.filter((command) => command.startsWith('error '));
}

describe('on a push', () => {
  test('a fault fails the job, at its line, in the summary and in the outputs', () => {
    const workspace = plant({ 'api/openapi.yaml': withKeys('shopKey') });
    const used = runner.use({ workspace, with: { ...ONLY, sarif: 'out/specgate.sarif' } });
    expect(used.exitCode).toBe(1);
    expect(used.outputs).toMatchObject({
      result: 'failed',
      'exit-code': '1',
      critical: '0',
      high: '1',
      total: '1',
      'sarif-file': 'out/specgate.sarif',
    });
    expect(Number(used.outputs.score)).toBeLessThan(100);
    expect(errorsOf(used.commands)).toEqual([
      expect.stringMatching(/^error file=api\/openapi\.yaml,line=7,.*\[auth-apikey-in-url\]: /),
    ]);
    expect(used.log).toContain('Gate failed: 1 finding is high or above');
    expect(used.log).toContain('exit code 1: the gate failed');
    expect(used.summary).toContain('gate failed');
    const sarif = JSON.parse(readFileSync(join(workspace, 'out/specgate.sarif'), 'utf8'));
    expect(sarif.runs[0].results.length).toBe(1);
    const report = JSON.parse(readFileSync(used.outputs['json-file'] ?? '', 'utf8'));
    expect(report.findings.length).toBe(1);
  });

  test('without a fault it passes', () => {
    const used = runner.use({ workspace: plant({ 'openapi.yaml': FINE }), with: ONLY });
    expect(used.exitCode).toBe(0);
    expect(used.outputs).toMatchObject({ result: 'passed', 'exit-code': '0', total: '0' });
    expect(used.outputs['sarif-file']).toBe('');
    expect(errorsOf(used.commands)).toEqual([]);
    expect(used.summary).toContain('gate passed');
  });

  test('what cannot be scanned is an error and no finding', () => {
    const workspace = plant({ 'openapi.yaml': 'openapi: 3.1.0\n\tinfo: {\n' });
    const used = runner.use({ workspace });
    expect(used.exitCode).toBe(2);
    expect(used.outputs).toMatchObject({ result: 'error', 'exit-code': '2' });
    expect(errorsOf(used.commands)[0]).toMatch(/file=openapi\.yaml,line=2.*Could not be scanned/);
    expect(used.summary).toContain('scan incomplete');
  });

  test('annotations and summary can be switched off, and further reports asked for', () => {
    const workspace = plant({ 'sub/openapi.yaml': withKeys('shopKey') });
    const used = runner.use({
      workspace,
      with: {
        ...ONLY,
        'working-directory': 'sub',
        annotations: 'false',
        summary: 'false',
        format: 'csv\njunit=reports/junit.xml',
        sarif: 'specgate.sarif',
        'fail-on': 'critical',
      },
    });
    expect(used.exitCode).toBe(0);
    expect(used.outputs).toMatchObject({ result: 'passed', high: '1' });
    expect(used.outputs['sarif-file']).toBe('sub/specgate.sarif');
    expect(used.commands).toEqual([]);
    expect(used.summary).toBe('');
    expect(used.log).toContain('high,high,auth-apikey-in-url,');
    expect(existsSync(join(workspace, 'sub/reports/junit.xml'))).toBe(true);
  });

  test('annotations are not printed twice where they are the report', () => {
    const workspace = plant({ 'openapi.yaml': withKeys('shopKey') });
    const used = runner.use({ workspace, with: { ...ONLY, format: 'github' } });
    expect(errorsOf(used.commands).length).toBe(1);
  });

  test('a SARIF file outside of the workspace is named absolutely', () => {
    const outside = plant({});
    const used = runner.use({
      workspace: plant({ 'openapi.yaml': FINE }),
      with: { sarif: join(outside, 'specgate.sarif') },
    });
    expect(used.outputs['sarif-file']).toBe(join(outside, 'specgate.sarif'));
    expect(isAbsolute(used.outputs['json-file'] ?? '')).toBe(true);
  });
});

function git(folder: string, ...args: readonly string[]): string {
  const name = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  return execFileSync('git', ['-C', folder, ...name, ...args], { encoding: 'utf8' }).trim();
}

/** A repository whose first commit has one fault and whose second has another one too, and a shallow clone of it. */
function pullRequest() {
  const origin = plant({ 'openapi.yaml': withKeys('oldKey') });
  git(origin, 'init', '--quiet', '--initial-branch=main');
  git(origin, 'add', '.');
  git(origin, 'commit', '--quiet', '--message=first');
  const base = git(origin, 'rev-parse', 'HEAD');
  const change = plant({ 'openapi.yaml': withKeys('oldKey', 'newKey') });
  renameSync(join(change, 'openapi.yaml'), join(origin, 'openapi.yaml'));
  git(origin, 'commit', '--quiet', '--all', '--message=second');
  const workspace = join(plant({}), 'clone');
  git(origin, 'clone', '--quiet', '--depth=1', `file://${origin}`, workspace);
  return { base, workspace, origin };
}

/** As GitHub sends it, cut to what matters; the texts are the author's. */
function payload(base: string, isFork: boolean) {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: {
      title: '$(touch pwned)\n::error::forged',
      base: { ref: 'main', sha: base, repo: { fork: false, full_name: 'shop/api' } },
      head: {
        ref: '`touch$IFS`',
        sha: '0'.repeat(40),
        repo: { fork: isFork, full_name: isFork ? 'stranger/api' : 'shop/api' },
      },
    },
  };
}

describe('on a pull request', () => {
  test.each([
    ['of the repository', false],
    ['of a fork', true],
  ])('%s only what it adds counts, in a shallow checkout too', (_, isFork) => {
    const { base, workspace } = pullRequest();
    const event = { name: 'pull_request', payload: payload(base, isFork) };
    const used = runner.use({ workspace, with: ONLY, event });
    expect(used.log).toContain('Gate failed: 1 finding is high or above');
    expect(used.exitCode).toBe(1);
    expect(errorsOf(used.commands)).toEqual([
      expect.stringContaining('API key "newKey" is sent in the query string'),
    ]);
    expect(readdirSync(workspace).toSorted()).toEqual(['.git', 'openapi.yaml']);
  });

  test('in a merge queue it is compared with the base of the group', () => {
    const { base, workspace } = pullRequest();
    const event = { name: 'merge_group', payload: { merge_group: { base_sha: base } } };
    expect(runner.use({ workspace, with: ONLY, event }).outputs.high).toBe('1');
  });

  test('everything counts with `since: none`, and on a push', () => {
    const { base, workspace } = pullRequest();
    const event = { name: 'pull_request', payload: payload(base, false) };
    expect(runner.use({ workspace, with: { ...ONLY, since: 'none' }, event }).outputs.high).toBe(
      '2',
    );
    const push = { name: 'push', payload: { before: base, after: base, ref: 'refs/heads/main' } };
    expect(runner.use({ workspace, with: ONLY, event: push }).outputs.high).toBe('2');
  });

  test('a base that cannot be fetched is an error that says what to do', () => {
    const { workspace } = pullRequest();
    const event = { name: 'pull_request', payload: payload('a'.repeat(40), false) };
    const used = runner.use({ workspace, with: ONLY, event });
    expect(used.exitCode).toBe(2);
    expect(errorsOf(used.commands).join()).toContain('fetch-depth: 0');
    expect(used.outputs).toMatchObject({ result: 'error', high: '', 'json-file': '' });
  });

  test('a payload that is no such thing compares with nothing', () => {
    const { workspace } = pullRequest();
    const hostile = payload('--upload-pack=touch pwned', false);
    for (const content of [hostile, [], null, { pull_request: 'text' }]) {
      const event = { name: 'pull_request', payload: content };
      expect(runner.use({ workspace, with: ONLY, event }).outputs.high).toBe('2');
    }
    const env = { GITHUB_EVENT_PATH: join(workspace, 'nowhere.json') };
    expect(runner.use({ workspace, with: ONLY, env }).outputs.high).toBe('2');
  });
});

describe('the upload to code scanning', () => {
  const UPLOAD = { ...ONLY, upload: 'true' };
  const FAULTY = { 'openapi.yaml': withKeys('shopKey') };

  function noticesOf(commands: readonly string[]): readonly string[] {
    return commands.filter((each) => each.startsWith('notice ') && each.includes('uploaded'));
  }

  test('happens on a push when the gate fails, and does not change how the job ends', () => {
    const used = runner.use({ workspace: plant(FAULTY), with: UPLOAD });
    expect(used.exitCode).toBe(1);
    expect(used.called.length).toBe(1);
    const { category, sarif_file: file = '' } = used.called[0]?.with ?? {};
    expect(category).toBe('specgate');
    expect(used.outputs['sarif-file']).toBe(file);
    expect(JSON.parse(readFileSync(file, 'utf8')).runs[0].results.length).toBe(1);
    expect(noticesOf(used.commands)).toEqual([]);
  });

  test('happens when the gate passes, so that mended alerts close', () => {
    const used = runner.use({ workspace: plant({ 'openapi.yaml': FINE }), with: UPLOAD });
    expect([used.exitCode, used.called.length]).toEqual([0, 1]);
  });

  test('takes the file and the category that are named, and paths from the workspace', () => {
    const workspace = plant({ 'sub/openapi.yaml': withKeys('shopKey') });
    const used = runner.use({
      workspace,
      with: { ...UPLOAD, 'working-directory': 'sub', sarif: 'out/my.sarif', category: 'shop api' },
    });
    expect(used.called[0]?.with).toEqual({ sarif_file: 'sub/out/my.sarif', category: 'shop api' });
    expect(existsSync(join(workspace, 'sub/out/my.sarif'))).toBe(true);
  });

  test('does not happen unless it is asked for', () => {
    const asked = { ...ONLY, sarif: 'specgate.sarif' };
    const used = runner.use({ workspace: plant(FAULTY), with: asked });
    expect([used.called, noticesOf(used.commands)]).toEqual([[], []]);
  });

  test('happens on a pull request of the repository', () => {
    const { base, workspace } = pullRequest();
    const event = { name: 'pull_request', payload: payload(base, false) };
    expect(runner.use({ workspace, with: UPLOAD, event }).called.length).toBe(1);
  });

  test('does not happen on a fork’s, whose token may only read; a notice says so and nothing else changes', () => {
    const { base, workspace } = pullRequest();
    const event = { name: 'pull_request', payload: payload(base, true) };
    const used = runner.use({ workspace, with: UPLOAD, event });
    expect([used.exitCode, used.called]).toEqual([1, []]);
    expect(noticesOf(used.commands)).toEqual([expect.stringContaining('from a fork')]);
    expect(used.outputs.result).toBe('failed');
  });

  test('does not happen where the fork is gone', () => {
    const { base, workspace } = pullRequest();
    const whole = payload(base, true);
    const head = { ...whole.pull_request.head, repo: null };
    const event = {
      name: 'pull_request',
      payload: { ...whole, pull_request: { ...whole.pull_request, head } },
    };
    expect(runner.use({ workspace, with: UPLOAD, event }).called).toEqual([]);
  });

  test('does not happen when something could not be scanned, which would close alerts', () => {
    const workspace = plant({ ...FAULTY, 'other.yaml': 'openapi: 3.1.0\n\tinfo: {\n' });
    const used = runner.use({ workspace, with: UPLOAD });
    expect([used.exitCode, used.called]).toEqual([2, []]);
    expect(noticesOf(used.commands)).toEqual([expect.stringContaining('incomplete')]);
  });

  test('does not happen when nothing was scanned, nor when the job is cancelled', () => {
    const used = runner.use({ workspace: plant({}), with: { ...UPLOAD, 'fail-on': 'never-ever' } });
    expect([used.exitCode, used.called]).toEqual([2, []]);
    const cancelled = runner.use({ workspace: plant(FAULTY), with: UPLOAD, isCancelled: true });
    expect(cancelled.called).toEqual([]);
  });
});

/** There, no file can be called so. */
const isWindows = process.platform === 'win32';

const HOSTILE = [
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '{a}',
  '$' + '{IFS}',
  '--exit-zero',
  '-',
  '*',
  '::set-output name=result::passed',
  '::error::forged',
  'EOF',
  'result=passed',
];

describe('hostile inputs', () => {
  test.each(HOSTILE)('as a path, %s is a file that does not exist', (path) => {
    const workspace = plant({ 'sub/openapi.yaml': FINE });
    const used = runner.use({ workspace, with: { paths: path } });
    expect(used.exitCode).toBe(2);
    expect(used.outputs.result).toBe('error');
    expect(readdirSync(workspace)).toEqual(['sub']);
    expect(errorsOf(used.commands).length).toBe(1);
    expect(used.commands.join('\n')).not.toMatch(/^(?:set-output|error : forged)/m);
  });

  const TEXTS = ['config', 'policy', 'preset', 'fail-on', 'baseline', 'since', 'format'];
  test.each([...TEXTS, 'working-directory', 'annotations', 'summary', 'upload'])(
    'in %s nothing is run, forged or taken for an option',
    (input) => {
      const workspace = plant({ 'openapi.yaml': withKeys('shopKey') });
      const value = `--exit-zero $(touch pwned)\`touch pwned\`"'\n::error::forged\nresult=passed\nEOF`;
      const used = runner.use({ workspace, with: { ...ONLY, [input]: value } });
      expect(used.exitCode).toBe(2);
      expect(used.outputs).toMatchObject({ result: 'error', 'exit-code': '2', total: '' });
      expect(readdirSync(workspace)).toEqual(['openapi.yaml']);
      expect(errorsOf(used.commands)).toEqual([expect.stringMatching(/^error title=Specgate: /)]);
    },
  );

  test.skipIf(isWindows)('a name of a file with line breaks adds no output', () => {
    const workspace = plant({ 'openapi.yaml': withKeys('shopKey') });
    const sarif = 'out\nresult=passed\nEOF\nexit-code<<EOF\n0\nEOF';
    const used = runner.use({ workspace, with: { ...ONLY, sarif } });
    expect(used.exitCode).toBe(1);
    expect(used.outputs).toMatchObject({ result: 'failed', 'exit-code': '1', 'sarif-file': sarif });
  });

  test.skipIf(isWindows)(
    'a document forges no annotation, no output and no end of what the log quotes',
    () => {
      const forged = '::error file=other.yaml::forged';
      const document = JSON.stringify({
        openapi: '3.1.0',
        info: { title: `x\n${forged}`, version: '1' },
        paths: {},
        components: {
          securitySchemes: {
            [`a\n${forged}\r${forged}\n##[error]forged\n::set-output name=result::passed`]: {
              type: 'apiKey',
              in: 'query',
              name: `n\n${forged}\n##[add-path]forged`,
            },
          },
        },
      });
      const workspace = plant({ 'a,line=1::b %0A c.json': document });
      for (const format of ['text', 'json', 'csv', 'markdown', 'sarif']) {
        const used = runner.use({ workspace, with: { ...ONLY, format } });
        expect(used.outputs.result).toBe('failed');
        expect(used.commands).toEqual([
          expect.stringMatching(
            /^error file=a,line=1::b %0A c\.json,line=1,[\s\S]*\[auth-apikey-in-url\]: /,
          ),
          expect.stringMatching(/^notice title=Specgate: /),
        ]);
        expect(used.summary).not.toMatch(/^::|##\[/m);
      }
    },
  );
});

describe('paths and arguments', () => {
  test('globs are the command’s, one a line; lines may be indented', () => {
    const workspace = plant({
      'api/a.yaml': withKeys('aKey'),
      'api/deep/b b.yaml': withKeys('bKey'),
      'c.yaml': withKeys('cKey'),
    });
    const used = runner.use({
      workspace,
      with: { ...ONLY, paths: '  api/*.yaml\r\n\n  api/deep/b b.yaml  \n' },
    });
    expect(used.outputs.high).toBe('2');
  });

  test('each line of args is one word', () => {
    const workspace = plant({ 'openapi.yaml': withKeys('shopKey') });
    const args = '--only\nauth-apikey-in-url\n--rule=auth-apikey-in-url=low\n--exit-zero';
    expect(runner.use({ workspace, with: { args } }).outputs).toMatchObject({
      result: 'passed',
      low: '1',
    });
  });

  test('no scan is no pass, whatever the command ends with', () => {
    const used = runner.use({
      workspace: plant({ 'openapi.yaml': FINE }),
      with: { args: '--help' },
    });
    expect(used.exitCode).toBe(2);
    expect(used.outputs.result).toBe('error');
  });
});

describe('a runner that lacks something', () => {
  test('without a checkout, the folder is named', () => {
    const used = runner.use({ workspace: plant({}), with: { 'working-directory': 'api' } });
    expect(used.exitCode).toBe(2);
    expect(errorsOf(used.commands)).toEqual([expect.stringContaining('There is no folder "api"')]);
    expect(used.summary).toContain('no scan');
  });

  test('without Node.js it says so', () => {
    const env = { PATH: plant({}) };
    const used = runner.use({ workspace: plant({ 'openapi.yaml': FINE }), env });
    expect(used.exitCode).not.toBe(0);
    expect(errorsOf(used.commands)).toEqual([expect.stringContaining('has no Node.js')]);
  });

  test('on a commit without the built command it says to use a release tag', () => {
    const dist = join(runner.action, 'dist');
    renameSync(dist, `${dist}-away`);
    const used = runner.use({ workspace: plant({ 'openapi.yaml': FINE }) });
    renameSync(`${dist}-away`, dist);
    expect(used.exitCode).toBe(2);
    expect(used.outputs).toMatchObject({ result: 'error', 'exit-code': '2' });
    expect(errorsOf(used.commands)).toEqual([expect.stringContaining('Use a release tag')]);
  });

  test('when the first step breaks off, the last one fails the job', () => {
    const env = { RUNNER_TEMP: join(plant({}), 'nowhere') };
    const used = runner.use({ workspace: plant({ 'openapi.yaml': FINE }), env });
    expect(used.exitCode).not.toBe(0);
    expect(used.log).toContain('exit code 3');
  });
});
