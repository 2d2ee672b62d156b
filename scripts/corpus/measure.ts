import { ALL_RULES } from '../../src/cli/all-rules.ts';
import { deadline } from '../../src/deadline.ts';
import { json } from '../../src/report/json.ts';
import type { Style } from '../../src/report/report.ts';
import type { Severity } from '../../src/rule/severity.ts';
import { prepare } from '../../src/scan/settings.ts';
import { scan } from '../../src/scan.ts';
import { readNow } from '../../src/source/read.ts';
import { Source } from '../../src/source/source.ts';

/** What the scan of one description came to. */
export interface Measured {
  readonly file: string;
  readonly exitCode: number;
  readonly version: string | undefined;
  readonly operations: number;
  /** Milliseconds of processor time, reading and the JSON report included. */
  readonly milliseconds: number;
  /** Open findings, as a user sees them: what folds is folded. */
  readonly findings: readonly { readonly rule: string; readonly severity: Severity }[];
  readonly failures: readonly string[];
}

const LIMIT = 60_000;

const PLAIN: Style = {
  color: false,
  width: 80,
  all: false,
  minSeverity: 'info',
  minConfidence: 'low',
  quiet: false,
  showSuppressed: false,
};

/** Scans descriptions one by one as the command does, under `recommended` and without a configuration. */
export function measurer(folder: string): (file: string) => Promise<Measured> {
  const { settings } = prepare(
    { presets: ['recommended'], config: false, cwd: folder, root: folder },
    ALL_RULES,
  );
  return async (file) => {
    const before = process.cpuUsage();
    const source = readNow(file, { maxBytes: settings.references.maxFileSize });
    const input = source instanceof Source ? { source, root: folder } : { failure: source };
    const inTime = deadline(LIMIT, () => performance.now());
    try {
      const report = await scan([input], { ...settings, inTime });
      for (const _ of json.render(report, PLAIN));
      const [document] = report.documents;
      return {
        file,
        exitCode: report.exitCode,
        version: document?.version,
        operations: document?.operations ?? 0,
        milliseconds: since(before),
        findings: report.results
          .filter(({ status }) => status === 'open')
          .map(({ finding, severity }) => ({ rule: finding.rule.id, severity })),
        failures: report.failures.map(({ message }) => message),
      };
    } catch (error) {
      const failures = [error instanceof Error ? String(error.stack) : String(error)];
      const milliseconds = since(before);
      return {
        file,
        exitCode: 3,
        version: undefined,
        operations: 0,
        milliseconds,
        findings: [],
        failures,
      };
    }
  };
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
