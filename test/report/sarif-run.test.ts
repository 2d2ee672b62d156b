import { describe, expect, it } from 'vitest';
import { sarif } from '../../src/report/sarif.ts';
import { Source } from '../../src/source/source.ts';
import { expectGolden, rendered } from './golden.ts';
import { many } from './many.ts';
import { RULES } from './rules.ts';
import { cleanReport, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';
import { logOf, only, placeOf, runOf } from './sarif-log.ts';

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
    expect(log.runs[0]?.results?.map((result) => placeOf(result).uri)).toEqual([
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
    expect(placeOf(result).region).toMatchObject({ startColumn: 7, endColumn: 11 });
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
