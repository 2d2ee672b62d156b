import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { csv } from '../../src/report/csv.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import type { Style } from '../../src/report/report.ts';
import { parseCsv } from './csv.ts';
import { rendered } from './golden.ts';
import { hostile, ordersIn, reportThatSays } from './hostile.ts';
import { PLAIN } from './sample.ts';
import { xmlFault } from './xml.ts';

const STYLES: readonly Style[] = [
  PLAIN,
  { ...PLAIN, width: 40, all: true, showSuppressed: true, sarif: { withSuppressed: true } },
];

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
