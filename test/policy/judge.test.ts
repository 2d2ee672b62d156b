import { describe, expect, test } from 'vitest';
import {
  entriesOf,
  fingerprintsIn,
  readBaseline,
  staleIn,
  writeBaseline,
} from '../../src/policy/baseline.ts';
import { told, verdictOn } from './judging.ts';

const ORDERS = `openapi: 3.1.0
paths:
  /orders:
    get:
      parameters:
        - { name: q, in: query, schema: { type: string } }
      responses: {}
`;

describe('the gate', () => {
  test.each([
    [{}, false],
    [{ failOn: 'critical' }, true],
    [{ failOn: 'never' }, true],
    [{ failOn: 'never', max: { high: 0 } }, false],
    [{ failOn: 'never', max: { high: 1 } }, true],
    [{ failOn: 'never', minScore: 99 }, false],
    [{ failOn: 'never', minScore: 10 }, true],
    [{ failOn: 'medium', minConfidence: 'high', max: { medium: 0 } }, false],
    [{ failOn: 'never', minConfidence: 'high', max: { medium: 0 } }, true],
  ] as const)('%j: passed is %s', (gate, passed) => {
    const verdict = verdictOn(ORDERS, { gate });
    expect(verdict.gate.passed).toBe(passed);
    expect(verdict.gate.reasons.length > 0).toBe(!passed);
  });

  test('counts what it did not count, and says what it wanted', () => {
    const { gate } = verdictOn(ORDERS, { gate: { minConfidence: 'high' } });
    expect(gate).toMatchObject({ minConfidence: 'high', notCounted: { confidence: 1 } });
  });
});

describe('the score', () => {
  test('has a part for each category that was asked, found or not', () => {
    const clean = 'openapi: 3.1.0\npaths: {}\n';
    expect(verdictOn(clean).score.categories).toMatchObject({
      'input-validation': 100,
      inventory: 100,
    });
    const parts = verdictOn(clean, { severities: { 'text-found': 'off' } }).score.categories;
    expect(parts).not.toHaveProperty('input-validation');
  });
});

describe('fingerprints', () => {
  const prints = (text: string) =>
    verdictOn(text)
      .places.map(({ fingerprint }) => fingerprint)
      .toSorted();

  test('survive moving, reordering and reformatting', () => {
    const moved = `# a comment
openapi: 3.1.0
info: { title: Added }
paths:
  /aaa: { get: { summary: fine, responses: {} } }
  /orders:
    parameters: []
    get:
      responses: {}
      parameters:
        - { in: header, name: first, schema: { type: integer } }
        - in: query
          name: q
          schema:
            type: string
`;
    expect(prints(moved)).toEqual(prints(ORDERS));
  });

  test('differ by place, rule and file', () => {
    const two = `${ORDERS}  /other:\n    get: { responses: {} }\n`;
    expect(new Set(prints(two)).size).toBe(3);
    const fingerprint = (root: string) => verdictOn(ORDERS, { root }).places[0]?.fingerprint;
    expect(fingerprint('/api')).not.toBe(fingerprint('/elsewhere'));
  });
});

describe('a baseline', () => {
  const first = verdictOn(ORDERS);
  const baseline = entriesOf(first.places, ['openapi.yaml'], () => 'openapi.yaml');
  const before = fingerprintsIn(readBaseline(writeBaseline(baseline), 'known.json'));

  test('lets nothing through but what is new', () => {
    const grown = ORDERS.replace('    get:', '    delete: { responses: {} }\n    get:');
    expect(told(verdictOn(grown, { before }))).toEqual([
      'summary-missing 4 open',
      'summary-missing 5 baseline',
      'text-found 7 baseline',
    ]);
  });

  test('knows a file by its old name', () => {
    const old = verdictOn(ORDERS, { root: '/' });
    const known = new Set(old.places.map(({ fingerprint }) => fingerprint));
    const names = new Map([['openapi.yaml', 'api/openapi.yaml']]);
    const renamed = [(path: string) => names.get(path)];
    expect(
      told(verdictOn(ORDERS, { before: known, renamed })).every((line) =>
        line.endsWith('baseline'),
      ),
    ).toBe(true);
    expect(told(verdictOn(ORDERS, { before: known })).every((line) => line.endsWith('open'))).toBe(
      true,
    );
  });

  test('tells the entries that nothing answers to, of scanned documents only', () => {
    const found = new Set(
      verdictOn(ORDERS.replace('get:', 'get:\n      summary: s')).places.map(
        ({ fingerprint }) => fingerprint,
      ),
    );
    expect(staleIn(baseline, new Set(['openapi.yaml']), found).map(({ rule }) => rule)).toEqual([
      'summary-missing',
    ]);
    expect(staleIn(baseline, new Set(['other.yaml']), found)).toEqual([]);
  });

  test.each([
    '',
    '[]',
    '{}',
    '{"version":2,"documents":{}}',
    '{"version":1,"documents":{"a":[{}]}}',
    '{"version":1,"documents":{"a":7}}',
  ])('of %j is refused', (text) =>
    expect(() => readBaseline(text, 'known.json')).toThrow('known.json is no baseline'),
  );

  test('holds places, never folds', () => {
    const many = `openapi: 3.1.0
components:
  schemas:
    A: { type: string }
    B: { type: string }
    C: { type: string }
`;
    const folded = verdictOn(many);
    expect(folded.results).toHaveLength(1);
    expect(folded.results[0]).toMatchObject({ places: 3, eligible: 3 });
    expect(folded.results[0]?.related.map(({ range }) => range.start.line)).toEqual([5, 6]);
    const known = new Set(folded.places.slice(0, 2).map(({ fingerprint }) => fingerprint));
    expect(
      told(verdictOn(many, { before: known })).filter((line) => line.endsWith('open')),
    ).toHaveLength(1);
  });
});

