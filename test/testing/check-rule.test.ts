import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defineRule, integer, type Rule } from 'specgate/rule';
import { checkRule, testRule } from 'specgate/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'specgate-testing-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(files: { readonly [name: string]: string }): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const declared = {
  id: 'loud-title',
  title: 'Title is loud',
  category: 'structure',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-710'],
  why: 'Loud titles hurt the ears.',
  fix: 'Write it in lower case.',
  messages: { loud: 'The title "{title}" is loud.' },
} as const;

const loudTitle: Rule = defineRule({
  ...declared,
  visit: {
    Info(info, { report }) {
      const title = info.title ?? '';
      if (title !== title.toLowerCase()) report(info.at('title'), 'loud', { title });
    },
  },
});

const BAD = `openapi: 3.1.0
info:
  title: SHOP # <- loud
  version: '1'
paths: {}
`;
const GOOD = BAD.replace('SHOP # <- loud', 'shop');

describe('a sound rule', () => {
  test('has nothing wrong with it', async () => {
    write({ 'bad.yaml': BAD, 'good.yaml': GOOD });
    expect(await checkRule(loudTitle, folder)).toEqual([]);
  });

  test('may be told where with a comment in the first lines, and may be tried on several files and on JSON', async () => {
    const info =
      '{"openapi":"3.0.3","x-expect":["1 loud"],"info":{"title":"SHOP","version":"1"},"paths":{}}';
    write({
      'bad.yaml': `# expect: 4 loud\n${BAD.replace(' # <- loud', '').replace('SHOP', '|\n    SHOP')}`,
      'bad-split/openapi.yaml': `${BAD.replace('paths: {}', "paths:\n  /pets: { $ref: 'paths/pets.yaml' }")}`,
      'bad-split/paths/pets.yaml': 'get: { responses: {} }\n',
      'bad-json.json': info,
      'good.yaml': GOOD,
    });
    expect(await checkRule(loudTitle, folder)).toEqual([]);
  });
});

describe('a fixture disagrees with the rule', () => {
  test('a fault without a marker', async () => {
    write({ 'bad.yaml': BAD, 'good.yaml': GOOD.replace('shop', 'Shop') });
    const problems = await checkRule(loudTitle, folder);
    expect(problems[0]).toBe(
      'good.yaml: unexpected "loud" at line 3, #/info/title: The title "Shop" is loud.',
    );
  });

  test('a marker without a fault, in each version', async () => {
    write({ 'bad.yaml': BAD.replace('SHOP', 'shop'), 'good.yaml': GOOD });
    expect(await checkRule(loudTitle, folder)).toEqual([
      'bad.yaml: "loud" was not reported at line 3',
      'bad.yaml (as 3.0): "loud" was not reported at line 3',
      'bad.yaml (as 3.2): "loud" was not reported at line 3',
    ]);
  });

  test('a fault on another line than the marker', async () => {
    write({
      'bad.yaml': BAD.replace(' # <- loud', '').replace("'1'", "'1' # <- loud"),
      'good.yaml': GOOD,
    });
    expect(await checkRule(loudTitle, folder)).toContain(
      'bad.yaml: "loud" was not reported at line 4',
    );
  });

  test('a fault that is found twice at one marker', async () => {
    const twice = defineRule({
      ...declared,
      visit: {
        Info(info, { report }) {
          for (const detail of ['a', 'b'])
            report({ at: info.at('title'), detail }, 'loud', { title: detail });
        },
      },
    });
    write({ 'bad.yaml': `# versions: 3.1\n${BAD}`, 'good.yaml': 'openapi: 3.1.0\npaths: {}\n' });
    expect(await checkRule(twice, folder)).toEqual([
      expect.stringContaining('unexpected "loud" at line 4'),
    ]);
  });

  test('only the versions of the directive and of the rule are tried', async () => {
    write({ 'bad.yaml': `# versions: 3.1+\n${BAD.replace('SHOP', 'shop')}`, 'good.yaml': GOOD });
    const since = { ...loudTitle, versions: ['3.0', '3.1'] } as const;
    expect(await checkRule(since, folder)).toEqual(['bad.yaml: "loud" was not reported at line 4']);
  });
});

