import { describe, expect, test } from 'vitest';
import { rootPointer } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';
import { told, verdictOn } from './judging.ts';

const PLAIN = `openapi: 3.1.0
paths:
  /a:
    get:
      responses: {}
    put:
      responses: {}
`;

describe('a comment waives', () => {
  test.each([
    [
      'on the reported key',
      PLAIN.replace('get:', 'get: # specgate-ignore summary-missing -- told elsewhere'),
    ],
    [
      'on the line above',
      PLAIN.replace(
        '    get:',
        '    # specgate-ignore summary-missing -- told elsewhere\n    get:',
      ),
    ],
    [
      'above other comments',
      PLAIN.replace(
        '    get:',
        '    # specgate-ignore summary-missing -- told elsewhere\n    # more\n\n    get:',
      ),
    ],
  ])('%s, and nothing beside it', (_, text) => {
    expect(told(verdictOn(text)).map((line) => line.replace(/\d+/, 'n'))).toEqual([
      'summary-missing n suppressed',
      'summary-missing n open',
    ]);
  });

  test('all below the key that it stands at', () => {
    const text = PLAIN.replace('/a:', '/a: # specgate-ignore summary-missing -- told elsewhere');
    expect(told(verdictOn(text))).toEqual([
      'summary-missing 4 suppressed',
      'summary-missing 6 suppressed',
    ]);
  });

  test('several rules, by former ids too, until a day', () => {
    const text = `openapi: 3.1.0
components:
  schemas:
    # specgate-ignore string-found, summary-missing until 2026-12-31 -- legacy
    A: { type: string }
`;
    const { results } = verdictOn(text);
    expect(results.find(({ finding }) => finding.rule.id === 'text-found')).toMatchObject({
      status: 'suppressed',
      reason: 'legacy',
    });
  });

  test('not inside a block scalar', () => {
    const text = PLAIN.replace(
      'openapi',
      'info:\n  description: |\n    # specgate-ignore summary-missing -- no\nopenapi',
    );
    expect(told(verdictOn(text))).toEqual(['summary-missing 7 open', 'summary-missing 9 open']);
  });

  test('nothing when inline waivers are off', () => {
    const text = PLAIN.replace('/a:', '/a: # specgate-ignore summary-missing -- told elsewhere');
    expect(told(verdictOn(text, { inlineWaivers: false }))).toEqual([
      'summary-missing 4 open',
      'summary-missing 6 open',
    ]);
  });
});

describe('a waiver that does not hold is told at its own line', () => {
  test.each([
    ['summary-missing', 'waiver-without-reason', 'missing'],
    ['summary-mising -- x', 'waiver-unknown-rule', 'similar'],
    ['qqqqqqqqqqqqqqq -- x', 'waiver-unknown-rule', 'unknown'],
    ['-- x', 'waiver-unknown-rule', 'unnamed'],
    ['summary-missing until 2026-11-24 -- x', 'waiver-expired', 'expired'],
    ['summary-missing until soon -- x', 'waiver-expired', 'invalid'],
    ['text-found -- x', 'waiver-unused', 'unused'],
    ['summary-missing - one dash', 'waiver-without-reason', 'missing'],
    ['summary-missing — a long one', 'waiver-without-reason', 'missing'],
  ])('%s: %s', (written, rule, message) => {
    const { results } = verdictOn(PLAIN.replace('get:', `get: # specgate-ignore ${written}`));
    const own = results.filter(({ finding }) => finding.rule.category === 'policy');
    expect(
      own.map(({ finding, location }) => [
        finding.rule.id,
        finding.message,
        location.range.start.line,
      ]),
    ).toEqual([[rule, message, 4]]);
    expect(results.filter(({ status }) => status === 'suppressed')).toEqual([]);
  });

  test.each(['20270101', 'true', '[2999-12-31]', '{ day: 2999-12-31 }'])(
    'a last day that is no text: %s',
    (day) => {
      const waiver = `{ rule: summary-missing, reason: r, expires: ${day} }`;
      const { results } = verdictOn(
        PLAIN.replace('get:', `get:\n      x-specgate-ignore: [${waiver}]`),
      );
      expect(results.map(({ finding, status }) => [finding.message, status])).toContainEqual([
        'invalid',
        'open',
      ]);
      expect(results.filter(({ status }) => status === 'suppressed')).toEqual([]);
    },
  );

  test('it holds on its last day', () => {
    const text = PLAIN.replace(
      '/a:',
      '/a: # specgate-ignore summary-missing until 2026-11-25 -- x',
    );
    expect(told(verdictOn(text))).toEqual([
      'summary-missing 4 suppressed',
      'summary-missing 6 suppressed',
    ]);
  });

  test('the policy locks a rule', () => {
    const text = PLAIN.replace('/a:', '/a: # specgate-ignore summary-missing -- x');
    expect(told(verdictOn(text, { locked: ['summary-missing'] }))).toEqual([
      'waiver-locked 3 open',
      'summary-missing 4 open',
      'summary-missing 6 open',
    ]);
  });
});

