import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { csv } from '../../src/report/csv.ts';
import { github } from '../../src/report/github.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { sonarqube } from '../../src/report/sonarqube.ts';
import type { Confidence } from '../../src/rule/severity.ts';
import { Source } from '../../src/source/source.ts';
import { cpuTime } from '../cpu-time.ts';
import { parseCsv } from './csv.ts';
import { expectGolden, rendered } from './golden.ts';
import { many } from './many.ts';
import { RULES } from './rules.ts';
import { cleanReport, input, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';
import { xmlFault } from './xml.ts';

describe.each(REPORTERS)('the format $name', (reporter) => {
  it('is written as the golden files say', () => {
    expectGolden(`sample${reporter.extension}`, rendered(reporter, sampleReport(), PLAIN));
    expectGolden(`clean${reporter.extension}`, rendered(reporter, cleanReport(), PLAIN));
  });

  it('names what could not be scanned', () => {
    const failures = [{ uri: `${ROOT}/gone.yaml`, message: 'no such file' }];
    const output = rendered(reporter, { ...cleanReport(), failures, exitCode: 2 }, PLAIN);
    expect(output).toContain('gone.yaml');
    expect(output).toContain('no such file');
  });

  it('shows no secret, even where other findings quote it', () => {
    const token = 'ghp_0a1b2c3d4e5f6g7h8i9j0kAbCdEfGhIjKlMn';
    const other = plan({
      rule: RULES.array,
      source: input('petstore.yaml'),
      text: 'apiToken',
      data: { name: token },
      apiPath: `/x/${token}`,
      steps: [token],
    });
    const report = sampleReport();
    const output = rendered(reporter, { ...report, results: [...report.results, other] }, PLAIN);
    expect(output).not.toContain('0a1b2c3d');
  });

  it('does not run away with 20,000 findings', () => {
    const report = reportOf(many(20_000));
    expect(cpuTime(() => rendered(reporter, report, PLAIN))).toBeLessThan(20_000);
  });

  it('is chosen by its own extension', () => {
    const same = REPORTERS.filter(({ extension }) => extension === reporter.extension);
    expect(same).toEqual([reporter]);
  });
});

describe('GitHub annotations', () => {
  it('show the ten worst of each kind, and say how many there are besides', () => {
    const report = reportOf([
      ...many(30),
      ...many(12, RULES.missing),
      plan({ rule: RULES.token, source: input('petstore.yaml'), text: 'tags' }),
    ]);
    const lines = rendered(github, report, PLAIN).trim().split('\n');
    const errors = lines.filter((line) => line.startsWith('::error '));
    expect(errors).toHaveLength(10);
    expect(errors[0]).toContain('[secret-known-token]');
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(1);
    expect(lines.at(-1)).toContain(' 23 more findings not annotated here.');
  });

  it('name files from the top of the repository, wherever the scan was run', () => {
    const source = new Source('/home/me/shop/sub/openapi.yaml', 'post');
    const report = reportOf([plan({ rule: RULES.missing, source, text: 'post' })], {
      base: '/home/me/shop/sub',
    });
    expect(rendered(github, report, PLAIN)).toMatch(/^::error file=sub\/openapi\.yaml,line=1,/);
  });

  it('escape what would end a property or a command', () => {
    const source = new Source('/home/me/shop/api, v1:50%.yaml', 'post');
    const data = { method: 'POST', path: '100%\r\n::error::x' };
    const report = reportOf([plan({ rule: RULES.missing, source, text: 'post', data })]);
    const [line] = rendered(github, report, PLAIN).split('\n');
    expect(line).toMatch(/^::error file=api%2C v1%3A50%25\.yaml,line=1,/);
    expect(line).toContain('"100%25\\r\\n::error::x"');
  });
});

describe('Markdown', () => {
  it('stays below the size at which a summary is thrown away, and says so', () => {
    const results = Array.from({ length: 3000 }, (_, at) => {
      const source = new Source(`${ROOT}/file${at}.yaml`, 'key: 1\n');
      return plan({ rule: RULES.array, source, text: 'key', data: { name: 'x'.repeat(120) } });
    });
    const output = rendered(markdown, reportOf(results), { ...PLAIN, all: true });
    expect(Buffer.byteLength(output)).toBeLessThan(1_000_000);
    expect(output).toMatch(/[\d,]+ more groups of findings would make this page too long/);
  });

  it('lists waived and known findings with the reasons on request', () => {
    expect(rendered(markdown, sampleReport(), PLAIN)).not.toContain('### Waived');
    const output = rendered(markdown, sampleReport(), { ...PLAIN, showSuppressed: true });
    expect(output).toContain('### Waived\n\n- `api/petstore.yaml:25:5` high: ');
    expect(output).toContain(' Reason: `the gateway checks the key, SEC-123`\n');
    expect(output).toContain('### Known before\n\n- `api/petstore.yaml:6:5` medium: ');
  });

  it('says what loosens the gate, and which entries of the baseline are stale', () => {
    const output = rendered(markdown, sampleReport(), PLAIN);
    expect(output).toContain('- **new:** `auth-missing is waived by a comment: ');
    expect(output).toContain('- `auth-missing` at `#/paths/~1pets/put` in `api/petstore.yaml`\n');
  });

  it('is short enough for a comment unless all is asked for', () => {
    const results = Object.values(RULES).flatMap((rule) => many(2000, rule));
    expect(rendered(markdown, reportOf(results), PLAIN).length).toBeLessThan(60_000);
  });
});

describe('GitLab Code Quality', () => {
  it('is an empty list when nothing was found', () => {
    expect(JSON.parse(rendered(gitlab, cleanReport(), PLAIN))).toEqual([]);
  });

  it('gives each finding a fingerprint of its own', () => {
    const result = plan({ rule: RULES.missing, source: input('petstore.yaml'), text: 'post' });
    const issues = JSON.parse(rendered(gitlab, reportOf([result, result, result]), PLAIN));
    const prints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(prints[0]).toBe(result.fingerprint);
    expect(new Set(prints).size).toBe(3);
  });
});

describe('JUnit', () => {
  it('fails the tests that failed the gate, passes the others, skips what is waived', () => {
    const output = rendered(junit, sampleReport(), PLAIN);
    expect(xmlFault(output)).toBeUndefined();
    expect(output).toContain(
      '<testsuites name="specgate" tests="12" failures="5" errors="1" skipped="2"',
    );
    expect(output.match(/<failure type="(?:critical|high)"/g)).toHaveLength(4);
    expect(output.match(/<system-out>/g)).toHaveLength(4);
  });

  it('fails no test when the gate passed, and counts a limit that was passed', () => {
    const report = sampleReport();
    const passed = { ...report.gate, passed: true, reasons: [] };
    expect(rendered(junit, { ...report, gate: passed }, PLAIN)).not.toContain('<failure');
    const reasons = [{ limit: 'max.medium', message: '2 medium findings, 1 allowed' }];
    const gate = { ...report.gate, failOn: 'never' as const, reasons };
    const output = rendered(junit, { ...report, gate }, PLAIN);
    expect(output.match(/<failure type="medium"/g)).toHaveLength(2);
    expect(output).not.toContain('<failure type="high"');
    expect(output).toContain('<failure type="gate" message="2 medium findings, 1 allowed">');
  });

  it('fails no test for a finding that is less sure than the gate wants', () => {
    const report = sampleReport();
    const reasons = [{ limit: 'max.medium', message: '2 medium findings, 1 allowed' }];
    const gate = { ...report.gate, failOn: 'never' as const, reasons };
    const failing = (minConfidence: Confidence): number =>
      rendered(junit, { ...report, gate: { ...gate, minConfidence } }, PLAIN).match(
        /<failure type="medium"/g,
      )?.length ?? 0;
    expect(failing('medium')).toBe(2);
    expect(failing('high')).toBe(0);
  });

  it('has a passed test for a file without findings', () => {
    const output = rendered(junit, cleanReport(), PLAIN);
    expect(output).toContain(
      '<testcase classname="api/petstore.yaml" name="no findings" time="0"/>',
    );
  });
});

describe('Checkstyle', () => {
  it('is well-formed and complete', () => {
    const output = rendered(checkstyle, sampleReport(), PLAIN);
    expect(xmlFault(output)).toBeUndefined();
    expect(output.match(/<error /g)).toHaveLength(9);
  });
});

describe('SonarQube', () => {
  it('counts columns from 0, gives no empty range, and knows each rule', () => {
    const source = input('petstore.yaml');
    const results = [
      plan({ rule: RULES.missing, source, text: 'post' }),
      plan({ rule: { ...RULES.array, id: 'acme/other' }, source, text: '' }),
    ];
    const { rules, issues } = JSON.parse(rendered(sonarqube, reportOf(results), PLAIN));
    const known = rules.map(({ id }: { id: string }) => id);
    for (const { ruleId } of issues) expect(known).toContain(ruleId);
    expect(issues[1].primaryLocation.textRange).toEqual({
      startLine: 15,
      endLine: 15,
      startColumn: 4,
      endColumn: 8,
    });
    expect(issues[0].primaryLocation.textRange).toEqual({ startLine: 1, endLine: 1 });
  });
});

describe('CSV', () => {
  it('has the same cells in each line, and gives them back', () => {
    const [head, ...rows] = parseCsv(rendered(csv, sampleReport(), PLAIN));
    expect(rows).toHaveLength(11);
    for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
    const message = head?.indexOf('message') ?? 0;
    expect(rows.map((row) => row[message])).toContain('Anyone may call POST "/pets".');
  });

  it('lets no cell be taken for a formula', () => {
    const source = new Source(`${ROOT}/=cmd.yaml`, 'post');
    const paths = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)'];
    const results = paths.map((apiPath) =>
      plan({ rule: RULES.missing, source, text: 'post', apiPath }),
    );
    const rows = parseCsv(rendered(csv, reportOf(results), PLAIN));
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.flat()).toContain(`'${paths[0]}`);
  });
});
