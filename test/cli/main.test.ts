import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { main } from '../../src/cli/main.ts';
import { usageOf } from '../../src/cli/option.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { plant, SPEC } from '../discover/tree.ts';
import { type FakeIo, fakeIo, type Setting } from './fake-io.ts';

async function run(argv: readonly string[], setting: Partial<Setting> = {}) {
  const io: FakeIo = fakeIo({ cwd: '/', ...setting });
  const status = await main(argv, io);
  return { status, out: io.out(), err: io.err() };
}

describe('help', () => {
  test('names every command', async () => {
    for (const flag of ['--help', '-h', 'help']) {
      const { status, out, err } = await run([flag]);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      for (const { name, about } of COMMANDS) {
        expect(out).toContain(`  ${name} `);
        expect(out.replaceAll(/\s+/g, ' ')).toContain(about);
      }
    }
  });

  test.each(COMMANDS)('of $name names every option, at 80 columns', async ({ name, options }) => {
    const { status, out } = await run(['help', name]);
    expect(status).toBe(0);
    for (const option of options) expect(out).toContain(`  ${usageOf(option)} `);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('comes before anything else that is wrong', async () => {
    expect((await run(['scan', 'nowhere.yaml', '--help'])).status).toBe(0);
  });
});

describe('exit codes', () => {
  test.each([
    ['an unknown option', ['--nope']],
    ['an option without its argument', ['openapi.yaml', '--fail-on']],
    ['too many operands', ['explain', 'a', 'b']],
    ['none where one is needed', ['explain']],
    ['an unknown command to help with', ['help', 'scam']],
  ])('2 for %s, told on stderr alone', async (_, argv) => {
    const { status, out, err } = await run(argv);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).not.toBe('');
  });

  test('3 for a bug, with where to report it, and the stack only where it is asked for', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    const io = fakeIo({ cwd });
    const broken = {
      ...io,
      stdout: {
        ...io.stdout,
        write: async () => {
          throw new TypeError('undefined is not a function');
        },
      },
    };
    expect(await main(['openapi.yaml'], broken)).toBe(3);
    expect(io.err()).toMatch(/bug of ours: TypeError: undefined is not a function/);
    expect(io.err()).toMatch(/https:\/\//);
    expect(io.err()).not.toMatch(/^\s+at /m);
    expect(await main(['openapi.yaml', '-v'], broken)).toBe(3);
    expect(io.err()).toMatch(/^\s+at /m);
  });

  test('2 where a reporter’s file cannot be written, and the other reports are written all the same', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC, taken: '' });
    const { status, out, err } = await run(
      ['openapi.yaml', '-f', 'json=taken/x.json', '-f', 'json', '-f', 'sarif=ok.sarif'],
      { cwd },
    );
    expect(status).toBe(2);
    expect(JSON.parse(out)).toHaveProperty('findings');
    expect(err).toContain('could not be written');
    expect(readdirSync(cwd)).toContain('ok.sarif');
  });

  test('2 where a report could not be written, which is then not said to be', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC, taken: '' });
    const argv = ['openapi.yaml', '-f', 'json=taken/x.json', '-f', 'sarif=ok.sarif'];
    const { status, err } = await run(argv, { cwd });
    expect(status).toBe(2);
    expect(err).toMatch(/written to ok\.sarif$/m);
    const alone = await run(argv.slice(0, 3), { cwd });
    expect(alone.status).toBe(2);
    expect(alone.err).not.toContain('written to');
  });

  test('2 where a report would replace the description that it is about, which is left as it is', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    const { status, err } = await run(['./openapi.yaml', '-f', 'json=openapi.yaml'], { cwd });
    expect(status).toBe(2);
    expect(err).toContain('a description that was checked');
    expect(readFileSync(join(cwd, 'openapi.yaml'), 'utf8')).toBe(SPEC);
  });
});

