import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/report/columns.ts';
import type { Report, Style } from '../../src/report/report.ts';
import { text } from '../../src/report/text.ts';
import { Source } from '../../src/source/source.ts';
import { cpuTime } from '../cpu-time.ts';
import { expectGolden, rendered } from './golden.ts';
import { many } from './many.ts';
import { RULES } from './rules.ts';
import { cleanReport, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';

function linesOf(report: Report, style: Partial<Style> = {}): readonly string[] {
  return rendered(text, report, { ...PLAIN, ...style }).split('\n');
}

describe('the text report', () => {
  it('is written as the golden files say', () => {
    expectGolden('sample.txt', rendered(text, sampleReport(), PLAIN));
    expectGolden('clean.txt', rendered(text, cleanReport(), PLAIN));
    expectGolden('quiet.txt', rendered(text, sampleReport(), { ...PLAIN, quiet: true }));
    expectGolden('narrow.txt', rendered(text, sampleReport(), { ...PLAIN, width: 50 }));
  });

  it('says the same in colour', () => {
    const colored = rendered(text, sampleReport(), { ...PLAIN, color: true });
    expect(colored).toContain('\u001b[');
    expect(stripVTControlCharacters(colored)).toBe(rendered(text, sampleReport(), PLAIN));
  });

  it('keeps to the width of the terminal, but for links', () => {
    for (const width of [60, 80, 120]) {
      for (const line of linesOf(sampleReport(), { width })) {
        if (!line.includes('https://')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('puts the worst first', () => {
    const severities = linesOf(sampleReport()).flatMap(
      (line) => /^(\w+) .*\[[\w-]+\]$/.exec(line)?.[1] ?? [],
    );
    expect(severities).toEqual([
      'critical',
      'critical',
      'high',
      'high',
      'medium',
      'medium',
      'low',
      'info',
    ]);
  });

  it('shows three places of a rule, says where the others are, and shows all on request', () => {
    const report = reportOf(many(44));
    const lines = linesOf(report);
    expect(lines.filter((line) => /^ {2}big\.yaml:\d+:1 /.test(line))).toHaveLength(3);
    expect(lines.join('\n')).toContain('… and 41 more: lines 4, 5, 6, 7, 8, 9, 10, 11, …');
    const all = linesOf(report, { all: true });
    expect(all.filter((line) => /^ {2}big\.yaml:\d+:1 /.test(line))).toHaveLength(44);
  });

  it('stays short with 20,000 findings in a thousand files', () => {
    const rules = Object.values(RULES);
    const results = Array.from({ length: 1000 }, (_, at) =>
      many(20, rules[at % rules.length], `file${at}`),
    ).flat();
    const report = reportOf(results);
    const lines = linesOf(report);
    expect(lines.length).toBeLessThan(500);
    expect(lines.join('\n')).toContain('more findings (--all shows them)');
    const counted = lines.flatMap(
      (line) => /^ {2}(?:critical|high|medium|low|info) +([\d,]+) /.exec(line)?.[1] ?? [],
    );
    const groups = lines.filter((line) => /^\w+ .*\[[\w-]+\]$/.test(line)).length;
    const rest = counted.reduce((sum, number) => sum + Number(number.replaceAll(',', '')), 0);
    expect(groups).toBe(20);
    expect(rest).toBe(20_000 - groups * 20);
  });

  it('shows the part of a long line that matters, at once', () => {
    const long = 'x'.repeat(10_000_000);
    const source = new Source(`${ROOT}/min.json`, `{"a":"${long}","post":{},"b":"${long}"}`);
    const places = Array.from({ length: 100 }, () =>
      plan({ rule: RULES.missing, source, text: '"post"', data: { method: 'POST', path: '/a' } }),
    );
    let lines: readonly string[] = [];
    const time = cpuTime(() => {
      lines = linesOf(reportOf(places), { all: true });
    });
    expect(time).toBeLessThan(20_000);
    const at = lines.findIndex((line) => line.includes('│ …'));
    expect(lines[at]).toMatch(/^ {2}1 │ …x+","post":\{\},"b":"x+…$/);
    expect(columnsOf(lines[at] ?? '')).toBe(80);
    expect(lines[at + 1]?.indexOf('^')).toBe(lines[at]?.indexOf('"post"'));
  });

  it('draws carets under wide characters, tabs and what is spelled out', () => {
    const cases = [
      ['\t日本: 値段', '値段', '  日本: 値段', '        ^^^^'],
      ['a🎉: post', 'post', 'a🎉: post', '     ^^^^'],
      ['\u001b: post', 'post', '\\u001b: post', '        ^^^^'],
      ['post: 1', '', 'post: 1', '^'],
    ] as const;
    for (const [line, target, code, marks] of cases) {
      const source = new Source(`${ROOT}/a.yaml`, line);
      const lines = linesOf(reportOf([plan({ rule: RULES.contact, source, text: target })]));
      expect(lines).toContain(`  1 │ ${code}`);
      expect(lines).toContain(`    │ ${marks}`);
    }
  });

  it('shows no secret', () => {
    expect(rendered(text, sampleReport(), PLAIN)).not.toContain('0a1b2c3d');
  });

  it('shows waived and known findings only on request, and says why', () => {
    expect(rendered(text, sampleReport(), PLAIN)).not.toContain('DELETE');
    const shown = rendered(text, sampleReport(), { ...PLAIN, showSuppressed: true }).replace(
      /\s+/g,
      ' ',
    );
    expect(shown).toContain(
      '1 finding waived: api/petstore.yaml:25:5 high [auth-missing] Anyone may call DELETE "/pets/{petId}". Waived: the gateway checks the key, SEC-123',
    );
    expect(shown).toContain('1 finding known before: api/petstore.yaml:6:5 medium [server-http]');
  });

  it('leaves out what is below the asked severity, and says how much', () => {
    const output = rendered(text, sampleReport(), { ...PLAIN, minSeverity: 'high' });
    expect(output).not.toContain('array-unbounded');
    expect(output).toContain('Not shown: 4 findings below the asked severity or confidence.');
  });

  it('never calls half a scan passed', () => {
    const failures = [{ uri: `${ROOT}/a.yaml`, message: 'no such file' }];
    const output = rendered(text, { ...cleanReport(), failures, exitCode: 2 }, PLAIN);
    expect(output).toContain('Scan incomplete');
    expect(output).not.toContain('passed');
    expect(output).toContain('a.yaml  no such file');
  });

  it('says what decided, and what to do next', () => {
    const gate = {
      ...sampleReport().gate,
      reasons: [
        { limit: 'fail-on', message: '4 findings are high or above' },
        { limit: 'max.medium', message: '3 medium findings, 2 allowed' },
      ],
    };
    const output = rendered(text, { ...sampleReport(), gate, failures: [], exitCode: 1 }, PLAIN);
    const verdict = output.slice(output.indexOf('✗')).replace(/\s+/g, ' ');
    expect(verdict).toContain(
      'Gate failed: 4 findings are high or above (fail-on); 3 medium findings, 2 allowed (max.medium)',
    );
    expect(verdict).toContain('Next: specgate explain secret-known-token');
  });

  it('says what was not counted, and what is less sure than the gate wants', () => {
    const gate = {
      ...sampleReport().gate,
      minConfidence: 'high' as const,
      notCounted: { confidence: 1200, suppressed: 1, baseline: 2 },
    };
    const failed = rendered(text, { ...sampleReport(), gate }, PLAIN);
    expect(failed).toContain(
      'Not counted: 1 waived, 2 known before, 1,200 of less than high confidence.',
    );
    const passed = { ...gate, passed: true, reasons: [] };
    const output = rendered(
      text,
      { ...sampleReport(), gate: passed, failures: [], exitCode: 0 },
      PLAIN,
    );
    expect(output).toContain(
      'Gate passed: no finding of high or above with at least high confidence',
    );
  });

  it('names a few stale entries and loosenings, all on request, and none where quiet is asked for', () => {
    const stale = Array.from({ length: 9 }, (_, at) => ({
      document: 'a.yaml',
      rule: 'auth-missing',
      fingerprint: `${at}`,
      place: `#/paths/~1p${at}`,
    }));
    const loosenings = Array.from({ length: 9 }, (_, at) => ({
      what: `rule-${at} is off`,
      file: `${ROOT}/specgate.yaml`,
      line: at + 1,
      isNew: at === 8,
    }));
    const report = { ...cleanReport(), stale, loosenings };
    const lines = linesOf(report);
    expect(lines.filter((line) => line.includes(' at #/paths/~1p'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('and 6 more (--all shows them)'))).toHaveLength(2);
    expect(lines).toContain('  The gate is loosened in 9 places, 1 of them new:');
    expect(lines).toContain('    new: rule-8 is off (specgate.yaml:9)');
    expect(lines.join('\n')).toContain('`specgate baseline prune`');
    const all = linesOf(report, { all: true });
    expect(all.filter((line) => /#\/paths|is off/.test(line))).toHaveLength(18);
    expect(linesOf(report, { quiet: true }).join('\n')).not.toMatch(/stale|loosened/);
  });
});
