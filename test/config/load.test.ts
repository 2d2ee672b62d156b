import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findConfig, type Known, loadConfig } from '../../src/config/load.ts';
import { UserError } from '../../src/errors.ts';
import { integer } from '../../src/rule/options.ts';
import { defineRule } from '../../src/rule/rule.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-config-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const rule = defineRule({
  id: 'page-size-unbounded',
  title: 'Pages without end',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: [],
  why: 'Why.',
  fix: 'Fix.',
  options: { max: integer('The largest page.', 100, { minimum: 1, maximum: 1000 }) },
  messages: { missing: 'No limit.' },
  visit: {},
});
const known: Known = { rules: new Map([[rule.id, rule]]), presets: ['recommended', 'strict'] };

/** What the user is told. */
function complaint(text: string): string {
  try {
    loadConfig(write('specgate.yaml', text), known);
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return 'nothing';
}

describe('mistakes', () => {
  test.each([
    ['vresion: 1', 'specgate.yaml:1:1  vresion: there is no key "vresion"'],
    ['vresion: 1', 'Did you mean "version"?'],
    ['gate: {}', '"version" is missing'],
    ['version: 2', 'specgate.yaml:1:1  version: has to be 1, not 2'],
    ['version: 1\ngate: { fail-on: hihg }', 'Did you mean "high"?'],
    ['version: 1\ngate: { fail-on: hihg }', 'specgate.yaml:2:9'],
    [
      'version: 1\nrules:\n  page-size-unbouned: off',
      'specgate.yaml:3:3  rules.page-size-unbouned: there is no rule "page-size-unbouned"',
    ],
    ['version: 1\nrules:\n  page-size-unbouned: off', 'Did you mean "page-size-unbounded"?'],
    ['version: 1\nrules:\n  page-size-unbounded: { options: { mx: 5 } }', 'Did you mean "max"?'],
    [
      'version: 1\nrules:\n  page-size-unbounded: { options: { max: 5000 } }',
      'has to be a whole number from 1 up to 1000, not 5000',
    ],
    ['version: 1\nrules: [page-size-unbounded]', 'rules: has to be an object, not a list'],
    ['version: 1\nextends: [recomended]', 'Did you mean "recommended"?'],
    ['version: 1\nextends: [./absent.yaml]', 'there is no file "./absent.yaml"'],
    [
      'version: 1\nignore: [{ rule: a, expires: 2027-02-30 }]',
      'has to be a day such as 2027-03-31',
    ],
    ['version: 1\nexclude: ["a\\\\\\\\\\\\\\\\"]', 'exclude[0]: has to be a glob'],
    [`version: 1\nexclude: ["${'a'.repeat(1001)}"]`, 'has to be a glob of at most 1000 characters'],
    ['version: 1\nversion: 1', 'specgate.yaml:2:1'],
    ['version: 1\n  bad: indent: here', 'specgate.yaml:2:'],
    ['', 'specgate.yaml:1:1'],
    ['[]', 'has to be an object, not a list'],
  ])('%j: %s', (text, expected) => expect(complaint(text)).toContain(expected));

  test('are all told, each with its line', () => {
    const told = complaint('version: 1\nfoo: 1\nbar: 2\n');
    expect(told).toContain('specgate.yaml:2:1  foo');
    expect(told).toContain('   3 | bar: 2\n      | ^^^');
  });

  test('a circle of extends is refused', () => {
    write('a.yaml', 'version: 1\nextends: [./specgate.yaml]');
    expect(complaint('version: 1\nextends: [./a.yaml]')).toContain('in a circle');
  });

  test('a configuration of the checkout cannot read outside of it, by no way', () => {
    const inside = join(folder, 'repo');
    write('secret.yaml', 'version: 1\ntop: secret');
    write('repo/x', '');
    symlinkSync(join(folder, 'secret.yaml'), join(inside, 'link.yaml'));
    for (const entry of ['../secret.yaml', './link.yaml', join(folder, 'secret.yaml')]) {
      const path = write('repo/specgate.yaml', `version: 1\nextends: ['${entry}']`);
      expect(() => loadConfig(path, { ...known, inside })).toThrow('lies outside');
    }
  });
});

describe('what is extended', () => {
  test('is overridden, and adds up', () => {
    write(
      'org.yaml',
      'version: 1\nextends: [strict]\ngate: { fail-on: low, max: { medium: 3 } }\nignore: [{ rule: a, reason: b }]\nrules: { page-size-unbounded: { severity: high, options: { max: 5 } } }',
    );
    const config = loadConfig(
      write(
        'api/specgate.yaml',
        'version: 1\nextends: [../org.yaml, recommended]\ngate: { fail-on: high, max: { low: 9 } }\nignore: [{ rule: c, reason: d }]\nrules: { page-size-unbounded: low }',
      ),
      known,
    );
    expect(config.presets).toEqual(['strict', 'recommended']);
    expect(config.gate).toEqual({ failOn: 'high', max: { medium: 3, low: 9 } });
    expect(config.ignore.map((entry) => entry.rule)).toEqual(['a', 'c']);
    expect(config.rules.get(rule.id)).toMatchObject({ severity: 'low', options: { max: 5 } });
    expect(config.folder).toBe(join(folder, 'api'));
  });

  test('in .github, paths are those of the checkout, and what is extended lies beside', () => {
    write('.github/org.yaml', 'version: 1\nignore: [{ rule: a, file: b.yaml, reason: c }]');
    const path = write(
      '.github/specgate.yaml',
      'version: 1\nextends: [./org.yaml]\ninclude: [api/*.yaml, api/v1]\nexclude: [./gen/**]\nbaseline: known.json\nplugins: [./rules.mjs]',
    );
    expect(loadConfig(path, known)).toMatchObject({
      folder,
      include: [join(folder, 'api/*.yaml'), join(folder, 'api/v1')],
      exclude: [join(folder, 'gen/**')],
      baseline: join(folder, 'known.json'),
      plugins: [join(folder, '.github/rules.mjs')],
      ignore: [expect.objectContaining({ folder })],
    });
  });

  test('each value knows where it was set', () => {
    write('org.yaml', 'version: 1\ngate:\n  fail-on: low\n  min-score: 80');
    const config = loadConfig(
      write('specgate.yaml', 'version: 1\nextends: [./org.yaml]\ngate: { fail-on: high }'),
      known,
    );
    expect(config.origins.get('gate.fail-on')).toEqual({
      file: join(folder, 'specgate.yaml'),
      line: 3,
    });
    expect(config.origins.get('gate.min-score')).toEqual({
      file: join(folder, 'org.yaml'),
      line: 4,
    });
  });
});

test('the nearest configuration is found, and none above the top', () => {
  write('specgate.yaml', 'version: 1');
  const top = join(folder, 'repo');
  const near = write('repo/api/.github/specgate.yaml', 'version: 1');
  mkdirSync(join(top, 'api/deep'), { recursive: true });
  expect(findConfig(join(top, 'api/deep'), top)).toBe(near);
  expect(findConfig(top, top)).toBeUndefined();
});
