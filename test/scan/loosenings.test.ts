import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScanOptions, scan } from '../../src/index.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-loosenings-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SHOP = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      responses: { '201': { description: Ordered } }
`;

/** What the report of a scan says is looser than without any configuration or option. */
async function looseningsOf(
  config: string,
  options: ScanOptions = {},
  text = SHOP,
): Promise<readonly string[]> {
  writeFileSync(join(folder, 'openapi.yaml'), text);
  writeFileSync(join(folder, 'specgate.yaml'), `version: 1\n${config}\n`);
  writeFileSync(join(folder, 'known.json'), '{"version":1,"documents":{}}');
  const { loosenings } = await scan('openapi.yaml', { cwd: folder, ...options });
  return loosenings.map(({ what }) => what);
}

describe('every way to let more through is shown', () => {
  test('nothing is, where nothing is loosened', async () => {
    expect(await looseningsOf('gate: { fail-on: low, max: { info: 0 }, min-score: 90 }')).toEqual(
      [],
    );
  });

  test.each([
    ['a rule that is off', 'rules: { auth-missing: off }', 'auth-missing is off'],
    ['a lowered rule', 'rules: { auth-missing: info }', 'auth-missing is info instead of high'],
    [
      'options of a rule',
      'rules: { array-unbounded: { options: { directions: [request] } } }',
      'array-unbounded has options of its own',
    ],
    [
      'an override',
      'overrides: [{ match: { paths: ["/orders"] }, rules: { auth-missing: off } }]',
      'auth-missing is off for {"paths":["/orders"]}',
    ],
    [
      'a waiver',
      'ignore: [{ rule: auth-missing, file: openapi.yaml, pointer: /paths, reason: r }]',
      'auth-missing is waived in openapi.yaml at /paths',
    ],
    ['more words', 'lexicons: { public-operation: { add: [/orders] } }', 'has more words: /orders'],
    ['another preset', 'extends: [vendor]', 'the preset "recommended" does not hold'],
    ['excluded files', 'exclude: [old/**]', 'files are excluded: old/**'],
    [
      'a gate that never fails',
      'gate: { fail-on: never }',
      'the gate fails on never instead of high',
    ],
    ['a gate that seldom fails', 'gate: { fail-on: critical }', 'the gate fails on critical'],
    ['a gate for what is sure', 'gate: { min-confidence: high }', 'less than high confidence'],
    [
      'a gate for what is new',
      'gate: { new-only: true }\nbaseline: known.json',
      'only new findings',
    ],
    [
      'the last day of a waiver',
      'ignore: [{ rule: auth-missing, reason: r, expires: 2999-12-31 }]',
      'auth-missing is waived until 2999-12-31',
    ],
    ['known findings', 'baseline: known.json', 'known findings do not count: known.json'],
    ['the network', 'refs: { mode: remote }', '`refs.mode: remote` is asked for'],
    ['hosts', 'refs: { allow-hosts: [a.example] }', 'that are fetched may lead to a.example'],
  ])('%s', async (_, config, what) => {
    expect(await looseningsOf(config)).toEqual(
      expect.arrayContaining([expect.stringContaining(what)]),
    );
  });

  test.each([
    ['no reason', 'ignore: [{ rule: auth-missing }]'],
    ['a blank one', 'ignore: [{ rule: auth-missing, reason: "  " }]'],
    ['a last day that is over', 'ignore: [{ rule: auth-missing, reason: r, expires: 2020-12-31 }]'],
    ['a rule that does not exist', 'ignore: [{ rule: auth-mising, reason: r }]'],
  ])('a waiver with %s waives nothing', async (_, config) => {
    expect(await looseningsOf(config)).toEqual([]);
  });

  test.each<[string, ScanOptions, string]>([
    ['rules', { rules: { 'auth-missing': 'off' } }, 'auth-missing is off'],
    ['skip', { skip: ['auth-missing'] }, 'rules are left out: auth-missing'],
    ['only', { only: ['transport-http'] }, 'only these rules are asked: transport-http'],
    ['categories', { categories: ['secrets'] }, 'only these categories are asked: secrets'],
    ['tags', { tags: ['governance'] }, 'only these tags are asked: governance'],
    ['failOn', { failOn: 'never' }, 'the gate fails on never instead of high'],
    ['minConfidence', { minConfidence: 'high' }, 'less than high confidence do not count'],
    ['baseline', { baseline: 'known.json' }, 'known findings do not count: known.json'],
    ['refs', { refs: 'remote' }, 'references may be fetched from other hosts'],
  ])('the option %s', async (_, options, what) => {
    expect(await looseningsOf('', options)).toEqual(
      expect.arrayContaining([expect.stringContaining(what)]),
    );
  });

  test('a preset that replaces those of the configuration', async () => {
    expect(await looseningsOf('extends: [recommended]', { presets: ['vendor'] })).toEqual([
      'the preset "recommended" does not hold',
    ]);
    expect(await looseningsOf('extends: [recommended]', { presets: ['strict'] })).toEqual([]);
    expect(await looseningsOf('', { presets: ['vendor'] })).toEqual([]);
  });

  test.each([
    [
      'a comment in the description',
      SHOP.replace('info:', '# specgate-ignore rate-limit-undeclared -- later\ninfo:'),
      'rate-limit-undeclared is waived by a comment: later',
    ],
    [
      'an extension in the description',
      SHOP.replace(
        "version: '1'",
        "version: '1', x-specgate-ignore: [{ rule: rate-limit-undeclared, reason: later }]",
      ),
      'rate-limit-undeclared is waived by #/info',
    ],
  ])('%s', async (_, text, what) => {
    expect(await looseningsOf('', {}, text)).toEqual([expect.stringContaining(what)]);
  });

  test('a waiver in the description that waives nothing is none, also where another waives the same rule', async () => {
    const used = SHOP.replace('info:', '# specgate-ignore rate-limit-undeclared -- used\ninfo:');
    const waiver = (until: string) => `# specgate-ignore rate-limit-undeclared${until} -- unused`;
    const text = used.replace(
      '  /orders:',
      `  ${waiver('')}\n  ${waiver(' until 2020-01-01')}\n  /orders:`,
    );
    const what = 'rate-limit-undeclared is waived by a comment: used';
    expect(await looseningsOf('', {}, text)).toEqual([what]);
    expect(await looseningsOf('', { inlineWaivers: false }, text)).toEqual([]);
  });
});
