import type { Log, Run, Result as SarifResult } from 'sarif';
import { describe, expect, it } from 'vitest';
import { Schema } from '../../src/model/schema.ts';
import type { Result } from '../../src/policy/verdict.ts';
import type { Report, Style } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { Source } from '../../src/source/source.ts';
import { expectGolden, rendered } from './golden.ts';
import { RULES } from './rules.ts';
import {
  cleanReport,
  input,
  PLAIN,
  type Planned,
  plan,
  ROOT,
  reportOf,
  sampleReport,
} from './sample.ts';

function logOf(report: Report, style: Style = PLAIN): Log {
  return JSON.parse(rendered(sarif, report, style));
}

function runOf(report: Report, style: Style = PLAIN): Run {
  const [run] = logOf(report, style).runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

function resultsOf(report: Report, style: Style = PLAIN): readonly SarifResult[] {
  return runOf(report, style).results ?? [];
}

function place(result: SarifResult | undefined) {
  const physical = result?.locations?.[0]?.physicalLocation;
  return { uri: physical?.artifactLocation?.uri, ...physical };
}

/** The only result of a report with one finding. */
function only(planned: Partial<Planned> & { readonly source: Source; readonly text: string }) {
  const [result] = resultsOf(reportOf([plan({ rule: RULES.missing, ...planned })]));
  if (result === undefined) throw new Error('no result');
  return result;
}

function many(count: number, rule = RULES.array): readonly Result[] {
  const source = new Source(`${ROOT}/big.yaml`, 'key: 1\n'.repeat(count));
  const first = plan({ rule, source, text: 'key' });
  return Array.from({ length: count }, (_, at) => ({
    ...first,
    fingerprint: at.toString(16).padStart(16, '0'),
    location: {
      source,
      range: { start: { line: at + 1, column: 1 }, end: { line: at + 1, column: 4 } },
    },
  }));
}

describe('SARIF: file and run', () => {
  it('A1 names the version and the schema that validators know', () => {
    const log = logOf(sampleReport());
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toBe('https://json.schemastore.org/sarif-2.1.0.json');
  });

  it('A2 is written as the golden file says: no BOM, no time, no carriage return, twice the same', () => {
    const text = rendered(sarif, sampleReport(), PLAIN);
    expectGolden('sample.sarif', text);
    expectGolden('clean.sarif', rendered(sarif, cleanReport(), PLAIN));
    expect(rendered(sarif, sampleReport(), PLAIN)).toBe(text);
    expect(text).not.toMatch(/\ufeff|\r|Utc"/);
  });

  it('A3 is one run, however many documents there are', () => {
    const sources = ['a', 'b', 'c'].map((name) => new Source(`${ROOT}/${name}.yaml`, 'post: 1'));
    const results = sources.map((source) => plan({ rule: RULES.missing, source, text: 'post' }));
    const log = logOf(reportOf(results));
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0]?.results?.map((result) => place(result).uri)).toEqual([
      'a.yaml',
      'b.yaml',
      'c.yaml',
    ]);
  });

  it('A4 has results when there are none', () => {
    expect(runOf(cleanReport()).results).toEqual([]);
  });

  it('A5 says what could not be scanned', () => {
    const [invocation] = runOf(sampleReport()).invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    const [notification] = invocation?.toolExecutionNotifications ?? [];
    expect(notification).toMatchObject({ level: 'error', descriptor: { id: 'document-failed' } });
    expect(notification?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'api/broken.yaml' },
      region: { startLine: 7, startColumn: 3 },
    });
    const failing = { ...sampleReport(), failures: [], exitCode: 1 as const };
    expect(runOf(failing).invocations?.[0]).toMatchObject({
      executionSuccessful: true,
      exitCode: 1,
    });
  });

  it('A5 names the rule that broke', () => {
    const failures = [{ uri: `${ROOT}/a.yaml`, message: 'x is undefined', ruleId: 'auth-missing' }];
    const run = runOf({ ...cleanReport(), failures, exitCode: 2 });
    const [notification] = run.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(notification?.associatedRule?.id).toBe('auth-missing');
    const index = notification?.associatedRule?.index ?? -1;
    expect(run.tool.driver.rules?.[index]?.id).toBe('auth-missing');
  });

  it('A6 is chosen by its file name', () => {
    expect(sarif.extension).toBe('.sarif');
  });

  it('A7 keeps the worst 5,000 results, and says how many are left out', () => {
    const results = [...many(25_001), ...many(3, RULES.token)];
    const run = runOf(reportOf(results));
    expect(run.results).toHaveLength(5000);
    expect(run.results?.slice(0, 3).map(({ ruleId }) => ruleId)).toEqual(
      Array(3).fill('secret-known-token'),
    );
    const texts = run.invocations?.[0]?.toolExecutionNotifications?.map(
      ({ message }) => message.text,
    );
    expect(texts).toEqual([
      '20,004 more findings are not listed: code scanning keeps 5,000 results.',
    ]);
  });

  it('A7 keeps 100 related places and 10 tags', () => {
    const source = new Source(`${ROOT}/a.yaml`, 'key: value\n'.repeat(300));
    const related = Array.from({ length: 299 }, (_, at) => ({
      text: 'key',
      nth: at + 2,
      message: 'Here too.',
    }));
    const result = only({ rule: RULES.array, source, text: 'key', related, places: 300 });
    expect(result.relatedLocations).toHaveLength(100);
    const long = {
      ...RULES.token,
      references: Array.from({ length: 12 }, (_, at) => `CWE-${at + 100}` as const),
    };
    const rules = [{ rule: long, severity: 'critical' as const }];
    const [descriptor] = runOf({ ...cleanReport(), rules }).tool.driver.rules ?? [];
    expect(descriptor?.properties?.tags).toHaveLength(10);
  });

  it('A8 counts columns in UTF-16 units, and says so', () => {
    const source = new Source(`${ROOT}/a.yaml`, '🎉🎉: post');
    const result = only({ source, text: 'post' });
    expect(runOf(sampleReport()).columnKind).toBe('utf16CodeUnits');
    expect(place(result).region).toMatchObject({ startColumn: 7, endColumn: 11 });
  });

  it('A9 names a category only when asked', () => {
    expect(runOf(sampleReport()).automationDetails).toBeUndefined();
    const style = { ...PLAIN, sarif: { category: 'payments' } };
    expect(runOf(sampleReport(), style).automationDetails?.id).toBe('specgate/payments/');
  });

  it('A10 tells no path of the machine', () => {
    expect(rendered(sarif, sampleReport(), PLAIN)).not.toContain('/home/me');
    expect(runOf(sampleReport()).originalUriBaseIds).toEqual({
      '%SRCROOT%': { description: { text: 'The top of the repository.' } },
    });
  });

  it('A11 tells nothing of the command line, the environment or the time', () => {
    const [invocation] = runOf(sampleReport()).invocations ?? [];
    expect(Object.keys(invocation ?? {})).toEqual([
      'executionSuccessful',
      'exitCode',
      'toolExecutionNotifications',
    ]);
  });

  it('A12 names the commit when the caller knows it', () => {
    const repository = { repositoryUri: 'https://github.com/acme/pets', revisionId: 'abc123' };
    const run = runOf(sampleReport(), { ...PLAIN, sarif: { repository } });
    expect(run.versionControlProvenance).toEqual([
      { ...repository, mappedTo: { uriBaseId: '%SRCROOT%' } },
    ]);
    expect(runOf(sampleReport()).versionControlProvenance).toBeUndefined();
  });
});

