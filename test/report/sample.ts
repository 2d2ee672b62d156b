import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Api } from '../../src/model/kinds.ts';
import { scoreOf } from '../../src/policy/score.ts';
import type { Location, Result } from '../../src/policy/verdict.ts';
import type { Report, Style } from '../../src/report/report.ts';
import type { Data, Rule } from '../../src/rule/rule.ts';
import { below, type Pointer, pointerText, rootPointer } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';
import { RULES } from './rules.ts';

export const ROOT = '/home/me/shop';

export const PLAIN: Style = {
  color: false,
  width: 80,
  all: false,
  minSeverity: 'info',
  minConfidence: 'low',
  quiet: false,
  showSuppressed: false,
};

/** A finding to be: where `text` stands for the nth time in the source, unless `range` says it. */
export interface Planned extends Partial<Omit<Result, 'finding' | 'location' | 'related'>> {
  readonly rule: Rule;
  readonly source: Source;
  readonly text: string;
  readonly nth?: number;
  readonly data?: Data;
  readonly steps?: readonly (string | number)[];
  readonly secret?: string;
  readonly related?: readonly {
    readonly text: string;
    readonly nth?: number;
    readonly message: string;
  }[];
}

/** The result that a scan would give for it. */
export function plan(planned: Planned): Result {
  const { rule, source, text, nth, data = {}, steps = [], secret, related = [], ...rest } = planned;
  const at = below(rootPointer(source), ...steps);
  const start = offsetOf(source, text, nth);
  const span = secret === undefined ? undefined : { start, end: start + text.length };
  const api = new Api({ source, format: 'yaml', value: {}, problems: [] }, '3.1', []);
  const message = Object.keys(rule.messages)[0] ?? '';
  return {
    finding: { rule, message, data, at, span, related: [], detail: undefined, secret, api },
    severity: typeof rule.severity === 'string' ? rule.severity : 'medium',
    status: 'open',
    location: locate(source, text, nth),
    related: related.map((place) => ({
      ...locate(source, place.text, place.nth),
      message: place.message,
      pointer: at,
    })),
    fingerprint: fingerprint(rule, at),
    places: 1,
    eligible: 0,
    reason: undefined,
    method: undefined,
    apiPath: undefined,
    ...rest,
  };
}

/** A report of results, sorted as the policy sorts them. */
export function reportOf(results: readonly Result[], rest: Partial<Report> = {}): Report {
  return {
    results: [...results].sort(byPlace),
    places: [...results].sort(byPlace),
    stale: [],
    loosenings: [],
    gate: {
      passed: true,
      failOn: 'high',
      minConfidence: 'low',
      reasons: [],
      notCounted: { confidence: 0, suppressed: 0, baseline: 0 },
    },
    score: scoreOf(results, 20, new Set(Object.values(RULES).map((rule) => rule.category))),
    documents: [],
    failures: [],
    rules: Object.values(RULES).map((rule) => ({
      rule,
      severity: typeof rule.severity === 'string' ? rule.severity : 'medium',
    })),
    tool: { name: 'specgate', version: '0.1.0' },
    base: ROOT,
    root: ROOT,
    exitCode: 0,
    ...rest,
  };
}

/** The text of an input under `fixtures/reports/input`, as if it lay in `api/`. */
export function input(name: string): Source {
  const file = new URL(`../../fixtures/reports/input/${name}`, import.meta.url);
  return new Source(`${ROOT}/api/${name}`, readFileSync(file, 'utf8'));
}