test('x-specgate-ignore waives what is below its object', () => {
  const text = `{ openapi: 3.1.0, paths: { /a: { get: { x-specgate-ignore: [{ rule: summary-missing, reason: r }], responses: {} }, put: { responses: {} } } } }`;
  expect(verdictOn(text).results.map(({ status }) => status)).toEqual(['suppressed', 'open']);
});

test.each(['7', 'text', '[7]', '{}', '[{ rule: 3 }]', 'null'])(
  'a malformed x-specgate-ignore of %s is told',
  (value) => {
    const { results } = verdictOn(`{ openapi: 3.1.0, x-specgate-ignore: ${value} }`);
    expect(results.map(({ finding }) => finding.message)).toEqual(['unnamed']);
  },
);

describe('through references', () => {
  const shared = (comment: string, second: string) => `openapi: 3.1.0
paths:
  /a:
    $ref: '#/components/pathItems/Shared' ${comment}
${second}
components:
  pathItems:
    Shared:
      get:
        responses: {}
`;

  test('a definition that is used once is waived by its user', () => {
    expect(told(verdictOn(shared('# specgate-ignore summary-missing -- x', '')))).toEqual([
      'summary-missing 9 suppressed',
    ]);
  });

  test('a definition that is used elsewhere too is not', () => {
    const text = shared(
      '# specgate-ignore summary-missing -- x',
      "  /b: { $ref: '#/components/pathItems/Shared' }",
    );
    expect(told(verdictOn(text)).filter((line) => line.startsWith('summary'))).toEqual([
      'summary-missing 9 open',
    ]);
  });
});

test.each(['3.0.3', '3.1.0'])(
  'x-specgate-ignore counts beside a reference too, in %s',
  (version) => {
    const use = (more: string) => `{ $ref: '#/components/schemas/name'${more} }`;
    const waiver = ', x-specgate-ignore: [{ rule: text-found, reason: r }]';
    const text = (...uses: readonly string[]) => `openapi: ${version}
paths: {}
components:
  schemas:
    name: { type: string }
    user: { properties: { ${uses.map((each, index) => `p${index}: ${use(each)}`).join(', ')} } }
`;
    expect(told(verdictOn(text(waiver)))).toEqual(['text-found 5 suppressed']);
    // Others use it as well.
    expect(told(verdictOn(text(waiver, '')))).toEqual([
      'text-found 5 open',
      'waiver-unused 6 open',
    ]);
  },
);

test('an entry of the configuration waives by file and pointer', () => {
  const config = new Source('/api/specgate.yaml', 'version: 1');
  const entry = {
    form: 'config' as const,
    rule: 'summary-missing',
    reason: 'r',
    expires: undefined,
    at: rootPointer(config),
    span: undefined,
    api: undefined,
  };
  const matching = (path: string, pointer: string | undefined) => ({
    ...entry,
    scope: {
      files: undefined,
      holdsFor: () => true,
      by: 'config' as const,
      matches: (file: string) => file === path,
      pointer,
    },
  });
  const statuses = (path: string, pointer: string | undefined) =>
    told(verdictOn(PLAIN, { ignored: [matching(path, pointer)] })).filter((line) =>
      line.endsWith('suppressed'),
    );
  expect(statuses('/api/openapi.yaml', undefined)).toHaveLength(2);
  expect(statuses('/api/openapi.yaml', '#/paths/~1a/get')).toHaveLength(1);
  expect(statuses('/api/openapi.yaml', '/paths/~1a/get')).toHaveLength(1);
  expect(statuses('/api/openapi.yaml', '#/paths/~1a/ge')).toHaveLength(0);
  expect(statuses('/api/other.yaml', undefined)).toHaveLength(0);
});

test("the gate's own rules can be switched off like any other", () => {
  const text = PLAIN.replace('get:', 'get: # specgate-ignore text-found -- x');
  expect(told(verdictOn(text, { severities: { 'waiver-unused': 'off' } }))).toEqual([
    'summary-missing 4 open',
    'summary-missing 6 open',
  ]);
});
