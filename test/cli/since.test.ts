import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeIo } from './fake-io.ts';

// Each test runs git and several whole scans.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-since-')));
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' });
}

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function commit(message: string): string {
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', message);
  return git('rev-parse', 'HEAD').trim();
}

interface Scanned {
  readonly exitCode: number;
  readonly stderr: string;
  /** `rule path status` of each finding. */
  readonly findings: readonly string[];
  readonly json: { readonly [key: string]: unknown };
}

async function scan(...args: readonly string[]): Promise<Scanned> {
  const io = fakeIo({ cwd: folder });
  const exitCode = await main(['scan', '--format', 'json', ...args], io);
  const json = io.out() === '' ? { findings: [] } : JSON.parse(io.out());
  const findings = json.findings.map(
    (finding: { ruleId: string; path: string; status: string }) =>
      `${finding.ruleId} ${finding.path} ${finding.status}`,
  );
  return { exitCode, stderr: io.err(), findings, json };
}

const open = ({ findings }: Scanned) => findings.filter((line) => line.endsWith(' open'));

const LEGACY = `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [{ url: http://pets.example.com }]
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: 'schemas.yaml#/Pet' } } } }
      responses: { '201': { description: made } }
  /owners:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: api_key, in: query, schema: { type: string } }
      responses: { '200': { description: ok } }
components:
  securitySchemes: { key: { type: apiKey, in: query, name: key } }
`;
const SCHEMAS =
  'Pet: { type: object, properties: { name: { type: string }, tags: { type: array, items: { type: string } } } }\n';

test('a waiver that waived nothing before is no news either', async () => {
  const waiver = (reason: string) => `# specgate-ignore auth-missing -- ${reason}\n`;
  const shop = 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: {}\n';
  write('shop.yaml', waiver('old') + shop);
  write('specgate.yaml', 'version: 1\nignore: [{ rule: auth-missing, reason: old }]\n');
  commit('before');
  const only = ['--since', 'HEAD', '--only', 'auth-missing,waiver-unused'];
  expect((await scan(...only)).findings).toEqual([
    'waiver-unused shop.yaml baseline',
    'waiver-unused specgate.yaml baseline',
  ]);
  write('shop.yaml', waiver('old') + waiver('new') + shop);
  expect(open(await scan(...only))).toEqual(['waiver-unused shop.yaml open']);
});

/** The same API, written otherwise: reordered, reformatted, moved to another file name. */
const REFACTORED = `# A comment at the top
info:
  version: 1.0.0
  title: Pets
openapi: 3.0.3

components:
  securitySchemes:
    key:
      name: key
      in: query
      type: apiKey
paths:
  /owners:
    get:
      responses:
        '200':
          description: ok
      parameters:
        - in: query
          name: api_key
          schema:
            type: string
        - schema:
            type: integer
          name: limit
          in: query
  /pets:
    post:
      responses: { '201': { description: made } }
      operationId: addPet
      requestBody:
        content:
          application/json:
            schema:
              $ref: 'schemas.yaml#/Pet'
        required: true
servers:
  - url: http://pets.example.com
`;

async function threeCommits(): Promise<string> {
  write('api/openapi.yaml', LEGACY);
  write('api/schemas.yaml', SCHEMAS);
  const legacy = commit('legacy');
  write('api/openapi.yaml', REFACTORED);
  write('api/schemas.yaml', `\n\n${SCHEMAS}`);
  commit('a harmless refactoring');
  return legacy;
}

const FAULT = REFACTORED.replace(
  '  /pets:',
  '  /pets/{id}:\n    delete:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]\n      responses: { "204": { description: gone } }\n  /pets:',
);

