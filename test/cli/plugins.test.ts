import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { plant } from '../discover/tree.ts';
import { fakeIo } from './fake-io.ts';

const API = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get:
      responses: { '200': { description: OK } }
`;

/** A rule in plain JavaScript, as a plug-in that no compiler saw. */
const rule = (id: string, visit: string, more = '') => `{
  id: '${id}', title: 'A title', category: 'inventory', severity: 'low', confidence: 'high', since: '1', references: [],
  why: 'Why.', fix: 'Fix.', messages: { found: 'Found {x}.' }, ${more}
  visit: { ${visit} },
}`;
const plugin = (name: string, rules: readonly string[], more = '') =>
  `export default { name: '${name}', rules: [${rules.join(', ')}], ${more} };`;

const REPORTS =
  'Operation(node, { report, options }) { report(node, "found", { x: options.max ?? 1 }); }';
const MAX = `options: { max: { type: 'integer', about: 'How many.', default: 3, minimum: 0 } },`;
const ACME = plugin(
  'acme',
  [rule('acme/seen', REPORTS, MAX)],
  `presets: { base: { about: 'Ours.', extends: ['recommended'], rules: { 'acme/seen': 'critical' } } }`,
);

interface Finding {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
}

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const status = await main(argv, io);
  return { status, out: io.out(), err: io.err() };
}

async function scan(cwd: string, ...argv: readonly string[]) {
  const { status, out, err } = await run(cwd, 'api.yaml', '-f', 'json', ...argv);
  const report: {
    readonly findings: readonly Finding[];
    readonly failures: readonly { readonly message: string; readonly line?: number }[];
  } = out === '' ? { findings: [], failures: [] } : JSON.parse(out);
  return {
    status,
    err,
    ...report,
    own: report.findings.filter(({ ruleId }) => ruleId.includes('/')),
  };
}

describe('a plug-in', () => {
  test('adds its rules, by path and by the name of its package', { timeout: 60_000 }, async () => {
    const cwd = plant({
      'api.yaml': API,
      'tools/acme.mjs': ACME,
      'node_modules/@acme/rules/package.json': JSON.stringify({
        name: '@acme/rules',
        type: 'module',
        exports: { '.': { types: './index.d.ts', import: './lib/main.js' }, './more': './more.js' },
      }),
      'node_modules/@acme/rules/lib/main.js': ACME,
      'node_modules/@acme/rules/more.js': plugin('more', [rule('more/seen', REPORTS)]),
      'node_modules/old/package.json': '{ "main": "lib" }',
      'node_modules/old/lib/index.js': `module.exports = ${plugin('old', [rule('old/seen', REPORTS)]).slice('export default '.length)}`,
    });
    for (const [name, id] of [
      ['./tools/acme.mjs', 'acme/seen'],
      ['@acme/rules', 'acme/seen'],
      ['@acme/rules/more', 'more/seen'],
      ['old', 'old/seen'],
    ] as const) {
      const { own, failures, err } = await scan(cwd, '--plugin', name);
      expect({ name, ids: own.map(({ ruleId }) => ruleId), failures, err }).toMatchObject({
        ids: [id],
        failures: [],
      });
    }
  });

  test('has presets, for the flag and for the configuration, and options', async () => {
    const cwd = plant({ 'api.yaml': API, 'acme.mjs': ACME });
    const named = ['--plugin', './acme.mjs'];
    expect((await scan(cwd, ...named)).own).toMatchObject([
      { severity: 'low', message: 'Found 3.' },
    ]);
    const byFlag = await scan(cwd, ...named, '--preset', 'acme/base');
    expect(byFlag.own).toMatchObject([{ severity: 'critical' }]);
    expect(byFlag.findings.length).toBeGreaterThan(1);
    const configured = plant({
      'api.yaml': API,
      'acme.mjs': ACME,
      'specgate.yaml': `version: 1
plugins: [./acme.mjs]
extends: [acme/base]
rules:
  acme/seen: { options: { max: 7 } }
