import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPORTERS } from '../../src/report/index.ts';
import { json } from '../../src/report/json.ts';
import { markdown } from '../../src/report/markdown.ts';
import type { Report } from '../../src/report/report.ts';
import { merge, type Surroundings } from '../../src/report/restore.ts';
import { readSaved } from '../../src/report/saved.ts';
import { text } from '../../src/report/text.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Source } from '../../src/source/source.ts';
import { rendered } from './golden.ts';
import { hostile, ordersIn, reportThatSays } from './hostile.ts';
import { RULES } from './rules.ts';
import { cleanReport, input, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';

const TOKEN = 'ghp_0a1b2c3d4e5f6g7h8i9j0kAbCdEfGhIjKlMn';

/** The files of the sample as they are on the disk. */
const SOURCES = new Map(
  [input('petstore.yaml'), input('responses.yaml')].map((source) => [source.uri, source]),
);

function around(sources: ReadonlyMap<string, Source> = SOURCES): Surroundings {
  const uriOf = (path: string) => (path.startsWith('/') ? path : `${ROOT}/${path}`);
  const known = new Map<string, Source>();
  return {
    rules: Object.values(RULES),
    uriOf,
    sourceOf(path) {
      const source = known.get(path) ?? sources.get(uriOf(path)) ?? new Source(uriOf(path), '');
      known.set(path, source);
      return source;
    },
  };
}

/** The report that comes back from what reports say in JSON; the gate and the score are judged elsewhere. */
function restored(reports: readonly Report[], surroundings = around()): Report {
  const saved = reports.map((each) => readSaved(rendered(json, each, PLAIN), 'saved.json'));
  const { categories: _, ...merged } = merge(saved, surroundings);
  const [first = cleanReport()] = reports;
  return { ...first, ...merged, places: merged.results };
}

describe('a saved report', () => {
  it('says the same again', () => {
    const report = sampleReport();
    for (const reporter of REPORTERS) {
      // Which words of a sentence came from the document is not saved, and of related places only the start.
      if (['sarif', 'markdown', 'sonarqube'].includes(reporter.name)) continue;
      expect(rendered(reporter, restored([report]), PLAIN), reporter.name).toBe(
        rendered(reporter, report, PLAIN),
      );
    }
  });

  it('counts once what stands in several, and what counts in one of them', () => {
    const report = sampleReport();
    const waived: Report = {
      ...report,
      results: report.results.map((each) => ({ ...each, status: 'suppressed' })),
    };
    for (const pair of [
      [report, waived],
      [waived, report],
    ]) {
      const { results, documents, failures, rules, stale, loosenings } = restored(pair);
      expect(results.map(({ status }) => status)).toEqual(
        report.results.map(({ status }) => (status === 'open' ? 'open' : expect.any(String))),
      );
      expect(
        [results, documents, failures, rules, stale, loosenings].map((each) => each.length),
      ).toEqual([10, 1, 1, 9, 1, 3]);
    }
  });

  it('weighs as much as in the one where it weighs most', () => {
    const report = sampleReport();
    const results = report.results.map((each) => ({ ...each, severity: 'info' as const }));
    const severities = ({ results: all }: Report) => all.map(({ severity }) => severity);
    for (const pair of [
      [report, { ...report, results }],
      [{ ...report, results }, report],
    ])
      expect(severities(restored(pair))).toEqual(severities(restored([report])));
  });

  it('shows no code of files that are gone, and no secret of those that are there', () => {
    const gone = rendered(text, restored([sampleReport()], around(new Map())), PLAIN);
    expect(gone).toContain('Anyone may call POST "/pets".');
    expect(gone).not.toContain('│');
    const code = rendered(text, restored([sampleReport()]), PLAIN);
    expect(code).toContain('apiToken: ghp_****');
    expect(code).not.toContain(TOKEN.slice(8));
  });

  it('hides a secret that is written in quotes wherever else it stands', () => {
    const source = new Source(`${ROOT}/a.yaml`, `key: "${TOKEN}"\npost: use ${TOKEN}\n`);
    const report = reportOf([
      plan({
        rule: RULES.token,
        source,
        text: `"${TOKEN}"`,
        secret: TOKEN,
        data: { value: TOKEN, provider: 'GitHub' },
      }),
      plan({ rule: RULES.missing, source, text: 'post', data: { method: 'POST', path: '/a' } }),
    ]);
    const again = restored([report], around(new Map([[source.uri, source]])));
    for (const reporter of REPORTERS) {
      expect(rendered(reporter, again, PLAIN)).not.toContain(TOKEN.slice(8));
    }
  });

  it('knows rules that are not known here by what it says of them itself', () => {
    const rule = defineRule({
      ...RULES.array,
      id: 'acme/house-rule',
      title: 'House `rule` <b>x</b>',
      fix: 'Do [this](https://evil.example) @all',
    });
    const report = reportOf([plan({ rule, source: input('petstore.yaml'), text: 'tags' })], {
      rules: [{ rule, severity: 'low' }],
    });
    const again = restored([report]);
    expect(again.rules[0]?.rule).toMatchObject({
      id: 'acme/house-rule',
      category: 'input-validation',
      title: 'House `rule`  b x /b ',
      references: ['CWE-770', 'OWASP-API4:2023'],
    });
    expect(rendered(markdown, again, PLAIN)).not.toMatch(/<b>|\]\(https:\/\/evil|@all/);
  });

  it('is as harmless as the first, whatever it says', () => {
    fc.assert(
      fc.property(hostile, hostile, (said, line) => {
        const again = restored([reportThatSays(said, line)]);
        for (const reporter of REPORTERS) {
          const output = rendered(reporter, again, { ...PLAIN, showSuppressed: true });
          expect(output).not.toMatch(
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)/,
          );
          expect(ordersIn(output, reporter.name)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is no saved report', () => {
  const whole = JSON.parse(rendered(json, sampleReport(), PLAIN));
  const [finding] = whole.findings;

  it.each([
    ['no JSON', 'not json', 'is no result of Specgate'],
    ['a list', [], 'is no object'],
    ['of another tool', { ...whole, tool: { name: 'other' } }, 'is no result of Specgate'],
    ['of no tool', {}, 'is no result of Specgate'],
    ['of another version', { ...whole, schemaVersion: 2 }, 'has the schema version 2, and only 1'],
    [
      'not whole',
      { ...whole, summary: { ...whole.summary, hidden: 3 } },
      'it was written without 3 findings',
    ],
    ['without findings', { ...whole, findings: undefined }, 'x.json.findings is no list'],
    [
      'with a wrong line',
      { ...whole, findings: [{ ...finding, line: '7' }] },
      'x.json.findings[0].line is no whole number',
    ],
    [
      'with a wrong severity',
      { ...whole, findings: [{ ...finding, severity: 'bad' }] },
      'is not one of critical, high',
    ],
    [
      'with a wrong fingerprint',
      { ...whole, findings: [{ ...finding, fingerprint: '../x' }] },
      'findings[0].fingerprint is not as expected',
    ],
    [
      'with a wrong rule',
      { ...whole, findings: [{ ...finding, ruleId: '__proto__' }] },
      'findings[0].ruleId is not as expected',
    ],
  ])('is refused with its place: %s', (_, value, message) => {
    const written = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => readSaved(written, 'x.json')).toThrow(message);
  });
});