describe('only what is new', () => {
  test('since a revision: nothing after a refactoring, one thing after a fault', async () => {
    const legacy = await threeCommits();
    expect((await scan('api')).findings.length).toBeGreaterThan(4);
    expect(open(await scan('api', '--since', legacy))).toEqual([]);
    write('api/openapi.yaml', FAULT);
    commit('one new fault');
    const faulty = await scan(
      'api',
      '--since',
      legacy,
      '--only',
      'auth-missing,string-unbounded,url-credential',
    );
    expect(open(faulty)).toEqual(['auth-missing api/openapi.yaml open']);
    expect(faulty.exitCode).toBe(1);
  });

  test('against a baseline: the same', async () => {
    await threeCommits();
    git('checkout', '-q', 'HEAD~1');
    const io = fakeIo({ cwd: folder });
    expect(await main(['baseline', 'create', 'api', '--baseline', 'known.json'], io)).toBe(0);
    git('checkout', '-q', 'main');
    expect(open(await scan('api', '--baseline', 'known.json'))).toEqual([]);
    write('api/openapi.yaml', FAULT);
    const faulty = await scan(
      'api',
      '--baseline',
      'known.json',
      '--only',
      'auth-missing,string-unbounded,url-credential',
    );
    expect(open(faulty)).toEqual(['auth-missing api/openapi.yaml open']);
  });

  test('a document on standard input is compared with the file that it is named after', async () => {
    write('openapi.yaml', LEGACY);
    write('schemas.yaml', SCHEMAS);
    commit('first');
    const piped = async (text: string, ...args: readonly string[]) => {
      const io = fakeIo({ cwd: folder, stdin: [text] });
      await main(['scan', '-', '--since', 'HEAD', '--format', 'json', ...args], io);
      const { findings } = JSON.parse(io.out());
      return findings.filter(({ status }: { status: string }) => status === 'open').length;
    };
    const named = ['--stdin-filename', 'openapi.yaml'];
    expect(await piped(LEGACY, ...named)).toBe(0);
    expect(await piped(LEGACY.replace('/pets:', '/cats:'), ...named)).toBeGreaterThan(0);
    expect(await piped(LEGACY)).toBeGreaterThan(3);
  });

  test('a file that git knows to be renamed has no new findings', async () => {
    await threeCommits();
    git('mv', 'api/openapi.yaml', 'api/pets.yaml');
    commit('renamed');
    expect(open(await scan('api/pets.yaml', '--since', 'HEAD~1'))).toEqual([]);
  });

  test('against a baseline: renamed files are followed, that of the baseline too', async () => {
    await threeCommits();
    git('checkout', '-q', 'HEAD~1');
    const io = fakeIo({ cwd: folder });
    expect(await main(['baseline', 'create', 'api', '--baseline', 'api/known.json'], io)).toBe(0);
    commit('known');
    git('mv', 'api', 'apis');
    commit('renamed');
    const renamed = await scan('apis', '--baseline', 'apis/known.json');
    expect(renamed.findings.length).toBeGreaterThan(3);
    expect(open(renamed)).toEqual([]);
    expect(renamed.json.baseline).toEqual({ stale: [] });
    write('apis/openapi.yaml', FAULT);
    expect(open(await scan('apis', '--baseline', 'apis/known.json')).join()).toContain(
      'auth-missing apis/openapi.yaml open',
    );
  });

  test.each(['prune', 'update'])(
    '%s writes what was renamed under its new name',
    async (action) => {
      await threeCommits();
      const io = fakeIo({ cwd: folder });
      await main(['baseline', 'create', 'api', '--baseline', 'known.json'], io);
      commit('known');
      const entries = readFileSync(join(folder, 'known.json'), 'utf8').match(/fingerprint/g);
      git('mv', 'api', 'apis');
      expect(await main(['baseline', action, 'apis', '--baseline', 'known.json'], io)).toBe(0);
      commit('renamed');
      const written = readFileSync(join(folder, 'known.json'), 'utf8');
      expect(written.match(/fingerprint/g)).toEqual(entries);
      expect(written).not.toContain('"api/');
      expect(open(await scan('apis', '--baseline', 'known.json'))).toEqual([]);
    },
  );

  test('a description of another name whose file is still there is not taken for a renamed one', async () => {
    await threeCommits();
    const io = fakeIo({ cwd: folder });
    await main(['baseline', 'create', 'api', '--baseline', 'known.json'], io);
    commit('known');
    write('api/copy.yaml', REFACTORED);
    commit('copied');
    expect(open(await scan('api', '--baseline', 'known.json')).length).toBeGreaterThan(3);
  });

  test('a part that was renamed leaves no stale entries of the description', async () => {
    write('api/openapi.yaml', LEGACY);
    write('api/schemas.yaml', SCHEMAS);
    const io = fakeIo({ cwd: folder });
    expect(await main(['baseline', 'create', 'api', '--baseline', 'known.json'], io)).toBe(0);
    commit('known');
    git('mv', 'api/schemas.yaml', 'api/pets.yaml');
    write('api/openapi.yaml', LEGACY.replaceAll('schemas.yaml', 'pets.yaml'));
    const renamed = await scan('api', '--baseline', 'known.json');
    expect(renamed.findings.join()).toContain('api/pets.yaml baseline');
    expect(open(renamed)).toEqual([]);
    expect(renamed.json.baseline).toEqual({ stale: [] });
  });

  test('of a description that is deleted, the entries are stale; prune drops them where no paths are named', async () => {
    await threeCommits();
    write('api/other.yaml', REFACTORED);
    const baseline = (action: string, ...paths: string[]) =>
      main(['baseline', action, ...paths, '--baseline', 'known.json'], fakeIo({ cwd: folder }));
    expect(await baseline('create')).toBe(0);
    commit('known');
    git('rm', '-q', 'api/other.yaml');
    const deleted = await scan('api', '--baseline', 'known.json');
    const entry = expect.objectContaining({ document: 'api/other.yaml' });
    expect(deleted.json.baseline).toEqual({ stale: expect.arrayContaining([entry]) });
    const written = () => readFileSync(join(folder, 'known.json'), 'utf8');
    const before = written();
    expect(await baseline('prune', 'api/openapi.yaml')).toBe(0);
    expect(written()).toBe(before);
    expect(await baseline('prune')).toBe(0);
    expect(written()).not.toContain('api/other.yaml');
    expect(written()).toContain('api/openapi.yaml');
    const after = await scan('api', '--baseline', 'known.json');
    expect(after.json.baseline).toEqual({ stale: [] });
    expect(open(after)).toEqual([]);
  });

  test('a baseline of another folder has no stale entries here', async () => {
    await threeCommits();
    const io = fakeIo({ cwd: folder });
    expect(await main(['baseline', 'create', 'api', '--baseline', 'known.json'], io)).toBe(0);
    write('known.json', readFileSync(join(folder, 'known.json'), 'utf8').replace('api/', 'x/'));
    const { json } = await scan('api', '--baseline', 'known.json');
    expect(json.baseline).toEqual({ stale: [] });
  });

  test('what was not there at all is new', async () => {
    write('README.md', 'nothing yet');
    const before = commit('nothing');
    write(
      'openapi.yaml',
      LEGACY.replace('schemas.yaml#/Pet', '#/components/schemas/Pet').replace(
        'components:',
        'components:\n  schemas: { Pet: { type: object } }',
      ),
    );
    expect(open(await scan('openapi.yaml', '--since', before)).length).toBeGreaterThan(3);
  });

  test.each([
    ['no-such-branch', 'there is no revision "no-such-branch"'],
    ['--upload-pack=x', 'revision'],
    ['HEAD~50', 'there is no revision'],
  ])('the revision %s is an error with what to do', async (revision, message) => {
    write('openapi.yaml', 'openapi: 3.1.0');
    commit('first');
    const { exitCode, stderr } = await scan('openapi.yaml', `--since=${revision}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a checkout of somebody else is told how to trust it, in the words of git', async () => {
    write('openapi.yaml', 'openapi: 3.1.0');
    commit('first');
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const { exitCode, stderr } = await scan('openapi.yaml', '--since=HEAD');
    vi.unstubAllEnvs();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('dubious ownership');
    expect(stderr).toContain('git config --global --add safe.directory');
  });

  test('a shallow checkout is told how to get the revision', async () => {
    await threeCommits();
    const clone = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-shallow-')));
    rmSync(clone, { recursive: true });
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${folder}`, clone]);
    const old = git('rev-parse', 'HEAD~1').trim();
    const io = fakeIo({ cwd: clone });
    expect(await main(['scan', 'api', '--since', old], io)).toBe(2);
    expect(io.err()).toContain('git fetch --depth=1');
    rmSync(clone, { recursive: true });
  });
});