`,
    });
    expect((await scan(configured, ...named)).own).toMatchObject([
      { severity: 'critical', message: 'Found 7.' },
    ]);
    const byOther = await scan(configured, ...named, '--rule', 'acme/seen=info');
    expect(byOther.own).toMatchObject([{ severity: 'info', message: 'Found 7.' }]);
  });

  test('is checked like a built-in rule where the configuration is wrong', async () => {
    const config = (text: string) =>
      plant({ 'api.yaml': API, 'acme.mjs': ACME, 'specgate.yaml': `version: 1\n${text}\n` });
    for (const [text, says] of [
      ['rules: { acme/seem: off }', 'Did you mean "acme/seen"?'],
      ['rules: { acme/seen: { options: { max: -1 } } }', 'has to be a whole number from 0'],
      ['rules: { acme/seen: { options: { maxx: 1 } } }', 'Did you mean "max"?'],
      ['extends: [acme/bse]', 'Did you mean "acme/base"?'],
    ] as const) {
      const { status, err } = await scan(config(text), '--plugin', './acme.mjs');
      expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining(says) });
      expect(err).toMatch(/specgate\.yaml:2:\d+ /);
    }
  });

  test('does not run because the checkout says so', async () => {
    const cwd = plant({
      'api.yaml': API,
      'acme.mjs': `globalThis.ranUnasked = true;\n${ACME}`,
      'specgate.yaml': 'version: 1\nplugins: [./acme.mjs]\n',
    });
    const { status, err } = await scan(cwd);
    expect(status).toBe(2);
    expect(err).toContain('specgate.yaml:2:11');
    expect(err).toContain('add --plugin ./acme.mjs');
    expect(Reflect.has(globalThis, 'ranUnasked')).toBe(false);
  });

  test('runs because a policy outside of the checkout says so', async () => {
    const home = plant({
      'org/policy.yaml': 'version: 1\nplugins: [./acme.mjs]\nlocked: [acme/seen]\n',
      'org/acme.mjs': ACME,
      'work/api.yaml': API,
      'work/specgate.yaml': 'version: 1\nrules: { acme/seen: off }\n',
    });
    mkdirSync(join(home, 'work/.git'));
    const cwd = join(home, 'work');
    expect((await scan(cwd, '--policy', '../org/policy.yaml')).own).toMatchObject([
      { ruleId: 'acme/seen', severity: 'low' },
    ]);
    symlinkSync(join(home, 'org'), join(cwd, 'inside'));
    const inside = await scan(cwd, '--policy', './inside/policy.yaml');
    expect(inside).toMatchObject({
      status: 2,
      err: expect.stringContaining('inside the checkout'),
    });
  });

  test('is listed and explained', async () => {
    const cwd = plant({ 'acme.mjs': ACME });
    const named = ['--plugin', './acme.mjs'];
    expect((await run(cwd, 'rules', ...named)).out).toContain('acme/seen');
    expect((await run(cwd, 'rules', '--preset', 'acme/base', ...named)).out).toContain('acme/seen');
    expect((await run(cwd, 'explain', 'acme/seen', ...named)).out).toContain('How many.');
    expect((await run(cwd, 'config', 'schema', ...named)).out).toContain('"acme/seen"');
    expect(await run(cwd, 'explain', 'acme/seen')).toMatchObject({
      status: 2,
      err: expect.stringContaining('Rules of a plug-in need --plugin'),
    });
  });

  test('is listed and explained where a policy outside of the checkout names it', async () => {
    const home = plant({
      'org/policy.yaml': 'version: 1\nplugins: [./acme.mjs]\n',
      'org/acme.mjs': ACME,
      'work/specgate.yaml': 'version: 1\nplugins: [acme]\n',
    });
    mkdirSync(join(home, 'work/.git'));
    const cwd = join(home, 'work');
    const policy = ['--policy', '../org/policy.yaml'];
    expect((await run(cwd, 'rules', ...policy)).out).toContain('acme/seen');
    expect((await run(cwd, 'explain', 'acme/seen', ...policy)).out).toContain('How many.');
    expect(await run(cwd, 'rules')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--plugin acme'),
    });
    expect((await run(cwd, 'explain', 'auth-missing')).status).toBe(0);
  });
});

describe('a plug-in that is wrong', () => {
  test.each([
    ['nowhere', undefined, 'There is no plug-in nowhere'],
    ['./gone.mjs', undefined, 'There is no plug-in ./gone.mjs'],
    ['./p.mjs', 'throw new Error("at once");', 'cannot be loaded: Error: at once'],
    ['./p.mjs', 'export default 1;', 'an object with `name` and `rules`'],
    ['./p.mjs', 'export const name = "x";', 'an object with `name` and `rules`'],
    ['./p.mjs', plugin('Acme', []), 'in kebab-case'],
    ['./p.mjs', plugin('acme', [rule('other/seen', REPORTS)]), 'is not "acme/…" in kebab-case'],
    ['./p.mjs', plugin('acme', [rule('acme/seen', 'Operatoin() {}')]), 'functions by kind'],
    ['./p.mjs', plugin('acme', [rule('acme/seen', REPORTS, 'confidence: 1,')]), '`confidence`'],
    [
      './p.mjs',
      plugin('acme', [rule('acme/seen', REPORTS, "having: { Operation: ['sumary'] },")]),
      '`having`',
    ],
    [
      './p.mjs',
      plugin('acme', [rule('acme/seen', REPORTS, "having: { Operation: 'summary' },")]),
      '`having`',
    ],
    ['./p.mjs', plugin('acme', [rule('acme/a', ''), rule('acme/a', '')]), 'stands twice'],
    ['./p.mjs', plugin('acme', [], 'presets: { base: { rules: [] } }'), 'Preset "base"'],
  ])('is refused, case %#', async (name, text, says) => {
    const cwd = plant({ 'api.yaml': API, ...(text === undefined ? {} : { 'p.mjs': text }) });
    const { status, err } = await scan(cwd, '--plugin', name);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining(says) });
  });

  test.each([
    ['module.mjs', `for (;;);\n${ACME}`],
    ['common.cjs', '/^(a+)+$/.test("a".repeat(60) + "b");'],
    ['imported.mjs', 'import "./module.mjs"; export default {};'],
    ['waits.mjs', `await new Promise(() => {});\n${ACME}`],
  ])('is stopped where loading it does not end: %s', async (name, text) => {
    const cwd = plant({ 'api.yaml': API, 'module.mjs': 'for (;;);', [name]: text });
    const { status, err } = await scan(cwd, '--plugin', `./${name}`, '--plugin-timeout', '0.2');
    expect(status).toBe(2);
    expect(err).toContain(`The plug-in ./${name} was stopped, as it was not loaded after 0.2 s.`);
  });

  test('may await something while it is loaded', async () => {
    const cwd = plant({ 'api.yaml': API, 'acme.mjs': `await null;\n${ACME}` });
    expect((await scan(cwd, '--plugin', './acme.mjs')).own).toMatchObject([{ severity: 'low' }]);
  });

  test('does not take the scan down when its rules throw, hang, answer later or say what cannot be shown', async () => {
    const bad = plugin('bad', [
      rule('bad/throws', 'Operation() { throw new Error("boom"); }'),
      rule('bad/loops', 'Operation() { for (;;); }'),
      rule('bad/regex', 'Operation() { /^(a+)+$/.test("a".repeat(60) + "b"); }'),
      rule('bad/later', 'async Operation() { throw new Error("later"); }'),
      rule('bad/nowhere', 'Operation(node, { report }) { report(undefined, "found"); }'),
      rule('bad/unknown', 'Operation(node, { report }) { report(node, "nope"); }'),
      rule('bad/object', 'Operation(node, { report }) { report(node, "found", { x: {} }); }'),
      rule('bad/good', REPORTS),
    ]);
    const cwd = plant({ 'api.yaml': API, 'bad.mjs': bad });
    const { status, own, findings, failures } = await scan(
      cwd,
      ...['--plugin', './bad.mjs', '--plugin-timeout', '0.3'],
    );
    expect(status).toBe(2);
    expect(own.map(({ ruleId }) => ruleId)).toEqual(['bad/good']);
    expect(findings.length).toBeGreaterThan(1);
    const told = failures.map(({ message }) =>
      /"bad\/(\w+)" (\w+)/.exec(message)?.slice(1).join(' '),
    );
    expect(told.toSorted()).toEqual(
      [
        'later failed',
        'loops stopped',
        'nowhere failed',
        'object failed',
        'regex stopped',
        'throws failed',
        'unknown failed',
      ].map((line) => line.replace(' stopped', ' was')),
    );
  });

  test.each([
    ['diff', 'api.yaml', 'api.yaml'],
    ['baseline', 'create', 'api.yaml'],
  ])('is stopped under %s too', async (...argv) => {
    const bad = plugin('bad', [rule('bad/loops', 'Operation() { for (;;); }')]);
    const cwd = plant({ 'api.yaml': API, 'bad.mjs': bad });
    const named = ['--plugin', './bad.mjs', '--plugin-timeout', '0.3'];
    const { status, out, err } = await run(cwd, ...argv, ...named);
    expect(status).toBe(2);
    expect(out + err).toContain('"bad/loops" was stopped after 0.3 s');
  });

  test('cannot change the model for others', async () => {
    const bad = plugin('bad', [
      rule('bad/value', 'Operation({ raw }) { raw.responses = {}; }'),
      rule('bad/deep', 'Api({ raw }) { delete raw.paths["/pets"].get; }'),
      rule('bad/node', 'Api(node) { node.raw = {}; }'),
      rule('bad/list', 'Operation(node) { node.parameters.push(node); }'),
      rule('bad/map', 'Api(node) { node.paths.clear(); }'),
      rule('bad/none', 'Operation(node) { node.callbacks.set("a", node); }'),
      rule('bad/good', REPORTS),
    ]);
    const cwd = plant({ 'api.yaml': API, 'bad.mjs': bad });
    const { own, failures } = await scan(cwd, '--plugin', './bad.mjs');
    expect(failures.map(({ message }) => /"bad\/(\w+)"/.exec(message)?.[1]).toSorted()).toEqual([
      'deep',
      'list',
      'map',
      'node',
      'none',
      'value',
    ]);
    expect(own.map(({ ruleId }) => ruleId)).toEqual(['bad/good']);
  });
});

describe('specgate init plugin', () => {
  test('writes a plug-in once', async () => {
    const cwd = plant({});
    expect(await run(cwd, 'init', 'plugin', 'acme')).toMatchObject({ status: 0 });
    const again = await run(cwd, 'init', 'plugin', 'acme');
    expect(again).toMatchObject({ status: 2, err: expect.stringContaining('exists already') });
    expect((await run(cwd, 'init', 'plugin', 'No Name')).status).toBe(2);
    expect((await run(cwd, 'init', 'plugin')).status).toBe(2);
    expect((await run(cwd, 'init', 'plugn')).status).toBe(2);
  });
});
