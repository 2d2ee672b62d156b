import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { flagsOf } from '../../src/cli/flags.ts';
import { jobsFor } from '../../src/cli/jobs/jobs-for.ts';
import { main } from '../../src/cli/main.ts';
import { SCAN_OPTIONS } from '../../src/cli/options.ts';
import { plant, SPEC, type Tree } from '../discover/tree.ts';
import { bundle } from './bundle.ts';
import { fakeIo } from './fake-io.ts';

const { worker, remove } = await bundle();
afterAll(remove);

const RULES = fileURLToPath(new URL('../../fixtures/rules', import.meta.url));
const FORMATS = ['text', 'json', 'sarif', 'html', 'gitlab', 'junit', 'csv', 'markdown'] as const;

/** The description with faults of each rule, in a folder for each. */
function faulty(): Tree {
  const names = readdirSync(RULES).flatMap((rule) =>
    readdirSync(join(RULES, rule))
      .filter((name) => /^bad\.(?:yaml|json)$/.test(name))
      .map((name) => join(rule, name)),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(RULES, name))]));
}

/** What a scan writes and answers, in so many threads. */
async function outcome(tree: Tree, jobs: number, flags: readonly string[] = []) {
  const cwd = plant({ '.git/HEAD': '', ...tree });
  const io = fakeIo({ cwd, worker, env: { CI: 'true' } });
  const outputs = FORMATS.flatMap((format) => ['-f', `${format}=out.${format}`]);
  const status = await main(['scan', '.', '--jobs', String(jobs), ...flags, ...outputs], io);
  const written = FORMATS.map((format) => {
    const text = readFileSync(join(cwd, `out.${format}`), 'utf8');
    return [format, text.replaceAll(cwd, '')] as const;
  });
  return { status, err: io.err(), json: '', text: '', html: '', ...Object.fromEntries(written) };
}

async function same(tree: Tree, flags: readonly string[] = []) {
  const [one, three] = [await outcome(tree, 1, flags), await outcome(tree, 3, flags)];
  expect(three).toEqual(one);
  return one;
}

describe('the number of threads changes nothing', () => {
  test('in what all rules find', async () => {
    const { status, json } = await same(faulty(), ['--preset', 'strict', '--no-config']);
    expect(status).toBe(2);
    expect(
      new Set(JSON.parse(json).findings.map(({ ruleId }: { ruleId: string }) => ruleId)).size,
    ).toBeGreaterThan(100);
  });

  test('in files that descriptions share, waivers, overrides, checks and a baseline', async () => {
    const user = (name: string) => `openapi: 3.0.3
info: { title: ${name}, version: '1' }
paths:
  /${name}:
    post:
      tags: [${name}]
      # specgate-ignore auth-missing until 2999-01-01 -- public on purpose
      requestBody:
        content: { application/json: { schema: { $ref: 'common.yaml#/Pet' } } }
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { $ref: 'common.yaml#/Pet' } } }
`;
    const tree = {
      'a.yaml': user('a'),
      'b.yaml': user('b'),
      'c.yaml': user('c'),
      'broken.yaml': 'openapi: 3.1.0\npaths: [',
      'common.yaml': `Pet:
  type: object
  # specgate-ignore number-unbounded -- there is none
  properties:
    name: { type: string }
    # specgate-ignore array-unbounded -- there are few
    tags: { type: array, items: { type: string } }
    token: { type: string, example: ghp_16C7e42F292c6912E7710c838347Ae178B4a }
`,
      'specgate.yaml': `version: 1
extends: [strict]
ignore:
  - { rule: string-unbounded, file: common.yaml, reason: short }
  - { rule: number-unbounded, reason: none }
checks: [{ id: acme/named, title: Named, kind: Operation, require: { field: operationId, matches: "^a" } }]
overrides:
  - { match: { tags: [b] }, rules: { auth-missing: critical } }
`,
    };
    const known = JSON.parse((await outcome(tree, 1)).json).findings.at(0);
    const entry = { rule: known.ruleId, fingerprint: known.fingerprint, place: known.pointer };
    const baseline = { version: 1, documents: { [known.path]: [entry] } };
    const { json, err } = await same({ ...tree, 'known.json': JSON.stringify(baseline) }, [
      '--baseline',
      'known.json',
    ]);
    const found: readonly { ruleId: string; status: string; path: string }[] =
      JSON.parse(json).findings;
    const waived = found.filter(({ status }) => status === 'suppressed');
    expect(err).toContain('broken.yaml');
    expect(found.map(({ ruleId }) => ruleId)).toContain('acme/named');
    expect(found.filter(({ status }) => status === 'baseline')).toHaveLength(1);
    expect(waived.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['array-unbounded', 'string-unbounded']),
    );
    expect(
      found.filter(({ ruleId, path }) => ruleId === 'waiver-unused' && path === 'common.yaml'),
    ).toHaveLength(1);
  });
});

const three = { 'a.yaml': SPEC, 'b.yaml': SPEC, 'c.yaml': SPEC };