test('what has to be mended place by place is folded from as many places on as its rule says', () => {
  const schemas = (count: number) =>
    `openapi: 3.1.0\ncomponents:\n  schemas:\n${Array.from({ length: count }, (_, at) => `    S${at}: { type: string }\n`).join('')}`;
  const placesOf = (count: number) =>
    verdictOn(schemas(count), { aggregateFrom: 3 }).results.map(({ places }) => places);
  expect(placesOf(2)).toEqual([1, 1]);
  expect(placesOf(3)).toEqual([3]);
});

describe('a finding with less at stake', () => {
  const text = `openapi: 3.1.0
components:
  schemas:
    A: { type: string }
    B: { type: string, readOnly: true }
    C: { type: string }
    D: { type: string, readOnly: true }
`;
  const one = `openapi: 3.1.0
components: { schemas: { A: { type: string, readOnly: true } } }
`;
  const weight = (judging: Parameters<typeof verdictOn>[1]) =>
    verdictOn(one, judging).results.map(({ severity }) => severity);

  test('weighs no more than its rule says, whatever the configuration says', () => {
    const overrides = [
      {
        match: {},
        rules: new Map([['text-found', 'critical'] as const]),
        reason: 'r',
        folder: '/api',
        origin: { file: '/api/specgate.yaml', line: 1 },
      },
    ];
    expect(weight({})).toEqual(['info']);
    expect(weight({ severities: { 'text-found': 'high' } })).toEqual(['info']);
    expect(weight({ overrides })).toEqual(['info']);
    expect(weight({ severities: { 'text-found': 'off' } })).toEqual([]);
  });

  test('is folded with its like only', () => {
    const { results } = verdictOn(text);
    const told = results.map(({ severity, places, location }) => [
      severity,
      places,
      location.range.start.line,
    ]);
    expect(told).toEqual([
      ['medium', 2, 4],
      ['info', 2, 5],
    ]);
    expect(new Set(results.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe('an override', () => {
  const override = (match: object, severity: 'off' | 'low') => ({
    match,
    rules: new Map([['summary-missing', severity] as const]),
    reason: 'r',
    folder: '/api',
    origin: { file: '/api/specgate.yaml', line: 1 },
  });

  test.each([
    [{ files: ['*.yaml'] }, true],
    [{ files: ['*.json'] }, false],
    [{ files: ['./*.{yaml,json}'] }, true],
    [{ files: ['../api/*.yaml'] }, true],
    [{ paths: ['/orders'] }, true],
    [{ paths: ['/orders/**'] }, true],
    [{ paths: ['/other'] }, false],
    [{ methods: ['get'] }, true],
    [{ methods: ['GET'] }, true],
    [{ methods: ['post'] }, false],
    [{ pointers: ['#/paths/~1orders'] }, true],
    [{ files: ['*.yaml'], methods: ['post'] }, false],
    [{ tags: ['a'] }, false],
    [{ operations: ['list*'] }, false],
  ])('%j matches: %s', (match, matches) => {
    const open = told(verdictOn(ORDERS, { overrides: [override(match, 'off')] })).some((line) =>
      line.startsWith('summary'),
    );
    expect(open).toBe(!matches);
  });

  test.each([
    ['/orders({id})', true],
    ['/orders({id})/**', true],
    ['/orders*', true],
    ['/(orders|pets)({id})', true],
    ['/orders(id)', false],
    ['/orders{id}', false],
  ])('of the path of a template %s matches: %s', (path, matches) => {
    const odata = ORDERS.replace('/orders:', '/orders({id}):');
    const { results } = verdictOn(odata, { overrides: [override({ paths: [path] }, 'off')] });
    expect(results.every(({ finding }) => finding.rule.id !== 'summary-missing')).toBe(matches);
  });

  test('the last that matches wins, and a locked rule is not lowered', () => {
    const overrides = [override({}, 'off'), override({}, 'low')];
    const severityOf = (locked: readonly string[]) =>
      verdictOn(ORDERS, { overrides, locked }).results.find(
        ({ finding }) => finding.rule.id === 'summary-missing',
      )?.severity;
    expect(severityOf([])).toBe('low');
    expect(severityOf(['summary-missing'])).toBe('high');
  });
});

describe('two findings of one rule at one place', () => {
  const returned = '      properties: { given: { <<: &text { type: string }, readOnly: true } }';
  const sent = '      properties: { asked: { <<: &text { type: string } } }';
  const again = (first: string, readOnly: string) => `openapi: 3.1.0
paths: {}
components:
  schemas:
    First:
${first}
    Second:
      properties: { other: { <<: *text${readOnly} } }
`;

  test.each([
    ['first', again(sent, ', readOnly: true')],
    ['last', again(returned, ', readOnly: false')],
  ])('are one, that weighs as much as the worse of them, which stands %s', (_, text) => {
    const found = verdictOn(text).results.filter(({ finding }) => finding.rule.id === 'text-found');
    expect(found.map(({ severity }) => severity)).toEqual(['medium']);
  });
});
