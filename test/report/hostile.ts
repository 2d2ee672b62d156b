import fc from 'fast-check';
import type { Report } from '../../src/report/report.ts';
import { Source } from '../../src/source/source.ts';
import { RULES } from './rules.ts';
import { plan, ROOT, reportOf } from './sample.ts';

/** Texts that mean something to a reader of one of the formats. */
export const NASTY = [
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

/** Such texts, and any others, in a row. */
export const hostile = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** A report in which all that a document and a file name can say is `said`. */
export function reportThatSays(said: string, line: string): Report {
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

/** What a runner takes for an order, other than our own annotations. */
export function ordersIn(output: string, format: string): readonly string[] {
  return output.split(/[\r\n]/).filter((line) => {
    if (/##(?:\[|vso\[|teamcity\[)/i.test(line)) return true;
    if (!line.trim().startsWith('::')) return false;
    return format !== 'github' || !/^::(?:error|warning|notice) [^\r\n]*::/.test(line);
  });
}