describe('SARIF: driver and rules', () => {
  const { driver } = runOf(sampleReport()).tool;
  const rules = new Map(driver.rules?.map((rule) => [rule.id, rule]));

  it('B1 introduces the tool', () => {
    expect(driver).toMatchObject({
      name: 'Specgate',
      fullName: 'Specgate 0.1.0',
      organization: 'Specgate',
      version: '0.1.0',
      semanticVersion: '0.1.0',
    });
    expect(driver.informationUri).toMatch(/^https:/);
  });

  it('B2 lists every rule that was asked, and each result finds its own', () => {
    expect(driver.rules).toHaveLength(Object.keys(RULES).length);
    for (const result of resultsOf(sampleReport())) {
      expect(driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    }
  });

  it('B3 and B4 describe each rule in full, with no empty text', () => {
    for (const rule of driver.rules ?? []) {
      expect(rule.name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(rule.helpUri).toMatch(/^https:\/\/specgate\.dev\/rules\/[a-z-]+$/);
      const texts = [
        rule.shortDescription?.text,
        rule.fullDescription?.text,
        rule.help?.text,
        rule.help?.markdown,
      ];
      for (const text of texts) expect(text?.trim()).toBeTruthy();
      expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
      expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
    }
    expect(rules.get('auth-apikey-in-url')?.name).toBe('AuthApikeyInUrl');
  });

  it('B3 cuts a description that is too long', () => {
    const rule = { ...RULES.token, why: 'long '.repeat(500) };
    const report = { ...cleanReport(), rules: [{ rule, severity: 'high' as const }] };
    const [descriptor] = runOf(report).tool.driver.rules ?? [];
    expect(descriptor?.fullDescription?.text).toHaveLength(1024);
  });

  it('B5 gives the level of the rule and of the result', () => {
    expect(rules.get('array-unbounded')?.defaultConfiguration?.level).toBe('warning');
    const levels = resultsOf(sampleReport()).map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(['error', 'warning', 'note']));
  });

  it('B6 scores the severity as a text, and not what is only worth knowing', () => {
    const scores = [...rules.values()].map((rule) => rule.properties?.['security-severity']);
    for (const score of scores) expect(score).toBeOneOf(['9.5', '8.0', '5.5', '2.5', undefined]);
    expect(rules.get('secret-known-token')?.properties?.['security-severity']).toBe('9.5');
    expect(rules.get('contact-missing')?.properties?.['security-severity']).toBeUndefined();
  });

  it('B7 follows a severity that the configuration changed, for all places or for some', () => {
    const rule = RULES.array;
    const report = reportOf([], { rules: [{ rule, severity: 'critical' }] });
    const [everywhere] = runOf(report).tool.driver.rules ?? [];
    expect(everywhere?.properties?.['security-severity']).toBe('9.5');
    const result = {
      ...plan({ rule, source: input('petstore.yaml'), text: 'tags' }),
      severity: 'high' as const,
    };
    const run = runOf(reportOf([result], { rules: [{ rule, severity: 'low' }] }));
    expect(run.tool.driver.rules?.[0]?.properties?.['security-severity']).toBe('8.0');
    expect(run.results?.[0]?.level).toBe('error');
  });

  it('B8 tags weaknesses and risks', () => {
    expect(rules.get('oauth-endpoint-http')?.properties?.tags?.slice(0, 5)).toEqual([
      'security',
      'external/cwe/cwe-319',
      'external/cwe/cwe-522',
      'owasp-api-2023-api2',
      'owasp-api-2023-api8',
    ]);
    const rule = { ...RULES.token, references: ['CWE-20'] as const };
    const report = { ...cleanReport(), rules: [{ rule, severity: 'high' as const }] };
    expect(runOf(report).tool.driver.rules?.[0]?.properties?.tags).toContain(
      'external/cwe/cwe-020',
    );
  });

  it('B9 says how sure the rule is', () => {
    expect(rules.get('array-unbounded')?.properties).toMatchObject({
      precision: 'medium',
      'problem.severity': 'warning',
    });
  });

  it('B10 brings the taxonomies that rules refer to', () => {
    const run = runOf(sampleReport());
    expect(run.taxonomies?.map(({ name }) => name)).toEqual(['CWE', 'OWASP API Security Top 10']);
    for (const rule of run.tool.driver.rules ?? []) {
      expect(rule.relationships?.length).toBeGreaterThan(0);
      for (const { target, kinds } of rule.relationships ?? []) {
        const taxonomy = run.taxonomies?.[target.toolComponent?.index ?? -1];
        expect(taxonomy?.taxa?.map(({ id }) => id)).toContain(target.id);
        expect(kinds).toEqual(['superset']);
      }
    }
    const cwe = run.taxonomies?.[0]?.taxa?.find(({ id }) => id === 'CWE-319');
    expect(cwe?.name).toBe('Cleartext Transmission of Sensitive Information');
  });

  it('B11 lists earlier ids', () => {
    expect(rules.get('auth-missing')?.deprecatedIds).toEqual(['auth-absent']);
  });
});

describe('SARIF: results', () => {
  it('C1 says one sentence with names in single quotes, of bounded length', () => {
    const result = only({
      source: input('petstore.yaml'),
      text: 'post',
      data: { method: 'POST', path: '/pets' },
    });
    expect(result.message.text).toBe("Anyone may call POST '/pets'.");
    const long = only({
      source: input('petstore.yaml'),
      text: 'post',
      data: { method: 'POST', path: 'x'.repeat(5000) },
    });
    expect(long.message.text?.length).toBeLessThanOrEqual(1000);
  });

  it('C2 gives one place, and links to each related one that it names', () => {
    for (const result of resultsOf(sampleReport())) {
      expect(result.locations).toHaveLength(1);
      const ids = result.relatedLocations?.map(({ id }) => id) ?? [];
      const links = [...(result.message.text ?? '').matchAll(/\]\((\d+)\)/g)].map(([, id]) =>
        Number(id),
      );
      expect(links).toEqual(ids);
    }
    const [folded] = resultsOf(sampleReport()).filter(({ ruleId }) => ruleId === 'array-unbounded');
    expect(folded?.message.text).toBe(
      "The array 'tags' has no `maxItems` (and 1 more of 3 places). See also [line 52](1).",
    );
  });

  it('C2 makes no link of what a document says', () => {
    const data = { method: 'POST', path: '/[click](https://evil.example) [x](1)' };
    const { message } = only({ source: input('petstore.yaml'), text: 'post', data });
    expect(message.text).not.toContain('](');
  });

  it('C3 gives all four bounds of a region', () => {
    for (const result of resultsOf(sampleReport())) {
      const {
        startLine = 0,
        startColumn = 0,
        endLine = 0,
        endColumn = 0,
      } = place(result).region ?? {};
      expect(Math.min(startLine, startColumn, endLine, endColumn)).toBeGreaterThanOrEqual(1);
      expect(endLine).toBe(startLine);
      expect(endColumn).toBeGreaterThanOrEqual(startColumn);
    }
  });

  it('C4 gives paths from the top of the repository, encoded', () => {
    const source = new Source('/home/me/shop/a&b/50% <c>, d.yaml', 'post');
    const report = reportOf([plan({ rule: RULES.missing, source, text: 'post' })], {
      base: '/home/me/shop/a&b',
    });
    const { artifactLocation } = place(resultsOf(report)[0]);
    expect(artifactLocation).toEqual({
      uri: 'a%26b/50%25%20%3Cc%3E%2C%20d.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });

  it('C5 stands in the file that holds the place', () => {
    expect(resultsOf(sampleReport()).map((result) => place(result).uri)).toContain(
      'api/responses.yaml',
    );
  });

  it('C5 stands at the reference when the place is in a fetched document', () => {
    const local = new Source(`${ROOT}/a.yaml`, 'components:\n  schemas: {}\n');
    const remote = new Source('https://schemas.example.com/pet.yaml', 'type: array\n');
    const found = plan({ rule: RULES.array, source: remote, text: 'array', data: { name: 'x' } });
    const { api } = plan({ rule: RULES.array, source: local, text: 'schemas' }).finding;
    local.useLocator((wanted) =>
      wanted.map(() => ({ key: { start: 14, end: 21 }, value: { start: 14, end: 25 } })),
    );
    const owner = new Schema(
      { source: local, parent: undefined, key: '', owner: undefined },
      {},
      api,
    );
    const at = new Schema({ source: remote, parent: undefined, key: '', owner }, {}, api);
    const result = { ...found, finding: { ...found.finding, at, api } };
    const [shown] = resultsOf(reportOf([result]));
    expect(place(shown)).toMatchObject({ uri: 'a.yaml', region: { startLine: 2, startColumn: 3 } });
    expect(shown?.message.text).toContain('https://schemas.example.com/pet.yaml');
  });

  it('C6 cuts a region at the end of its first line', () => {
    const source = new Source(`${ROOT}/a.yaml`, 'info:\n  title: x\n  version: 1\n');
    const { region } = place(only({ source, text: 'title: x\n  version' }));
    expect(region).toMatchObject({ startLine: 2, startColumn: 3, endLine: 2, endColumn: 11 });
  });

  it('C7 shows the line and its neighbours, without secrets and of bounded length', () => {
    const text = rendered(sarif, sampleReport(), PLAIN);
    expect(text).not.toContain('0a1b2c3d4e5f');
    expect(text).toContain('ghp_****');
    const long = new Source(
      `${ROOT}/a.json`,
      `{"a":"${'x'.repeat(9000)}","post":1,"b":"${'y'.repeat(9000)}"}`,
    );
    for (const target of ['"post"', 'x'.repeat(5000)]) {
      const { region, contextRegion } = place(only({ source: long, text: target }));
      expect(region?.snippet?.text?.length).toBeLessThanOrEqual(300);
      expect(contextRegion?.snippet?.text?.length ?? 0).toBeLessThanOrEqual(300);
      if (contextRegion === undefined) continue;
      expect(contextRegion.startColumn).toBeLessThanOrEqual(region?.startColumn ?? 0);
      expect(contextRegion.endColumn).toBeGreaterThanOrEqual(region?.endColumn ?? 0);
    }
  });

  it('C8 gives both fingerprints', () => {
    for (const { partialFingerprints } of resultsOf(sampleReport())) {
      expect(partialFingerprints?.primaryLocationLineHash).toMatch(/^[0-9a-f]{1,16}:\d+$/);
      expect(partialFingerprints?.['specgate/v1']).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('C9 tells two results of one rule on one line apart', () => {
    const source = new Source(`${ROOT}/a.json`, '{"post":1,"put":2,"tags":3}');
    const results = ['post', 'put'].map((text) =>
      plan({ rule: RULES.missing, source, text, steps: [text] }),
    );
    const other = plan({ rule: RULES.array, source, text: 'tags', steps: ['tags'] });
    const hashes = resultsOf(reportOf([...results, other])).map(
      ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
    );
    expect(new Set(hashes).size).toBe(3);
    for (const { fingerprint } of results) expect(hashes).toContain(`${fingerprint}:1`);
    expect(hashes).not.toContain(`${other.fingerprint}:1`);
  });

  it('C10, C12 and C14 write no kind, no rank and no fixes', () => {
    for (const result of resultsOf(sampleReport())) {
      expect(result).not.toHaveProperty('kind');
      expect(result).not.toHaveProperty('rank');
      expect(result).not.toHaveProperty('fixes');
    }
  });

  it('C11 leaves out what is waived or known, unless asked for, and then marks it', () => {
    expect(resultsOf(sampleReport())).toHaveLength(8);
    expect(resultsOf(sampleReport(), { ...PLAIN, showSuppressed: true })).toHaveLength(8);
    const all = resultsOf(sampleReport(), { ...PLAIN, sarif: { withSuppressed: true } });
    expect(all).toHaveLength(10);
    expect(all.flatMap(({ suppressions = [] }) => suppressions)).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'the gateway checks the key, SEC-123',
      },
      { kind: 'external', status: 'accepted', justification: 'Known: listed in the baseline.' },
    ]);
  });

  it('C13 keeps the address in the API', () => {
    const result = resultsOf(sampleReport()).find(({ ruleId }) => ruleId === 'auth-missing');
    expect(result?.locations?.[0]?.logicalLocations).toEqual([
      { fullyQualifiedName: '#/paths/~1pets/post', kind: 'property' },
    ]);
    expect(result?.properties).toMatchObject({ method: 'post', path: '/pets' });
  });

  it('C16 to C18 survive any text of a document', () => {
    const path = '/a\u0000\u001b[31m\u202e\u2028\ud800SARIF_BUILDER_INVALID<img src=x>';
    const source = new Source(`${ROOT}/SARIF_BUILDER_INVALID.yaml`, `${path}: post`);
    const report = reportOf([
      plan({
        rule: RULES.missing,
        source,
        text: path,
        steps: [path],
        data: { method: 'POST', path },
        apiPath: path,
        method: 'post',
      }),
    ]);
    const log = logOf(report);
    const strings: string[] = [];
    JSON.stringify(log, (_, value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      return value;
    });
    for (const text of strings)
      expect(text).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u2028]|[\ud800-\udfff]/u,
      );
    for (const rule of log.runs[0]?.tool.driver.rules ?? [])
      expect(rule.help?.markdown).not.toContain('<img');
  });
});

describe('SARIF: speed', () => {
  it('writes 20,000 findings at once', () => {
    const results = many(20_000);
    const report = reportOf(results);
    const before = performance.now();
    expect(rendered(sarif, report, PLAIN).length).toBeGreaterThan(1_000_000);
    // Half a second on a machine of its own; tests share theirs.
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