describe('loosenings', () => {
  test('those that a change adds are marked as new', async () => {
    write(
      'openapi.yaml',
      'openapi: 3.1.0\ninfo: { title: t, version: v }\npaths: { /a: { post: { responses: { "200": { description: ok } } } } }\n',
    );
    write('specgate.yaml', 'version: 1\nrules: { auth-missing-read: off }\n');
    const before = commit('before');
    write(
      'specgate.yaml',
      'version: 1\nrules: { auth-missing-read: off, auth-undefined: off }\ngate: { fail-on: never }\n',
    );
    const { json } = await scan('openapi.yaml', '--since', before);
    const loosenings = json.loosenings as
      | readonly { readonly what: string; readonly isNew: boolean; readonly line: number }[]
      | undefined;
    expect(loosenings?.map(({ what, isNew }) => [what, isNew])).toEqual([
      ['auth-missing-read is off', false],
      ['auth-undefined is off', true],
      ['the gate fails on never instead of high', true],
    ]);
    expect(loosenings?.[1]?.line).toBe(2);
  });

  test.each([
    [
      'a limit',
      'gate: { max: { medium: 5 } }',
      '',
      'the gate lets any number of medium findings through',
    ],
    [
      'a higher limit',
      'gate: { max: { low: 5 } }',
      'gate: { max: { low: 9 } }',
      'the gate lets 9 instead of 5 low findings through',
    ],
    [
      'a severity',
      'gate: { fail-on: low }',
      'gate: { fail-on: high }',
      'the gate fails on high instead of low',
    ],
    [
      'a score',
      'gate: { min-score: 80 }',
      'gate: { min-score: 20 }',
      'the gate asks for a score of 20 instead of 80',
    ],
    ['a preset', 'extends: [strict]', 'extends: [recommended]', 'the preset "strict" is gone'],
    [
      'a raised rule',
      'rules: { array-unbounded: high }',
      '',
      'array-unbounded is no longer set to high',
    ],
    [
      'a rule that is raised less',
      'rules: { array-unbounded: critical }',
      'rules: { array-unbounded: high }',
      'array-unbounded is high instead of critical',
    ],
    [
      'a place to look',
      'include: ["**/*.yaml"]',
      '',
      'descriptions are no longer looked for in **/*.yaml',
    ],
    [
      'a check',
      'checks: [{ id: acme/x, title: Style, kind: Operation, require: { field: operationId, matches: "^a" } }]',
      '',
      'the check "acme/x" is gone',
    ],
  ])('%s that is lifted is told as new', async (_, strict, lax, what) => {
    write('openapi.yaml', 'openapi: 3.1.0\ninfo: { title: t, version: v }\npaths: {}\n');
    write('specgate.yaml', `version: 1\n${strict}\n`);
    const before = commit('before');
    const kept = await scan('openapi.yaml', '--since', before);
    expect(JSON.stringify(kept.json.loosenings)).not.toContain(what);
    write('specgate.yaml', `version: 1\n${lax}\n`);
    const { json } = await scan('openapi.yaml', '--since', before);
    expect(json.loosenings).toContainEqual(expect.objectContaining({ what, isNew: true }));
  });

  test.each([
    ['as it is anyway', 'rules: { string-unbounded: low }'],
    ['lower than it is anyway', 'rules: { transport-http: low }'],
  ])('a rule that is no longer set, but was %s, is not told', async (_, entry) => {
    write('openapi.yaml', 'openapi: 3.1.0\ninfo: { title: t, version: v }\npaths: {}\n');
    write('specgate.yaml', `version: 1\n${entry}\n`);
    const before = commit('before');
    write('specgate.yaml', 'version: 1\n');
    expect((await scan('openapi.yaml', '--since', before)).json.loosenings).toEqual([]);
  });

  const shop = (...lines: readonly string[]) =>
    `openapi: 3.1.0\ninfo: { title: t, version: v }\ncomponents: { securitySchemes: { k: { type: http, scheme: bearer } } }\npaths:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  const ADD = 'post: { responses: { "201": { description: ok } } }';

  test('a waiver that is copied to another place is new there, and one that only moves is not', async () => {
    const waiver = '# specgate-ignore auth-missing -- the gateway asks';
    write('openapi.yaml', shop('/a:', `  ${waiver}`, `  ${ADD}`));
    const before = commit('before');
    write('openapi.yaml', shop('/b:', `  ${ADD}`, '/a:', `  ${waiver}`, `  ${ADD}`));
    const newness = async () =>
      ((await scan('openapi.yaml', '--since', before)).json.loosenings as { isNew: boolean }[]).map(
        ({ isNew }) => isNew,
      );
    expect(await newness()).toEqual([false]);
    write('openapi.yaml', shop('/b:', `  ${waiver}`, `  ${ADD}`, '/a:', `  ${waiver}`, `  ${ADD}`));
    expect(await newness()).toEqual([true, false].toSorted());
  });

  test('a waiver that is prolonged is new', async () => {
    const ignore = (day: string) =>
      `version: 1\nignore: [{ rule: auth-missing, reason: later, expires: ${day} }]\n`;
    write('openapi.yaml', shop('/a:', `  ${ADD}`));
    write('specgate.yaml', ignore('2998-01-01'));
    const before = commit('before');
    write('specgate.yaml', ignore('2999-01-01'));
    expect((await scan('openapi.yaml', '--since', before)).json.loosenings).toEqual([
      expect.objectContaining({ what: 'auth-missing is waived until 2999-01-01', isNew: true }),
    ]);
  });

  test('a fault that comes together with its entry in the baseline is told', async () => {
    write('openapi.yaml', shop('/a:', `  ${ADD}`));
    write('specgate.yaml', 'version: 1\nbaseline: known.json\n');
    const io = fakeIo({ cwd: folder });
    expect(await main(['baseline', 'create', '--baseline', 'known.json'], io)).toBe(0);
    const before = commit('before');
    const told = async () =>
      JSON.stringify((await scan('openapi.yaml', '--since', before)).json.loosenings);
    expect(await told()).not.toContain('new findings');
    write('openapi.yaml', shop('/a:', `  ${ADD}`, '/b:', `  ${ADD}`));
    expect(await told()).not.toContain('new findings');
    expect(await main(['baseline', 'update', '--baseline', 'known.json'], io)).toBe(0);
    expect(await told()).toContain('new findings that the baseline knows do not count: ');
    expect(open(await scan('openapi.yaml', '--since', before))).toEqual([]);
  });

  test('a file that moves under a laxer configuration is told what it left behind', async () => {
    write('openapi.yaml', 'openapi: 3.1.0\ninfo: { title: t, version: v }\npaths: {}\n');
    write('specgate.yaml', 'version: 1\nextends: [strict]\n');
    write('lax/specgate.yaml', 'version: 1\n');
    const before = commit('before');
    git('mv', 'openapi.yaml', 'lax/openapi.yaml');
    const { json } = await scan('.', '--since', before);
    expect(json.loosenings).toContainEqual(
      expect.objectContaining({ what: 'the preset "strict" is gone', isNew: true }),
    );
  });

  test.each([
    ['deleted', () => rmSync(join(folder, 'api/b.yaml'))],
    ['renamed to what is no description', () => git('mv', 'api/b.yaml', 'api/b.txt')],
    ['ignored', () => write('.gitignore', 'b.yaml\n')],
    ['no longer taken for a description', () => write('api/b.yaml', 'api: { version: 3.1.0 }\n')],
    ['excluded', () => write('specgate.yaml', 'version: 1\nexclude: ["**/b.yaml"]\n')],
    ['no longer included', () => write('specgate.yaml', 'version: 1\ninclude: ["**/a.yaml"]\n')],
  ])('a description that is %s is told as no longer scanned', async (_, hide) => {
    const text = 'openapi: 3.1.0\ninfo: { title: t, version: v }\npaths: {}\n';
    for (const name of ['a', 'b']) write(`api/${name}.yaml`, text.replace('t,', `${name},`));
    write('api/part.yaml', 'type: string\n');
    write('package.json', '{ "openapi": { "x": 1 } }');
    const before = commit('before');
    expect((await scan('--since', before)).json.loosenings).toEqual([]);
    hide();
    git('add', '-A');
    const { json } = await scan('--since', before);
    const dropped = { what: 'the description is no longer scanned', isNew: true };
    expect(json.loosenings).toContainEqual(
      expect.objectContaining({ ...dropped, path: 'api/b.yaml' }),
    );
    const named = await scan('api/a.yaml', '--since', before);
    expect(JSON.stringify(named.json.loosenings)).not.toContain('no longer scanned');
  });

  test('a configuration that is removed takes what it asked for with it, and that is told', async () => {
    write('openapi.yaml', 'openapi: 3.1.0\ninfo: { title: t, version: v }\npaths: {}\n');
    write('specgate.yaml', 'version: 1\nextends: [strict]\n');
    const before = commit('before');
    rmSync(join(folder, 'specgate.yaml'));
    const { json } = await scan('openapi.yaml', '--since', before);
    expect(json.loosenings).toContainEqual(
      expect.objectContaining({ what: 'the preset "strict" is gone', isNew: true }),
    );
  });
});

describe('an organisation’s policy', () => {
  let policy = '';
  beforeEach(() => {
    policy = join(realpathSync(mkdtempSync(join(tmpdir(), 'specgate-policy-'))), 'org.yaml');
    write(
      'openapi.yaml',
      LEGACY.replace('schemas.yaml#/Pet', '#/components/schemas/Pet').replace(
        'components:',
        'components:\n  schemas: { Pet: { type: object } }',
      ),
    );
    write('specgate.yaml', 'version: 1\n');
    writeFileSync(policy, 'version: 1\nlocked: [auth-missing, gate]\ngate: { fail-on: high }\n');
  });

  const loosened: readonly (readonly [string, string, readonly string[]])[] = [
    ['a rule that is off', 'rules: { auth-missing: off }', []],
    ['a rule that is lowered', 'rules: { auth-missing: info }', []],
    ['an override', 'overrides: [{ match: { files: ["**"] }, rules: { auth-missing: off } }]', []],
    ['a waiver in the configuration', 'ignore: [{ rule: auth-missing, reason: because }]', []],
    ['a gate that never fails', 'gate: { fail-on: never }', []],
    [
      'a gate that counts only what is sure',
      'gate: { fail-on: critical, min-confidence: high }',
      [],
    ],
    ['a flag for the gate', '', ['--fail-on', 'never']],
    ['a flag for the rule', '', ['--rule', 'auth-missing=info']],
  ];
  test.each(loosened)('cannot be loosened by %s', async (_, config, flags) => {
    write('specgate.yaml', `version: 1\n${config}\n`);
    const { exitCode, findings } = await scan('openapi.yaml', '--policy', policy, ...flags);
    expect(findings).toContain('auth-missing openapi.yaml open');
    expect(exitCode).toBe(1);
  });

  test('an inline waiver of a locked rule is told', async () => {
    write(
      'openapi.yaml',
      LEGACY.replace('schemas.yaml#/Pet', '#/components/schemas/Pet')
        .replace('components:', 'components:\n  schemas: { Pet: { type: object } }')
        .replace('    post:', '    post: # specgate-ignore auth-missing -- please'),
    );
    const { findings } = await scan('openapi.yaml', '--policy', policy);
    expect(findings).toEqual(
      expect.arrayContaining(['auth-missing openapi.yaml open', 'waiver-locked openapi.yaml open']),
    );
  });

  test.each([
    ['--skip', 'auth-missing'],
    ['--only', 'transport-http'],
  ])('%s %s is refused', async (...flags) => {
    const { exitCode, stderr } = await scan('openapi.yaml', '--policy', policy, ...flags);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('locks "auth-missing"');
  });

  test('must lie outside of the checkout', async () => {
    write('org.yaml', 'version: 1\n');
    const { exitCode, stderr } = await scan('openapi.yaml', '--policy', 'org.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('lies inside the checkout');
  });

  test('what it does not lock is loosened, and shown', async () => {
    write('specgate.yaml', 'version: 1\nrules: { transport-http: off }\n');
    const { json, findings } = await scan('openapi.yaml', '--policy', policy);
    expect(findings.some((line) => line.startsWith('transport-http'))).toBe(false);
    expect(JSON.stringify(json.loosenings)).toContain('transport-http is off');
  });
});

test('a renamed folder is followed by git alone', () => {
  write('a/openapi.yaml', LEGACY);
  commit('first');
  renameSync(join(folder, 'a'), join(folder, 'b'));
  commit('second');
  expect(git('diff', '--name-status', '-M', 'HEAD~1')).toContain('R100');
});
