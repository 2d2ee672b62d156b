import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Result as SarifResult } from 'sarif';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report, Style } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { Source } from '../../src/source/source.ts';
import { rendered } from './golden.ts';
import { RULES } from './rules.ts';
import { cleanReport, PLAIN, plan, ROOT, reportOf, sampleReport } from './sample.ts';

// The validator is 100 MB large, so it is not among the dependencies. To run these tests:
// npm i --prefix .cache/smt @microsoft/sarif-multitool@5.7.0
const multitool = fileURLToPath(
  new URL('../../.cache/smt/node_modules/@microsoft/sarif-multitool-linux/', import.meta.url),
);
const binary = join(multitool, 'Sarif.Multitool');

// What no writer can satisfy here: texts instead of ids, addresses that need a network, ids that are words, embedded files.
const ALLOWED_NOTES = ['SARIF2002', 'SARIF2003', 'SARIF2006', 'SARIF2009', 'SARIF2013'];

describe.skipIf(!existsSync(binary))(
  'the validator of Microsoft (skipped where it is not installed)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'specgate-sarif-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    function complaintsAbout(report: Report, style: Style): readonly string[] {
      const file = join(folder, 'report.sarif');
      const output = join(folder, 'validation.sarif');
      writeFileSync(file, rendered(sarif, report, style));
      const options = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning;Note'];
      // Its exit code is 0 whatever it finds, so the log is what counts.
      execFileSync(binary, [
        'validate',
        file,
        ...options,
        '--output',
        output,
        '--log',
        'ForceOverwrite',
      ]);
      const log: Log = JSON.parse(readFileSync(output, 'utf8'));
      const run = log.runs[0];
      expect(run?.invocations?.[0]?.executionSuccessful ?? true).toBe(true);
      return (run?.results ?? [])
        .filter((result: SarifResult) => !ALLOWED_NOTES.includes(result.ruleId ?? ''))
        .map((result) => `${result.level} ${result.ruleId}: ${JSON.stringify(result.message)}`);
    }

    it('has nothing against the reports', { timeout: 60_000 }, () => {
      const asked = {
        ...PLAIN,
        sarif: {
          category: 'payments',
          withSuppressed: true,
          repository: { repositoryUri: 'https://github.com/acme/pets', revisionId: 'a'.repeat(40) },
        },
      };
      expect(complaintsAbout(sampleReport(), PLAIN)).toEqual([]);
      expect(complaintsAbout(sampleReport(), asked)).toEqual([]);
      expect(complaintsAbout(cleanReport(), PLAIN)).toEqual([]);
    });

    it('has nothing against the names and texts of a hostile document', { timeout: 60_000 }, () => {
      const path = '/a\u0000\u001b[31m\u202e](1) [x](9) "\'\n{0}';
      const source = new Source(
        `${ROOT}/a&b <c>, 50% #1/ö [x]\n.json`,
        `{"x":"${'y'.repeat(900)}","${path}":1}`,
      );
      const finding = { source, text: path, data: { method: 'POST', path }, steps: [path] };
      const results = [
        plan({ rule: RULES.missing, ...finding, related: [{ text: 'yyy', message: path }] }),
        plan({ rule: RULES.array, ...finding, text: '{"x":"yyy', data: { name: path } }),
      ];
      expect(complaintsAbout(reportOf(results), PLAIN)).toEqual([]);
    });

    it('publishes a schema that the reports follow', () => {
      const ajv = new Ajv2020({ strict: false });
      addFormats.default(ajv);
      const validate = ajv.compile(
        JSON.parse(readFileSync(join(multitool, 'sarif-2.1.0.json'), 'utf8')),
      );
      for (const report of [sampleReport(), cleanReport()]) {
        validate(JSON.parse(rendered(sarif, report, PLAIN)));
        expect(validate.errors ?? []).toEqual([]);
      }
    });
  },
);
