import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { CONFIG } from '../../src/config/keys.ts';
import { mistakesIn } from '../../src/config/validate.ts';
import { parse } from '../../src/parse/parse.ts';
import { POLICY_RULES } from '../../src/policy/rules.ts';
import { Source } from '../../src/source/source.ts';
import { fencedIn, pages, ROOT } from './fenced.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const schema = JSON.parse(readFileSync(join(ROOT, 'docs/schemas/config.schema.json'), 'utf8'));
const isValid = ajv.compile(schema);
const known = new Map([...rules, ...POLICY_RULES].map((rule) => [rule.id, rule]));

function read(text: string): unknown {
  return parse(new Source('specgate.yaml', text)).document?.value;
}

/** Keys of what other tools read, which have others in common with a configuration. */
const ELSEWHERE = new Set(['jobs', 'stages', 'openapi', 'swagger']);

/** As a configuration: what is one, a part of one that stands alone on a page, or a list of checks; undefined for others. */
function asConfiguration(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const isChecks = value.some((item) => Object.hasOwn(Object(item), 'kind'));
    return isChecks ? { version: 1, checks: value } : undefined;
  }
  const keys = Object.keys(value);
  if (keys.some((key) => ELSEWHERE.has(key))) return undefined;
  // A pipeline of GitLab begins so too.
  if ('include' in value && JSON.stringify(value.include).includes('{')) return undefined;
  // One key is enough: a misspelt one beside it must not hide the example.
  const isOne = keys.some((key) => Object.hasOwn(CONFIG.fields, key));
  return isOne ? { version: 1, ...value } : undefined;
}

const examples = pages().flatMap((page) =>
  fencedIn(page)
    .filter(({ language }) => ['yaml', 'yml', 'json'].includes(language))
    .flatMap(({ line, text }) => {
      const value = asConfiguration(read(text));
      return value === undefined ? [] : [{ place: `${page}:${line}`, value }];
    }),
);

describe('the configurations in the documentation', () => {
  test('are found', () => expect(examples.length).toBeGreaterThan(40));

  test.each(examples)('$place', ({ value }) => {
    expect(mistakesIn(value, CONFIG, known)).toEqual([]);
    expect(isValid(value), ajv.errorsText(isValid.errors)).toBe(true);
  });
});

describe('the JSON Schema for editors, and the command, reject', () => {
  test.each([
    ['no version', 'gate: {}'],
    ['another version', 'version: 2'],
    ['a key that does not exist', 'version: 1\nrulez: {}'],
    ['a key below that does not exist', 'version: 1\ngate: { failon: high }'],
    ['a list for an object', 'version: 1\nrules: []'],
    ['an object for a list', 'version: 1\nignore: {}'],
    ['a text for a list', 'version: 1\nextends: strict'],
    ['a number for a text', 'version: 1\ninclude: [5]'],
    ['a text for a number', 'version: 1\ngate: { max: { high: many } }'],
    ['a text for true or false', 'version: 1\ngate: { new-only: maybe }'],
    ['a number out of bounds', 'version: 1\ngate: { min-score: 101 }'],
    ['a severity that does not exist', 'version: 1\ngate: { fail-on: severe }'],
    ['a rule that does not exist', 'version: 1\nrules: { auth-mising: off }'],
    ['a severity of a rule that does not exist', 'version: 1\nrules: { auth-missing: severe }'],
    [
      'an option that does not exist',
      'version: 1\nrules: { array-unbounded: { options: { most: 5 } } }',
    ],
    [
      'an option with another type',
      'version: 1\nrules: { array-unbounded: { options: { directions: request } } }',
    ],
    ['a day that is none', 'version: 1\nignore: [{ rule: auth-missing, expires: tomorrow }]'],
    ['a waiver without a rule', 'version: 1\nignore: [{ reason: because }]'],
    ['an override without a match', 'version: 1\noverrides: [{ rules: {} }]'],
    ['an unknown way to follow references', 'version: 1\nrefs: { mode: everywhere }'],
    [
      'a check without a kind',
      'version: 1\nchecks: [{ id: acme/x, title: t, message: m, fix: f }]',
    ],
    [
      'a check of a kind that does not exist',
      'version: 1\nchecks: [{ id: acme/x, title: t, kind: Infos, message: m, fix: f, severity: low }]',
    ],
    ['a list within a list', 'version: 1\nexclude: [[a]]'],
    ['nothing where a list has to be', 'version: 1\nexclude: null'],
    ['half a finding', 'version: 1\ngate: { max: { low: 1.5 } }'],
  ])('%s', (_, text) => {
    const value = read(text);
    expect(mistakesIn(value, CONFIG, known)).not.toEqual([]);
    expect(isValid(value)).toBe(false);
  });
});
