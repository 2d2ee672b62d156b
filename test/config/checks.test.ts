import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { matchesGlob } from '../../src/config/checks/glob-text.ts';
import { compilePattern } from '../../src/config/checks/linear-pattern.ts';
import { type Known, loadConfig } from '../../src/config/load.ts';
import { UserError } from '../../src/errors.ts';
import { scan } from '../../src/index.ts';
import { checkRule } from '../../src/testing/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { plant } from '../discover/tree.ts';

const EXAMPLES = fileURLToPath(new URL('../../fixtures/checks', import.meta.url));
const known: Known = { rules: new Map(), presets: ['recommended'] };

const names = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => basename(name, '.yaml'));

describe('the examples of docs/checks.md', () => {
  test('are twenty or more', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  test.each(names)(
    '%s finds what its fixtures say, and keeps the contract of a rule',
    async (name) => {
      const { checks } = loadConfig(join(EXAMPLES, `${name}.yaml`), known);
      expect(checks).toHaveLength(1);
      for (const rule of checks) expect(await checkRule(rule, join(EXAMPLES, name))).toEqual([]);
    },
  );
});

/** A check that is right, with some of its lines replaced. */
function withLines(lines: { readonly [key: string]: string }): string {
  const right = {
    id: 'acme/x',
    title: 'A title',
    kind: 'Operation',
    require: '{ field: summary, present: true }',
  };
  const text = Object.entries({ ...right, ...lines }).map(([key, value]) => `${key}: ${value}\n`);
  return `version: 1\nchecks:\n  - ${text.join('    ')}`;
}

function complaint(text: string): string {
  const cwd = plant({ 'specgate.yaml': text });
  try {
    loadConfig(join(cwd, 'specgate.yaml'), known);
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(`${cwd}/`, '');
    throw error;
  }
  return '';
}

const asks = (test: string) => ({ require: `{ field: summary, ${test} }` });

describe('a mistake in a check', () => {
  test('is none where everything is right', () => {
    expect(complaint(withLines({}))).toBe('');
  });

  test.each([
    [{ id: 'no-slash' }, 'checks[0].id: "no-slash" is no id'],
    [{ id: '3' }, 'checks[0].id: has to be a text'],
    [{ title: '[]' }, 'checks[0].title: has to be a text'],
    [{ kind: 'Operatoin' }, 'Did you mean "Operation"?'],
    [{ when: '3' }, 'checks[0].when: has to be an object'],
    [{ when: '{}' }, 'checks[0].when: says nothing'],
    [{ when: '{ inbuond: true }' }, 'Did you mean "inbound"?'],
    [{ when: '{ inbound: yes it is }' }, 'checks[0].when.inbound: has to be true or false'],
    [{ when: '{ public: 1 }' }, 'checks[0].when.public: has to be'],
    [{ when: '{ anonymous: 1 }' }, 'checks[0].when.anonymous: has to be'],
    [{ when: '{ optional-auth: 1 }' }, 'checks[0].when.optional-auth: has to be'],
    [{ when: '{ writing: 1 }' }, 'checks[0].when.writing: has to be'],
    [{ when: '{ direction: up }' }, 'checks[0].when.direction: has to be one of request, response'],
    [{ when: '{ direction: request }' }, 'only schemas have a direction'],
    [{ when: '{ path: 3 }' }, 'checks[0].when.path: has to be'],
    [{ when: '{ name: [3] }' }, 'checks[0].when.name[0]: has to be a text'],
    [{ when: '{ method: {} }' }, 'checks[0].when.method: has to be'],
    [{ when: "{ version: ['4.0'] }" }, 'checks[0].when.version[0]: has to be one of 2.0'],
    [{ when: '{ all: {} }' }, 'checks[0].when.all: has to be a list'],
    [{ when: '{ any: [3] }' }, 'checks[0].when.any[0]: has to be an object'],
    [{ when: '{ not: { fieldd: x } }' }, 'checks[0].when.not.fieldd: there is no key'],
    [{ require: '{ field: sumary, present: true }' }, 'Did you mean "summary"?'],
    [{ require: '{ field: responses/200/descripton, present: true }' }, 'no field "descripton" of'],
    [
      { require: '{ field: parameters, some: { field: nam, present: true } }' },
      'Did you mean "name"?',
    ],
    [{ require: '{ field: summary }' }, 'nothing is asked of it'],
    [{ require: '{ fact: scopse, max-count: 1 }' }, 'Did you mean "scopes"?'],
    [{ require: '{ field: summary, fact: scopes, present: true }' }, 'stands beside `field`'],
    [{ require: '{ present: true }' }, 'needs a `field` or a `fact`'],
    [asks('present: 1'), 'require.present: has to be true or false'],
    [asks('one-of: a'), 'require.one-of: has to be a list'],
    [asks('glob: 3'), 'require.glob: has to be'],
    [asks("matches: '('"), 'cannot be used: a "(" is not closed'],
    [asks("matches: '(?=a)'"), 'lookaround would need backtracking'],
    [asks("matches: '(a)\\1'"), 'a backreference would need backtracking'],
    [asks("matches: '(a{1,999}){1,999}'"), 'repetitions are too many'],
    [asks('minimum: a'), 'require.minimum: has to be a number'],
    [asks('maximum: a'), 'require.maximum: has to be a number'],
    [asks('min-length: -1'), 'require.min-length: has to be a whole number from 0'],
    [asks('max-length: 1.5'), 'require.max-length: has to be'],
    [asks('min-count: a'), 'require.min-count: has to be'],
    [asks('max-count: a'), 'require.max-count: has to be'],
    [asks('some: 1'), 'require.some: has to be an object'],
    [asks('every: 1'), 'require.every: has to be an object'],
    [asks('schema: 1'), 'require.schema: has to be a JSON Schema'],
    [asks('schema: { typ: string }'), 'require.schema.typ: the keyword "typ"'],
    [asks('schema: { type: text }'), 'require.schema.type: has a value'],
    [asks("schema: { items: { pattern: '(?!a)' } }"), 'require.schema.items.pattern: the regular'],
    [{ require: '{ path: /a }', forbid: '{}' }, 'checks[0].forbid: says nothing'],
    [{ message: "'{nam}'" }, 'nothing fills "{nam}"'],
    [{ at: 'sumary' }, 'Did you mean "summary"?'],
    [{ severity: 'hihg' }, 'Did you mean "high"?'],
    [{ confidence: 'sure' }, 'checks[0].confidence: has to be one of'],
    [{ category: 'naming' }, 'checks[0].category: has to be one of'],
    [{ why: '1' }, 'checks[0].why: has to be a text'],
    [{ fix: '1' }, 'checks[0].fix: has to be a text'],
    [{ references: '[CVE-1]' }, 'checks[0].references[0]: "CVE-1" is neither'],
    [{ requires: '{}' }, 'Did you mean "require"?'],
  ])('is told with its place: %j', (lines, says) => {
    const told = complaint(withLines(lines));
    expect(told).toContain(says);
    expect(told).toMatch(/^specgate\.yaml:\d+:\d+ {2}/);
  });

  test('is an id that exists, and a check that asks nothing', () => {
    const twice = `${withLines({})}${withLines({}).slice(withLines({}).indexOf('  - '))}`;
    expect(complaint(twice)).toContain('there is a rule "acme/x" already');
    const text = withLines({}).replace(/^ {4}require.*\n/m, '');
    expect(complaint(text)).toContain('neither "require" nor "forbid"');
  });
});

describe('a check in a scan', () => {
  const api = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get: { responses: { '200': { description: OK } } }
`;
  const check = `checks:
  - id: acme/owner
    title: No owner
    kind: Operation
    require: { field: x-owner, present: true }
`;
  async function own(files: { readonly [path: string]: string }, options = {}) {
    const cwd = plant({ 'api.yaml': api, ...files });
    const { results } = await scan('api.yaml', { cwd, today: '2027-01-01', ...options });
    return results
      .filter(({ finding }) => finding.rule.id.includes('/'))
      .map(({ finding, severity, status }) => [finding.rule.id, severity, status].join(' '));
  }

  test('is a rule like any other: severity, waivers, files that extend', async () => {
    expect(await own({ 'specgate.yaml': `version: 1\n${check}` })).toEqual([
      'acme/owner medium open',
    ]);
    const extended = {
      'org.yaml': `version: 1\n${check}`,
      'specgate.yaml': 'version: 1\nextends: [./org.yaml]\nrules: { acme/owner: high }\n',
    };
    expect(await own(extended)).toEqual(['acme/owner high open']);
    const waived = `version: 1\n${check}ignore: [{ rule: acme/owner, reason: later }]\n`;
    expect(await own({ 'specgate.yaml': waived })).toEqual(['acme/owner medium suppressed']);
    expect(
      await own({ 'specgate.yaml': `version: 1\n${check}rules: { acme/owner: off }\n` }),
    ).toEqual([]);
    expect(
      await own({ 'specgate.yaml': `version: 1\n${check}` }, { only: ['acme/owner'] }),
    ).toEqual(['acme/owner medium open']);
  });

  test('of the policy cannot be switched off where it is locked, nor declared anew', async () => {
    const policy = plant({ 'org.yaml': `version: 1\nlocked: [acme/owner]\n${check}` });
    const options = { policy: join(policy, 'org.yaml') };
    const off = { 'specgate.yaml': 'version: 1\nrules: { acme/owner: off }\n' };
    expect(await own(off, options)).toEqual(['acme/owner medium open']);
    const anew = { 'specgate.yaml': `version: 1\n${check}` };
    await expect(own(anew, options)).rejects.toThrow('there is a rule "acme/owner" already');
  });
});

describe('a regular expression of a check', () => {
  test.each([
    ['^[a-z]+(-[a-z]+)*$', ['a', 'pet-store'], ['', 'Pet', 'a-', '-a']],
    ['a|bc$', ['a', 'xbc'], ['bcx', 'b']],
    ['^a{2,3}$', ['aa', 'aaa'], ['a', 'aaaa']],
    ['^a{2,}$', ['aa', 'aaaaa'], ['a']],
    ['^(?:ab?)+?c$', ['ac', 'abac'], ['bc', 'c']],
    ['^[^/\\]]$', ['a', '😀'], ['/', ']']],
    ['\\bpet\\b', ['a pet!', 'pet'], ['pets']],
    ['^\\p{Lu}\\d\\.$', ['Ä1.'], ['ä1.', 'A12']],
    ['^.$', ['a', '😀'], ['', '\n']],
    ['^()$', [''], ['a']],
    ['', ['', 'a'], []],
  ])('%s means what it means in JavaScript', (pattern, yes, no) => {
    const compiled = compilePattern(pattern);
    const native = new RegExp(pattern, 'u');
    for (const text of [...yes, ...no])
      expect([text, compiled.test(text)]).toEqual([text, native.test(text)]);
    expect(yes.filter((text) => !compiled.test(text))).toEqual([]);
  });

  test.each(['^(a+)+$', '^(a|a)*$', '^(a*)*b', '(.*)(.*)(.*)(.*)x', '^(a|aa)+$'])(
    '%s takes no time that grows with its repetitions',
    (pattern) => {
      const work = () => compilePattern(pattern).test(`${'a'.repeat(5000)}!`);
      expect(cpuTime(work)).toBeLessThan(10_000);
    },
  );

  test.each(['a**', '+a', 'a)', '(a', '[a', 'a\\', '(?<=a)b', '\\k<a>', 'a{3,1}', '('.repeat(60)])(
    '%s is refused',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(SyntaxError);
    },
  );
});

test('a glob of a check takes braces as they are, and one star stays within a step', () => {
  expect(matchesGlob('/pets/{id}', '/pets/{id}')).toBe(true);
  expect(matchesGlob('/pets/1', '/pets/*')).toBe(true);
  expect(matchesGlob('/pets/1/a', '/pets/*')).toBe(false);
  expect(matchesGlob('/pets/1/a', '/pets/**')).toBe(true);
  expect(matchesGlob('/admin', '/admin/**')).toBe(false);
  expect(matchesGlob('404', '4??')).toBe(true);
  expect(matchesGlob('a'.repeat(2000), `${'*a'.repeat(50)}b`)).toBe(false);
});
