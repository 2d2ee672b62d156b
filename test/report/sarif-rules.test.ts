import { describe, expect, it } from 'vitest';
import { docsPage } from '../../src/home.ts';
import { RULES } from './rules.ts';
import { cleanReport, input, plan, reportOf, sampleReport } from './sample.ts';
import { resultsOf, runOf } from './sarif-log.ts';

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
      expect(rule.helpUri).toBe(docsPage(`rules/${rule.id}`));
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
