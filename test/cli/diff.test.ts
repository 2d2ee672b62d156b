import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { plant } from '../discover/tree.ts';
import { fakeIo } from './fake-io.ts';

// Each test runs git and several whole scans.
vi.setConfig({ testTimeout: 60_000 });

const ONLY = ['--only', 'auth-apikey-in-url'];

/** A description in which each of the keys travels in the URL. */
function specOf(...keys: readonly string[]): string {
  const schemes = keys.map((key) => `    ${key}: { type: apiKey, name: k, in: query }\n`);
  return `openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\npaths: {}\ncomponents:\n  securitySchemes:\n${schemes.join('')}`;
}

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const status = await main(['diff', ...argv, ...ONLY], io);
  return { status, out: io.out(), err: io.err() };
}

interface Named {
  readonly path: string;
  readonly pointer: string;
}

/** What is new, fixed, as before and waived, each as `file key`. */
async function compare(cwd: string, ...argv: readonly string[]) {
  const { status, out, err } = await run(cwd, ...argv, '-f', 'json');
  if (out === '') throw new Error(err);
  const answer = JSON.parse(out);
  expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
  const told = (findings: readonly Named[]) =>
    findings.map(({ path, pointer }) => `${path} ${pointer.split('/').at(-2)}`);
  return {
    status,
    answer,
    fresh: told(answer.new),
    fixed: told(answer.fixed),
    unchanged: told(answer.unchanged),
    waived: told(answer.waived),
  };
}

const newIn = (loosenings: readonly { readonly what: string; readonly isNew: boolean }[]) =>
  loosenings.filter(({ isNew }) => isNew).map(({ what }) => what);

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
ajv.addSchema(schemaOf('report.schema.json'));
const validate = ajv.compile(schemaOf('diff.schema.json'));

describe('two files', () => {
  test('are compared by place, whatever they are called', async () => {
    const cwd = plant({
      'old.yaml': specOf('a', 'b'),
      'v2/new.yaml': `# moved\n${specOf('b', 'c')}`,
    });
    expect(await compare(cwd, 'old.yaml', 'v2/new.yaml')).toMatchObject({
      status: 1,
      fresh: ['v2/new.yaml c'],
      fixed: ['old.yaml a'],
      unchanged: ['v2/new.yaml b'],
      answer: {
        base: 'old.yaml',
        head: 'v2/new.yaml',
        summary: { new: 1, fixed: 1, unchanged: 1 },
      },
    });
  });

  test('may refer to one and the same file, or to one that moved along', async () => {
    const root = (file: string) =>
      `openapi: 3.1.0\npaths: {}\ncomponents:\n  securitySchemes:\n    a: { $ref: '${file}' }\n`;
    const part = '{ type: apiKey, name: k, in: query }\n';
    const cwd = plant({
      'old/api.yaml': root('part.yaml'),
      'old/part.yaml': part,
      'new/api.yaml': root('part.yaml'),
      'new/part.yaml': part,
      'new/same.yaml': root('../old/part.yaml'),
    });
    for (const head of ['new/api.yaml', 'new/same.yaml']) {
      const { fresh, fixed, status } = await compare(cwd, 'old/api.yaml', head, '--root', '.');
      expect({ fresh, fixed, status }).toEqual({ fresh: [], fixed: [], status: 0 });
    }
  });

  test('fail only for what is new and bad enough', async () => {
    const cwd = plant({ 'a.yaml': specOf('a'), 'b.yaml': specOf('a', 'b') });
    expect((await run(cwd, 'a.yaml', 'b.yaml')).status).toBe(1);
    expect((await run(cwd, 'a.yaml', 'b.yaml', '--fail-on', 'critical')).status).toBe(0);
    expect((await run(cwd, 'a.yaml', 'b.yaml', '--exit-zero')).status).toBe(0);
    expect((await run(cwd, 'b.yaml', 'a.yaml')).status).toBe(0);
    expect((await run(cwd, 'b.yaml', 'b.yaml')).status).toBe(0);
  });

  test('are told for people: what is new with its line, what is fixed, the score of both', async () => {
    const cwd = plant({ 'a.yaml': specOf('a', 'x'), 'b.yaml': specOf('a', 'b') });
    const { out } = await run(cwd, 'a.yaml', 'b.yaml');
    expect(out).toContain('7 │     b: { type: apiKey, name: k, in: query }');
    expect(out).toContain('1 finding fixed:\n  a.yaml:7:');
    expect(out).toContain('✗ Gate failed: 1 finding is high or above (fail-on)');
    expect(out).toContain('1 new, 1 fixed, 1 as before, from a.yaml to b.yaml.');
    expect(out).toMatch(/Score: [\d.]+ before, [\d.]+ now\./);
  });

  test('show what a waiver takes out of the count, and that the waiver is new', async () => {
    const waived = specOf('a').replace(
      '    a:',
      '    # specgate-ignore auth-apikey-in-url -- internal\n    a:',
    );
    const cwd = plant({ 'a.yaml': specOf('a'), 'b.yaml': waived });
    const { answer, ...told } = await compare(cwd, 'a.yaml', 'b.yaml');
    expect(told).toEqual({ status: 0, fresh: [], fixed: [], unchanged: [], waived: ['b.yaml a'] });
    expect(answer.loosenings).toContainEqual(
      expect.objectContaining({ path: 'b.yaml', isNew: true }),
    );
    const { out } = await run(cwd, 'a.yaml', 'b.yaml');
    expect(out).toContain('new: auth-apikey-in-url is waived by a comment: internal');
  });

  test('leave the comparison incomplete where one of them cannot be read', async () => {
    const cwd = plant({ 'a.yaml': specOf('a'), 'broken.yaml': 'openapi: [' });
    for (const pair of [
      ['a.yaml', 'broken.yaml'],
      ['broken.yaml', 'a.yaml'],
    ]) {
      const { status, out } = await run(cwd, ...pair, '--exit-zero');
      expect(status).toBe(2);
      expect(out).toContain('broken.yaml:1');
      expect(out).not.toContain('Gate passed');
    }
  });
});