describe('a description that another one refers to', () => {
  const SECRET = '\\x41KIAQYLPMN5HHKFDNW4Z';
  const tree = {
    'aa.yaml': `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { $ref: 'lib.yaml#/components/schemas/Pet' } } } }
      responses: { '204': { description: done } }
`,
    'lib.yaml': `openapi: 3.1.0
info: { title: Lib, version: '1' }
paths: {}
components:
  x-specgate-ignore: [{ rule: array-unbounded, reason: all of them }]
  schemas: { Pet: { type: object, properties: { tags: { type: array }, k: { type: string, default: "${SECRET}" } } }, Cat: { type: object } }
`,
  };

  test('is one file in the report, and what it waives is waived for both', async () => {
    const { json } = await same(tree, ['--preset', 'strict', '--show-suppressed']);
    const { sources, findings } = JSON.parse(json);
    expect(sources.map(({ path }: { path: string }) => path)).toEqual(['aa.yaml', 'lib.yaml']);
    expect(findings).toContainEqual(
      expect.objectContaining({ ruleId: 'array-unbounded', status: 'suppressed' }),
    );
  });

  test('shows no secret of it, whichever of the two tells of the line', async () => {
    const { text, html } = await outcome(tree, 1, ['--preset', 'strict', '--all']);
    expect(text).toContain('secret-known-token');
    for (const output of [text, html]) expect(output).not.toContain(SECRET);
  });
});

describe('a thread', () => {
  test('has the time of the scan, and no more', async () => {
    const { status, err } = await outcome(three, 2, ['--timeout', '0.001']);
    expect(status).toBe(2);
    for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) expect(err).toContain(name);
    expect(err).toContain('The time for the scan was over');
  });

  test('asks the rules of plug-ins, and may lose a document by one', async () => {
    const plugin = `export default {
  name: 'acme',
  rules: [{
    id: 'acme/title', title: 'T', category: 'inventory', severity: 'low', confidence: 'high',
    since: '1.0.0', references: [], why: 'W', fix: 'F', messages: { shop: 'It is "{name}".' },
    visit: { Api(api, { report }) {
      if (api.info.title === 'Exit') process.exit(7);
      report(api.at('info'), 'shop', { name: api.info.title });
    } },
  }],
};`;
    const tree = { ...three, 'b.yaml': SPEC.replace('Shop', 'Exit'), 'p.mjs': plugin };
    const flags = ['--plugin', './p.mjs', '--only', 'acme/title', '--no-config'];
    const { status, err, json } = await outcome(tree, 2, flags);
    expect(status).toBe(2);
    expect(err).toContain('b.yaml');
    expect(err).toContain('was ended by a plug-in');
    expect(JSON.parse(json).findings.map(({ path }: { path: string }) => path)).toEqual([
      'a.yaml',
      'c.yaml',
    ]);
  });
});

test.each([
  ['detail: () => 1', '"detail" has to be a text'],
  ['related: [{ at: node }]', 'the message of a related place has to be a text'],
  ['related: [{ at: {}, message: "x" }]', 'the place of a report has to be a node'],
  ['span: {}', '"span" has to be two offsets'],
])('a plug-in that reports {%s} fails alike in any number of threads', async (more, problem) => {
  const plugin = `export default {
  name: 'acme',
  rules: [{
    id: 'acme/odd', title: 'T', category: 'inventory', severity: 'low', confidence: 'high',
    since: '1.0.0', references: [], why: 'W', fix: 'F', messages: { odd: 'Odd' },
    visit: { Info(node, { report }) { report({ at: node, ${more} }, 'odd'); } },
  }],
};`;
  const flags = ['--plugin', './p.mjs', '--only', 'acme/odd', '--no-config'];
  const { status, err } = await same({ ...three, 'p.mjs': plugin }, flags);
  expect(status).toBe(2);
  expect(err).toContain(problem);
});

describe('how many threads there are', () => {
  const row = SCAN_OPTIONS.filter(({ name }) => name === 'jobs');
  /** For so many files of a size, with `--jobs` as given. */
  function jobs(files: number, bytes: number, asked?: string, mode: 'local' | 'remote' = 'local') {
    const names = Array.from({ length: files }, (_, index) => `${index}.json`);
    const cwd = plant(Object.fromEntries(names.map((name) => [name, ' '.repeat(bytes)])));
    const flags = flagsOf(row, new Map(asked === undefined ? [] : [['jobs', [asked]]]));
    const found = { files: names.map((name) => join(cwd, name)) };
    return jobsFor({ flags, io: fakeIo({ cwd, worker }) }, found, { mode });
  }

  test('is what was asked for, but not more than there are documents', () => {
    expect(jobs(3, 1, '2')).toBe(2);
    expect(jobs(3, 1, '9')).toBe(3);
  });

  test('is one for little, however many cores there are, and never none', () => {
    expect(jobs(300, 1000)).toBe(1);
    expect(jobs(0, 0)).toBe(1);
    expect(jobs(1, 30_000_000)).toBe(1);
  });

  test('leaves a core to V8 where there is much to do', () => {
    expect(jobs(12, 4_000_000)).toBe(Math.max(1, Math.min(8, availableParallelism() - 1)));
  });

  test('is one where documents are fetched', () => {
    expect(jobs(3, 1, '3', 'remote')).toBe(1);
  });

  test('has to be a number', async () => {
    const io = fakeIo({ cwd: plant(three), worker });
    expect(await main(['scan', '.', '--jobs', 'all'], io)).toBe(2);
    expect(io.err()).toContain('--jobs does not take "all".');
  });
});