/** One report with something of everything: folded, suppressed and known findings, two files, a failure. */
export function sampleReport(): Report {
  const source = input('petstore.yaml');
  const responses = input('responses.yaml');
  const token = 'ghp_0a1b2c3d4e5f6g7h8i9j0kAbCdEfGhIjKlMn';
  const results = [
    plan({
      rule: RULES.token,
      source,
      text: token,
      secret: token,
      data: { value: token, provider: 'GitHub' },
      steps: [
        'paths',
        '/pets',
        'post',
        'requestBody',
        'content',
        'application/json',
        'example',
        'apiToken',
      ],
      method: 'post',
      apiPath: '/pets',
    }),
    plan({
      rule: RULES.tokenUrl,
      source,
      text: 'http://login.petstore.example/token',
      data: { endpoint: 'token endpoint', flow: 'password' },
      steps: ['components', 'securitySchemes', 'login', 'flows', 'password', 'tokenUrl'],
      related: [{ text: 'login:', message: 'The scheme is declared here.' }],
    }),
    plan({
      rule: RULES.apiKey,
      source,
      text: 'in',
      nth: source.text.slice(0, source.text.indexOf('in: query }\n    login')).split('in').length,
      data: { name: 'api_key' },
      steps: ['components', 'securitySchemes', 'shopKey', 'in'],
    }),
    plan({
      rule: RULES.missing,
      source,
      text: 'post',
      data: { method: 'POST', path: '/pets' },
      steps: ['paths', '/pets', 'post'],
      method: 'post',
      apiPath: '/pets',
    }),
    plan({
      rule: RULES.missing,
      source,
      text: 'delete',
      data: { method: 'DELETE', path: '/pets/{petId}' },
      steps: ['paths', '/pets/{petId}', 'delete'],
      method: 'delete',
      apiPath: '/pets/{petId}',
      status: 'suppressed',
      reason: 'the gateway checks the key, SEC-123',
    }),
    plan({
      rule: RULES.server,
      source,
      text: 'url',
      data: { url: 'http://api.petstore.example/v1' },
      steps: ['servers', 0, 'url'],
      status: 'baseline',
    }),
    plan({
      rule: RULES.array,
      source,
      text: 'tags',
      data: { name: 'tags' },
      steps: ['components', 'schemas', 'Pet', 'properties', 'tags'],
      places: 2,
      eligible: 3,
      related: [{ text: 'photos', message: 'The array "photos" has no `maxItems`.' }],
    }),
    plan({
      rule: RULES.array,
      source: responses,
      text: 'schema:',
      nth: 2,
      data: { name: 'Vaccinations' },
      steps: ['Vaccinations', 'content', 'application/json', 'schema'],
    }),
    plan({
      rule: RULES.integer,
      source,
      text: 'schema',
      data: { name: 'limit' },
      steps: ['paths', '/pets', 'get', 'parameters', 0, 'schema'],
      method: 'get',
      apiPath: '/pets',
    }),
    plan({ rule: RULES.contact, source, text: 'info', steps: ['info'] }),
  ];
  return reportOf(results, {
    gate: {
      passed: false,
      failOn: 'high',
      minConfidence: 'low',
      reasons: [{ limit: 'fail-on', message: '4 findings of high or above' }],
      notCounted: { confidence: 0, suppressed: 1, baseline: 1 },
    },
    stale: [
      {
        document: 'api/petstore.yaml',
        rule: 'auth-missing',
        fingerprint: '0123456789abcdef',
        place: '#/paths/~1pets/put',
      },
    ],
    loosenings: [
      {
        what: 'server-http is low instead of medium',
        file: `${ROOT}/specgate.yaml`,
        line: 7,
        isNew: false,
      },
      {
        what: 'known findings do not count: known.json',
        file: '--baseline',
        line: undefined,
        isNew: false,
      },
      {
        what: 'auth-missing is waived by a comment: the gateway checks the key, SEC-123',
        file: source.uri,
        line: 25,
        isNew: true,
      },
    ],
    documents: [
      {
        uri: source.uri,
        version: '3.1.0',
        title: 'Pet Store',
        operations: 4,
        schemas: 5,
        files: 2,
      },
    ],
    failures: [
      {
        uri: `${ROOT}/api/broken.yaml`,
        line: 7,
        column: 3,
        message: 'bad indentation of a mapping entry',
      },
    ],
    exitCode: 2,
  });
}

/** A report in which nothing was found. */
export function cleanReport(): Report {
  const source = input('petstore.yaml');
  return reportOf([], {
    documents: [
      {
        uri: source.uri,
        version: '3.1.0',
        title: 'Pet Store',
        operations: 4,
        schemas: 5,
        files: 2,
      },
    ],
  });
}

function locate(source: Source, text: string, nth?: number): Location {
  const start = offsetOf(source, text, nth);
  return {
    source,
    range: { start: source.position(start), end: source.position(start + text.length) },
  };
}

function offsetOf(source: Source, text: string, nth = 1): number {
  let at = -1;
  for (let found = 0; found < nth; found += 1) {
    at = source.text.indexOf(text, at + 1);
    if (at === -1) throw new Error(`"${text}" does not stand ${nth} times in ${source.uri}`);
  }
  return at;
}

function fingerprint(rule: Rule, at: Pointer): string {
  const place = `${rule.id}\n${at.source.uri}\n${pointerText(at)}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 16);
}

function byPlace(a: Result, b: Result): number {
  const uriA = a.location.source.uri;
  const uriB = b.location.source.uri;
  if (uriA !== uriB) return uriA < uriB ? -1 : 1;
  const startA = a.location.range.start;
  const startB = b.location.range.start;
  return (
    startA.line - startB.line ||
    startA.column - startB.column ||
    (a.finding.rule.id < b.finding.rule.id ? -1 : 1)
  );
}