describe('two revisions', () => {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', ['-C', cwd, ...who, ...args], { encoding: 'utf8' });

  function commit(cwd: string): void {
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-q', '--allow-empty', '-m', 'x');
  }

  /** A checkout with one commit. */
  function repository(files: { readonly [path: string]: string }): string {
    const cwd = plant(files);
    git(cwd, 'init', '-q', '-b', 'main');
    commit(cwd);
    return cwd;
  }

  test('are read from git, the second from the folder where it is not named', async () => {
    const cwd = repository({ 'api.yaml': specOf('a', 'b'), 'other.json': '{ "openapi": false }' });
    writeFileSync(join(cwd, 'api.yaml'), specOf('b', 'c'));
    commit(cwd);
    writeFileSync(join(cwd, 'api.yaml'), specOf('c', 'd'));
    expect(await compare(cwd, 'HEAD~1', 'HEAD')).toMatchObject({
      fresh: ['api.yaml c'],
      fixed: ['api.yaml a'],
      unchanged: ['api.yaml b'],
    });
    expect(await compare(cwd, 'HEAD')).toMatchObject({
      fresh: ['api.yaml d'],
      fixed: ['api.yaml b'],
      answer: { base: 'HEAD', head: 'the files as they are' },
    });
  });

  test('know files that were renamed, added and deleted', async () => {
    const cwd = repository({ 'a.yaml': specOf('a'), 'gone.yaml': specOf('g') });
    renameSync(join(cwd, 'a.yaml'), join(cwd, 'b.yaml'));
    rmSync(join(cwd, 'gone.yaml'));
    writeFileSync(join(cwd, 'more.yaml'), `# of another kind\n${specOf('m', 'n', 'o', 'p')}`);
    commit(cwd);
    expect(await compare(cwd, 'HEAD~1', 'HEAD')).toMatchObject({
      fresh: ['more.yaml m', 'more.yaml n', 'more.yaml o', 'more.yaml p'],
      fixed: ['gone.yaml g'],
      unchanged: ['b.yaml a'],
    });
  });

  test('follow references to files of the same revision', async () => {
    const root =
      "openapi: 3.1.0\npaths: {}\ncomponents:\n  securitySchemes:\n    a: { $ref: 'part.yaml' }\n";
    const cwd = repository({
      'api.yaml': root,
      'part.yaml': '{ type: apiKey, name: k, in: header }\n',
    });
    writeFileSync(join(cwd, 'part.yaml'), '{ type: apiKey, name: k, in: query }\n');
    commit(cwd);
    rmSync(join(cwd, 'part.yaml'));
    const { answer, status } = await compare(cwd, 'HEAD~1', 'HEAD');
    expect(answer.new.map(({ path }: Named) => path)).toEqual(['part.yaml']);
    expect(status).toBe(1);
  });

  test('are those below the folder where it runs', async () => {
    const cwd = repository({ 'x/api.yaml': specOf('a'), 'y/api.yaml': specOf('b') });
    const { fresh, fixed, unchanged } = await compare(join(cwd, 'x'), 'HEAD', 'HEAD');
    expect({ fresh, fixed, unchanged }).toEqual({
      fresh: [],
      fixed: [],
      unchanged: ['api.yaml a'],
    });
  });

  test('are those that the configuration includes, and what it loosens is told', async () => {
    const cwd = repository({ 'x/api.yaml': specOf('a'), 'y/api.yaml': specOf('b') });
    const config = 'version: 1\nexclude: ["y/**"]\n';
    writeFileSync(join(cwd, 'specgate.yaml'), config);
    commit(cwd);
    const { unchanged, fixed, answer } = await compare(cwd, 'HEAD~1', 'HEAD');
    expect({ unchanged, fixed }).toEqual({ unchanged: ['x/api.yaml a'], fixed: [] });
    expect(answer.loosenings).toContainEqual(
      expect.objectContaining({ what: 'files are excluded: y/**', isNew: true }),
    );
  });

  test('say of waivers only what the change does, in descriptions and in the configuration', async () => {
    const waiver = (reason: string) => `# specgate-ignore auth-missing -- ${reason}\n`;
    const inConfig = (...rules: readonly string[]) =>
      `version: 1\nignore:\n${rules.map((rule) => `  - { rule: ${rule}, reason: r }\n`).join('')}`;
    const cwd = repository({
      'api.yaml': waiver('old') + specOf('a'),
      'specgate.yaml': inConfig('none-a'),
    });
    const say = async (...revisions: readonly string[]) => {
      const io = fakeIo({ cwd });
      const only = ['--only', 'auth-missing,waiver-unused,waiver-unknown-rule'];
      await main(['diff', ...revisions, ...only, '-f', 'json'], io);
      const answer = JSON.parse(io.out());
      const told = (findings: readonly { readonly message: string }[]) =>
        findings.map(({ message }) => message);
      return { fresh: told(answer.new), fixed: told(answer.fixed), count: answer.unchanged.length };
    };
    expect(await say('HEAD', 'HEAD')).toEqual({ fresh: [], fixed: [], count: 2 });
    writeFileSync(join(cwd, 'api.yaml'), waiver('old') + waiver('new') + specOf('a'));
    writeFileSync(join(cwd, 'specgate.yaml'), inConfig('none-a', 'none-b'));
    commit(cwd);
    const fresh = [expect.stringContaining('"auth-missing"'), expect.stringContaining('"none-b"')];
    for (const head of [[], ['HEAD']]) {
      expect(await say('HEAD~1', ...head)).toEqual({ fresh, fixed: [], count: 2 });
    }
    expect(await say('HEAD', 'HEAD~1')).toEqual({ fresh: [], fixed: fresh, count: 2 });
  });

  test('tell what was stricter before, under the name that a file had too', async () => {
    const strict = 'version: 1\nextends: [strict]\ngate: { fail-on: medium }\n';
    const cwd = repository({ 'x/api.yaml': specOf('a'), 'specgate.yaml': strict });
    mkdirSync(join(cwd, 'y'));
    renameSync(join(cwd, 'x/api.yaml'), join(cwd, 'y/api.yaml'));
    writeFileSync(join(cwd, 'specgate.yaml'), 'version: 1\n');
    for (const head of [[], ['HEAD']]) {
      if (head.length > 0) commit(cwd);
      const { answer } = await compare(cwd, head.length > 0 ? 'HEAD~1' : 'HEAD', ...head);
      const told = newIn(answer.loosenings);
      expect(told).toEqual([
        'the gate fails on high instead of medium',
        'the preset "strict" is gone',
      ]);
    }
  });

  test.each([
    [['nope'], '"nope" is no file, and there is no such revision in this checkout.'],
    [['HEAD', 'nope'], '"nope" is no file, and there is no such revision in this checkout.'],
    [['HEAD', 'README.md'], '"README.md" is a file, and "HEAD" is none'],
    [['--', '--output=x'], 'no such revision'],
    [['HEAD', 'HEAD'], 'There is no API description at HEAD, and none at HEAD.'],
  ])('are refused: %j', async (argv, message) => {
    const cwd = repository({ 'README.md': 'nothing' });
    const io = fakeIo({ cwd });
    expect(await main(['diff', ...argv], io)).toBe(2);
    expect(io.err()).toContain(message);
  });
});

test.each([
  [['a.yaml'], 'With what is a.yaml to be compared?'],
  [['a.yaml', 'main'], 'There is no file "main".'],
  [['main'], '"main" is no file, and this folder is in no git checkout.'],
])('what cannot be compared is refused: %j', async (argv, message) => {
  const { status, err } = await run(plant({ 'a.yaml': specOf('a') }), ...argv);
  expect(status).toBe(2);
  expect(err).toContain(message);
});