describe('a rule breaks its contract', () => {
  test('it writes into the document', async () => {
    const writing = defineRule({
      ...declared,
      visit: {
        Info(info) {
          Reflect.apply(Object.assign, undefined, [info.raw, { title: 'mine' }]);
        },
      },
    });
    write({ 'bad.yaml': `# versions: 3.1\n${BAD}`, 'good.yaml': 'openapi: 3.1.0\n' });
    expect((await checkRule(writing, folder))[0]).toMatch(
      /^bad\.yaml: rule "loud-title" failed at #\/info: Cannot assign/,
    );
  });

  test('it finds something else in JSON than in YAML', async () => {
    const byFormat = defineRule({
      ...declared,
      visit: {
        Api(api, { report }) {
          if (api.source.uri.endsWith('.yaml'))
            report(api.at('info', 'title'), 'loud', { title: 'SHOP' });
        },
      },
    });
    write({ 'bad.yaml': `# versions: 3.1\n${BAD}`, 'good.yaml': GOOD });
    const problems = await checkRule(byFormat, folder);
    expect(problems).toContain('bad.yaml: as JSON it finds [], as YAML [loud at #/info/title]');
  });

  test('a message, an option and an example are missing from the fixtures', async () => {
    const rich = defineRule({
      ...declared,
      options: { limit: integer('How loud it may be.', 0, { maximum: -1 }) },
      messages: { ...declared.messages, silent: 'no capital and no stop' },
      visit: { Info() {} },
    });
    write({ 'bad.yaml': `# options: { limt: 3 }\n${GOOD}` });
    const problems = await checkRule(rich, folder);
    expect(problems).toEqual(
      expect.arrayContaining([
        'message "silent" is one sentence: capital letter, full stop',
        'option "limit" does not allow its own default 0',
        'there is no good.yaml',
        'bad.yaml has no marker',
        'no fixture has a marker for message "loud"',
        'no fixture sets option "limit"',
        'a fixture names option "limt", which the rule lacks',
        'bad.yaml: the rule has no option "limt"',
      ]),
    );
  });

  test('its texts are no sentences, its references are unknown, its message is too long', async () => {
    const careless = {
      ...loudTitle,
      why: 'because',
      references: ['CWE-0'],
      messages: { loud: `A${'a'.repeat(100)}.` },
    };
    write({ 'bad.yaml': BAD, 'good.yaml': GOOD });
    const problems = await checkRule(
      Object.assign(careless, { references: ['OWASP-API11:2023'] as never }),
      folder,
    );
    expect(problems).toEqual([
      '`why` is a sentence: capital letter, full stop',
      'message "loud" has 102 characters, more than 100',
      'reference "OWASP-API11:2023" is neither CWE nor OWASP API Top 10 2023',
    ]);
  });
});

describe('a fixture is malformed', () => {
  test.each([
    [
      'a directive that there is not',
      'bad.yaml',
      `# option: { limit: 3 }\n${BAD}`,
      '"# option: { limit: 3 }" is no directive',
    ],
    ['a version that there is not', 'bad.yaml', `# versions: 3.3\n${BAD}`, '"3.3" is no version'],
    [
      'a marker without a message',
      'bad.yaml',
      BAD.replace('loud', '!'),
      'line 3: a marker reads "# <- messageId", not "!"',
    ],
    ['a name that says nothing', 'case.yaml', BAD, 'a fixture is called bad.yaml, good.yaml'],
    ['text that cannot be parsed', 'bad.yaml', `${BAD}  : [\n`, 'bad.yaml: '],
  ])('%s', async (_, name, text, problem) => {
    write({ [name]: text });
    expect((await checkRule(loudTitle, folder)).join('\n')).toContain(problem);
  });
});

test('testRule declares one test for each promise and for each run of a fixture', async () => {
  write({ 'bad.yaml': BAD, 'good.yaml': GOOD.replace('shop', 'Shop') });
  const declaredTests = new Map<string, () => void | Promise<void>>();
  testRule(loudTitle, { fixtures: folder, test: (name, run) => declaredTests.set(name, run) });
  expect([...declaredTests.keys()]).toEqual([
    'loud-title has fixtures that can be read',
    'loud-title declares what a rule owes its readers',
    'loud-title has fixtures for each message and option',
    'loud-title finds nothing once its visits are taken away',
    'loud-title bad.yaml',
    'loud-title bad.yaml as 3.0',
    'loud-title bad.yaml as 3.2',
    'loud-title good.yaml',
    'loud-title good.yaml as 3.0',
    'loud-title good.yaml as 3.2',
  ]);
  await expect(declaredTests.get('loud-title bad.yaml')?.()).resolves.toBeUndefined();
  await expect(declaredTests.get('loud-title good.yaml')?.()).rejects.toThrow(
    'unexpected "loud" at line 3',
  );
});