describe('a configuration', () => {
  test('is listed once as a loosening, however many extend it', async () => {
    const extending = 'version: 1\nextends: [../org.yaml]\n';
    const cwd = plant({
      '.git/HEAD': '',
      'org.yaml': 'version: 1\nrules: { auth-undefined: low }\n',
      'a/x.yaml': SPEC,
      'a/specgate.yaml': extending,
      'b/x.yaml': SPEC,
      'b/specgate.yaml': extending,
    });
    const { out } = await run(['-f', 'json'], { cwd });
    expect(JSON.parse(out).loosenings).toEqual([
      expect.objectContaining({ what: 'auth-undefined is low instead of high', path: 'org.yaml' }),
    ]);
  });

  test('waives in the descriptions that it holds for, and in no others', async () => {
    const open = (ref = '') => `openapi: 3.1.0\npaths: { /a: { post: { ${ref} } } }\n`;
    const waiver = (rule: string, file: string) =>
      `- { rule: ${rule}, file: '${file}', reason: r }\n`;
    const own = "requestBody: { $ref: '../shared.yaml#/body' }";
    const cwd = plant({
      '.git/HEAD': '',
      'org.yaml': `version: 1\nignore:\n${waiver('auth-undefined', 'b/x.yaml')}`,
      'specgate.yaml': `version: 1\nextends: [./org.yaml]\nignore:\n${waiver('auth-undefined', '**')}`,
      'x.yaml': open(),
      'a/x.yaml': open(own),
      'a/specgate.yaml':
        'version: 1\nignore:\n- { rule: auth-undefined, reason: r }\n- { rule: string-unbounded, reason: r }\n',
      'b/x.yaml': open(own),
      'b/specgate.yaml': 'version: 1\nextends: [../org.yaml]\n',
      'c/x.yaml': open(own),
      'c/specgate.yaml': 'version: 1\n',
      'shared.yaml':
        'body: { content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }\n',
    });
    const told = async (...paths: readonly string[]) => {
      const only = 'auth-undefined,string-unbounded,waiver-unused';
      const { out } = await run([...paths, '--only', only, '-f', 'json'], { cwd });
      return JSON.parse(out).findings.map(
        (each: { ruleId: string; path: string; status: string }) =>
          `${each.path} ${each.ruleId} ${each.status}`,
      );
    };
    expect(await told()).toEqual([
      'a/x.yaml auth-undefined suppressed',
      'b/x.yaml auth-undefined suppressed',
      'c/x.yaml auth-undefined open',
      'shared.yaml string-unbounded open',
      'x.yaml auth-undefined suppressed',
    ]);
    expect(await told('a')).toContain('shared.yaml string-unbounded suppressed');
    expect(await told('c/x.yaml')).toEqual([
      'c/x.yaml auth-undefined open',
      'shared.yaml string-unbounded open',
    ]);
  });

  test('is told to waive nothing only by a scan that would know', async () => {
    const open = 'openapi: 3.1.0\npaths: { /a: { post: { responses: {} } } }\n';
    const waivers = ['a.yaml', 'b.yaml', 'gone.yaml', 'b.*', '*.none'].map(
      (file) => `- { rule: auth-apikey-in-url, file: '${file}', reason: r }\n`,
    );
    const all = '- { rule: auth-apikey-in-url, reason: all }\n';
    const cwd = plant({
      'api/a.yaml': open,
      'api/b.yaml': open,
      'api/specgate.yaml': `version: 1\nignore:\n${waivers.join('')}${all}`,
    });
    const told = async (...argv: readonly string[]) => {
      const only = ['--only', 'auth-apikey-in-url,waiver-unused', '-f', 'json'];
      const { out } = await run([...argv, ...only], {
        cwd: join(cwd, argv[0] === '.' ? 'api' : ''),
      });
      const { findings } = JSON.parse(out);
      return findings.map(({ line }: { line: number }) => line);
    };
    for (const whole of [[], ['api'], ['.']])
      expect(await told(...whole)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(await told('api/a.yaml')).toEqual([3, 5, 8]);
    expect(await told('api/b.yaml')).toEqual([4, 5, 6, 8]);
    // What several parts may need is told by none; what is in one of them, or nowhere, is.
    expect(await told('api', '--shard', '1/2')).toEqual([3, 5]);
    expect(await told('api', '--shard', '2/2')).toEqual([4, 5]);
  });

  test('names files as on Windows too, and by their folder', async () => {
    const open = 'openapi: 3.1.0\npaths: { /a: { post: { responses: {} } } }\n';
    const names = ['svc/a.yaml', 'svc/b[1].yaml', 'svc/x/c.yaml', 'old/d.yaml', 'e.yaml'];
    const tree: { [path: string]: string } = {};
    for (const name of names) tree[name] = open;
    const cwd = plant(tree);
    const told = async (config: string) => {
      writeFileSync(join(cwd, 'specgate.yaml'), `version: 1\n${config}\n`);
      const { out } = await run(['-f', 'json', '--only', 'auth-undefined'], { cwd });
      const { findings } = JSON.parse(out);
      return findings.map((each: { status: string; severity: string; path: string }) =>
        each.status === 'open' && each.severity === 'high' ? each.path : '-',
      );
    };
    const all = (await told('')).length;
    expect(all).toBe(5);
    const rest = ['old/d.yaml'];
    for (const folder of ['svc/**', 'svc\\**', '.\\svc\\**', 'svc', 'svc/', 'svc\\']) {
      const list = `['${folder}', e.yaml]`;
      expect(await told(`exclude: ${list}`), folder).toEqual(rest);
      expect(await told(`include: ${list}`), folder).toHaveLength(4);
      const override = `overrides: [{ match: { files: ${list} }, rules: { auth-undefined: low } }]`;
      expect(await told(override), folder).toEqual(['-', ...rest, '-', '-', '-']);
      const waiver = `ignore: [{ rule: auth-undefined, file: '${folder}', reason: r }]`;
      expect(await told(waiver), folder).toEqual(['e.yaml', ...rest, '-', '-', '-']);
    }
    expect(await told(`exclude: ['svc/b\\[1\\].yaml', 'svc\\{x,y}\\*']`)).toEqual([
      'e.yaml',
      'old/d.yaml',
      'svc/a.yaml',
    ]);
  });

  test('holds in a checkout whose name looks like a glob', async () => {
    const config = `version: 1
include: ['./svc/*.yaml', 'single.yaml']
exclude: ['svc/gen-*.yaml']
overrides:
  - { match: { files: ['{svc,lib}/**'] }, rules: { auth-undefined: low }, reason: r }
ignore:
  - { rule: auth-undefined, file: 'single.*', reason: r }
`;
    const open = 'openapi: 3.1.0\npaths: { /a: { post: { responses: {} } } }\n';
    const names = ['svc/a.yaml', 'svc/gen-b.yaml', 'single.yaml'];
    const tree: { [path: string]: string } = {};
    for (const folder of ['plain', 'x (copy)', '{x}', 'a[1]']) {
      for (const name of names) tree[`${folder}/${name}`] = open;
      tree[`${folder}/specgate.yaml`] = config;
    }
    const cwd = plant(tree);
    const told = async (folder: string) => {
      const { status, out, err } = await run(['-f', 'json'], { cwd: join(cwd, folder) });
      const { findings, loosenings } = JSON.parse(out);
      return { status, err, findings, loosenings };
    };
    const expected = await told('plain');
    expect(
      expected.findings
        .filter(({ ruleId }: { ruleId: string }) => ruleId === 'auth-undefined')
        .map((each: { [key: string]: string }) => [each.path, each.severity, each.status]),
    ).toEqual([
      ['single.yaml', 'high', 'suppressed'],
      ['svc/a.yaml', 'low', 'open'],
    ]);
    for (const folder of ['x (copy)', '{x}', 'a[1]']) expect(await told(folder)).toEqual(expected);
  });
});

describe('what is typed', () => {
  test('cannot forge a line or a command of a build service', async () => {
    for (const hostile of ['\u001b[31m', 'a\n::error::b', '\r##[error]x', '--\u202e']) {
      const { status, out, err } = await run([hostile, '--preset', hostile, '-f', hostile]);
      expect(status).toBe(2);
      expect(out + err).not.toMatch(/[\u001b\r\u202e]|^\s*::|##\[/m);
    }
  });

  test('an unknown format is answered with all there are', async () => {
    const { err } = await run(['openapi.yaml', '--format', 'jsom']);
    expect(err).toContain('Did you mean "json"?');
    for (const { name } of REPORTERS) expect(err).toContain(name);
  });
});

test.each([
  ['', 'A path is empty.'],
  ['openapi.yaml  ', 'A path is empty.'],
  ['openapi.yaml --preset=', '--preset was given an empty value.'],
  ['openapi.yaml --only ,', '--only was given an empty value.'],
  ['openapi.yaml --policy ', '--policy was given an empty value.'],
  ['openapi.yaml --root=', '--root was given an empty value.'],
  ['openapi.yaml --no-config --config=x.yaml', '--no-config wants none'],
])(
  'what is empty or contradicts itself is not taken for something else: %j',
  async (line, message) => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    const { status, out, err } = await run(line.split(' ', 3), { cwd });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  },
);

describe('a scan', () => {
  test('takes options before and after paths, and without the word scan', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    const outs = await Promise.all(
      [
        ['scan', 'openapi.yaml', '-f', 'json', '--fail-on', 'never'],
        ['openapi.yaml', '--format=json', '--fail-on=never'],
        ['-f', 'json', '--fail-on', 'never', 'openapi.yaml'],
        ['-fjson', '--fail-on', 'never', '--', 'openapi.yaml'],
      ].map((argv) => run(argv, { cwd })),
    );
    for (const { status, out } of outs) {
      expect(status).toBe(0);
      expect(out).toBe(outs[0]?.out);
    }
  });

  test('names the document that took too long, and those that were not reached', async () => {
    const cwd = plant({ 'a.yaml': SPEC, 'b.yaml': SPEC });
    let time = 0;
    const io = fakeIo({ cwd });
    // Every look at this clock takes a second.
    const slow = { ...io, now: () => (time += 1000) };
    expect(await main(['a.yaml', 'b.yaml', '--timeout', '1', '-f', 'json'], slow)).toBe(2);
    const { failures } = JSON.parse(io.out());
    expect(failures.map(({ path }: { path: string }) => path)).toEqual(['a.yaml', 'b.yaml']);
    expect(io.err()).toContain('a.yaml');
  });

  test('says with -v what it scans, and with --timings how long it took, on stderr', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    const { out, err } = await run(['-v', '--timings', '-f', 'json'], { cwd });
    expect(() => JSON.parse(out)).not.toThrow();
    expect(err).toContain('specgate: scanning openapi.yaml\n');
    for (const step of ['start', 'find', 'read', 'parse', 'rules', 'report', 'total']) {
      expect(err).toMatch(new RegExp(`^  ${step} +\\d+\\.\\d ms`, 'm'));
    }
  });

  test('keeps colour for the stream that shows it', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    const coloured = await run(['openapi.yaml'], { cwd, isTTY: { stdout: true }, env: {} });
    const piped = await run(['openapi.yaml'], { cwd, isTTY: { stderr: true }, env: {} });
    expect(coloured.out).toContain('\u001b[');
    expect(piped.out).not.toContain('\u001b[');
  });

  test('writes files without colour, whatever the terminal shows', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    await run(['openapi.yaml', '-f', 'text', '-o', 'report.txt', '--color', 'always'], { cwd });
    const { out } = await run(['openapi.yaml', '-f', 'text'], { cwd });
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(`${cwd}/report.txt`, 'utf8')).toBe(out);
  });
});

test('without git, a baseline serves in every folder below its own', async () => {
  const cwd = plant({ 'api/v1/openapi.yaml': 'openapi: 3.1.0\npaths: { /a: { post: {} } }\n' });
  const only = ['--only', 'auth-undefined', '-f', 'json'];
  const statusIn = async (folder: string, ...argv: readonly string[]) => {
    const { out } = await run([...argv, ...only], { cwd: join(cwd, folder) });
    return JSON.parse(out).findings.map(({ status }: { status: string }) => status);
  };
  await run(['baseline', 'create'], { cwd });
  expect(await statusIn('', '--baseline', '.specgate-baseline.json')).toEqual(['baseline']);
  expect(await statusIn('api', '--baseline', '../.specgate-baseline.json')).toEqual(['baseline']);
  const { out } = await run(['baseline', 'prune', '--baseline', '../../.specgate-baseline.json'], {
    cwd: join(cwd, 'api/v1'),
  });
  expect(out).toMatch(/: (\d+) known findings, \1 before/);
});
