import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { Source } from '../../src/source/source.ts';
import { expectGolden, rendered } from './golden.ts';
import { RULES } from './rules.ts';
import { cleanReport, input, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';

const schemaFile = new URL('../../docs/schemas/report.schema.json', import.meta.url);
const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

describe('the JSON report', () => {
  it('is written as the golden file says', () => {
    expectGolden('sample.json', rendered(json, sampleReport(), PLAIN));
    expectGolden('clean.json', rendered(json, cleanReport(), PLAIN));
  });

  it('follows its published schema', () => {
    for (const report of [sampleReport(), cleanReport()]) {
      const valid = validate(JSON.parse(rendered(json, report, PLAIN)));
      expect(validate.errors ?? []).toEqual([]);
      expect(valid).toBe(true);
    }
  });

  it('lists waived and known findings with their status, and counts them apart', () => {
    const { findings, summary } = JSON.parse(rendered(json, sampleReport(), PLAIN));
    const statuses = findings.map((each: { status: string }) => each.status);
    expect(statuses.filter((status: string) => status === 'suppressed')).toHaveLength(1);
    expect(statuses.filter((status: string) => status === 'baseline')).toHaveLength(1);
    expect(summary).toMatchObject({ critical: 2, high: 2, total: 8, suppressed: 1, baseline: 1 });
  });

  it('leaves out what is below the asked severity or confidence, and says how much', () => {
    const style = { ...PLAIN, minSeverity: 'medium', minConfidence: 'high' } as const;
    const { findings, summary } = JSON.parse(rendered(json, sampleReport(), style));
    const rules = new Set(findings.map((each: { ruleId: string }) => each.ruleId));
    expect(rules).not.toContain('array-unbounded');
    expect(rules).not.toContain('contact-missing');
    expect(summary).toMatchObject({ total: 4, hidden: 4 });
  });

  it('has stale entries of the baseline, and what loosens the gate', () => {
    const { baseline, loosenings, gate } = JSON.parse(rendered(json, sampleReport(), PLAIN));
    expect(baseline.stale).toEqual(sampleReport().stale);
    expect(loosenings).toHaveLength(3);
    expect(loosenings[1]).toEqual({
      what: 'known findings do not count: known.json',
      path: '--baseline',
      isNew: false,
    });
    expect(gate.minConfidence).toBe('low');
  });

  it('lists every related place', () => {
    const source = new Source(`${ROOT}/a.yaml`, Array(500).fill('key: value\n').join(''));
    const related = Array.from({ length: 499 }, (_, at) => ({
      text: 'key',
      nth: at + 2,
      message: 'Here too.',
    }));
    const result = plan({ rule: RULES.array, source, text: 'key', related, places: 500 });
    const { findings } = JSON.parse(rendered(json, reportOf([result]), PLAIN));
    expect(findings[0].related).toHaveLength(499);
    expect(findings[0].related[498]).toEqual({
      path: 'a.yaml',
      line: 500,
      column: 1,
      message: 'Here too.',
    });
  });

  it('keeps names exact, and its own bytes harmless', () => {
    const path = '/a\u001b[31m\u202e##[error]\u2028';
    const result = plan({
      rule: RULES.missing,
      source: input('petstore.yaml'),
      text: 'post',
      steps: ['paths', path, 'post'],
      data: { method: 'POST', path },
      apiPath: path,
    });
    const text = rendered(json, reportOf([result]), PLAIN);
    expect(text).not.toMatch(/[\u001b\u202e\u2028]|##\[/);
    const [finding] = JSON.parse(text).findings;
    expect(finding.apiPath).toBe(path);
    expect(finding.message).toBe('Anyone may call POST "/a\\u001b[31m\\u202e##[error]\\u2028".');
  });
});
