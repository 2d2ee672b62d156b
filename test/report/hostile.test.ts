import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { csv } from '../../src/report/csv.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import type { Report, Style } from '../../src/report/report.ts';
import { Source } from '../../src/source/source.ts';
import { parseCsv } from './csv.ts';
import { rendered } from './golden.ts';
import { RULES } from './rules.ts';
import { PLAIN, plan, ROOT, reportOf } from './sample.ts';
import { xmlFault } from './xml.ts';

const NASTY = [
  '::error file=README.md::owned',
  '\n::stop-commands::zz',
  '##[error]x',
  '##vso[task.complete result=Succeeded;]',
  "##teamcity[buildProblem description='x']",
  '\u001b[8m',
  '\u001b]8;;https://evil.example\u0007',
  '\u009b31m',
  '\r',
  '\u0000',
  '\u2028',
  '\u202e',
  '\ud800',
  '\udc00',
  '\u{e0041}',
  ']]>',
  '<!--',
  '--><script>alert(1)</script>',
  '</testcase>',
  '&amp;&#1;',
  '`|`',
  '``',
  '](javascript:alert(1))',
  '@everyone',
  '=HYPERLINK("https://evil.example")',
  '%0A::error::x',
  'a,b:c;d"e\'f',
  '{0}{name}',
  '$&$1',
  '__proto__',
  'SARIF_BUILDER_INVALID',
  '日本語🎉',
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** A report in which all that a document and a file name can say is `said`. */
function reportThatSays(said: string, line: string): Report {
  const name = said.replace(/[/\\]/g, '_');
  const source = new Source(`${ROOT}/${name}.yaml`, `a: 1\n${line} x\nb: post ${said}\n`);
  const text = 'post';
  const common = { source, text, steps: ['paths', said], method: said, apiPath: said };
  const results = [
    plan({
      ...common,
      rule: RULES.missing,
      data: { method: said, path: said },
      related: [{ text: 'x', message: said }],
    }),
    plan({ ...common, rule: RULES.array, text: 'a', data: { name: said }, places: 3, eligible: 4 }),
    plan({ ...common, rule: RULES.server, text: 'b', data: { url: said }, status: 'baseline' }),
    plan({ ...common, rule: RULES.contact, text: 'x', status: 'suppressed', reason: said }),
  ];
  return reportOf(results, {
    documents: [
      { uri: source.uri, version: '3.1.0', title: said, operations: 1, schemas: 1, files: 1 },
    ],
    failures: [
      { uri: `${ROOT}/${name}`, message: said, line: 1, column: 1, ruleId: 'auth-missing' },
    ],
    gate: {
      passed: false,
      failOn: 'high',
      minConfidence: 'low',
      reasons: [{ limit: 'fail-on', message: '1 finding is high or above' }],
      notCounted: { confidence: 0, suppressed: 1, baseline: 1 },
    },
    stale: [{ document: said, rule: said, fingerprint: said, place: said }],
    loosenings: [
      { what: said, file: `${ROOT}/${name}`, line: 1, isNew: true },
      { what: said, file: said, line: undefined },
    ],
    exitCode: 2,
  });
}

const STYLES: readonly Style[] = [
  PLAIN,
  { ...PLAIN, width: 40, all: true, showSuppressed: true, sarif: { withSuppressed: true } },
];

/** What a runner takes for an order, other than our own annotations. */
function ordersIn(output: string, format: string): readonly string[] {
  return output.split(/[\r\n]/).filter((line) => {
    if (/##(?:\[|vso\[|teamcity\[)/i.test(line)) return true;
    if (!line.trim().startsWith('::')) return false;
    return format !== 'github' || !/^::(?:error|warning|notice) [^\r\n]*::/.test(line);
  });
}

describe.each(REPORTERS)('the format $name', (reporter) => {
  it('lets nothing in a document forge an order, an escape sequence or a line', () => {
    fc.assert(
      fc.property(hostile, hostile, (said, line) => {
        for (const style of STYLES) {
          const output = rendered(reporter, reportThatSays(said, line), style);
          expect(output).not.toMatch(
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)/,
          );
          expect(output).not.toMatch(/[\ud800-\udfff]/u);
          expect(ordersIn(output, reporter.name)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same bytes twice', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const [style = PLAIN] = STYLES;
        const first = rendered(reporter, reportThatSays(said, said), style);
        expect(rendered(reporter, reportThatSays(said, said), style)).toBe(first);
      }),
      { numRuns: 20 },
    );
  });
});

describe('whatever a document says', () => {
  it('XML is well-formed', () => {
    fc.assert(
      fc.property(hostile, hostile, (said, line) => {
        for (const reporter of [junit, checkstyle]) {
          expect(xmlFault(rendered(reporter, reportThatSays(said, line), PLAIN))).toBeUndefined();
        }
      }),
    );
  });

  it('JSON is JSON', () => {
    const formats = REPORTERS.filter(({ extension }) => /json$|sarif$/.test(extension));
    expect(formats).toHaveLength(4);
    fc.assert(
      fc.property(hostile, hostile, (said, line) => {
        for (const reporter of formats) {
          expect(JSON.parse(rendered(reporter, reportThatSays(said, line), PLAIN))).toBeTypeOf(
            'object',
          );
        }
      }),
    );
  });

  it('CSV keeps its columns and holds no formula', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const [head = [], ...rows] = parseCsv(rendered(csv, reportThatSays(said, said), PLAIN));
        for (const row of rows) {
          expect(row).toHaveLength(head.length);
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
  });

  it('Markdown shows it in code spans only', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        // Between any two backticks, so that one that ends a span too early shows.
        const marked = `MARK${said.replaceAll('`', '`MARK`MARK')}MARK`;
        const output = rendered(markdown, reportThatSays(marked, said), PLAIN);
        for (const line of output.split('\n')) expect(withoutCodeSpans(line)).not.toContain('MARK');
      }),
    );
  });
});

/** A line of Markdown without what stands between two equally long runs of backticks. */
function withoutCodeSpans(line: string): string {
  return line.replace(/(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)/g, '');
}
