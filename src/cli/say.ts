import type { Failure } from '../errors.ts';
import { relativePath } from '../report/paths.ts';
import type { Report } from '../report/report.ts';
import type { Io } from './io.ts';
import type { Destination } from './outputs.ts';
import { printable } from './printable.ts';

interface Circumstances {
  /** Those that were written. */
  readonly destinations: readonly Destination[];
  readonly isQuiet: boolean;
  readonly io: Io;
}

/** Tells on stderr what nobody would see otherwise: failures where stdout is for a machine, the verdict where it is empty. */
export async function say(
  report: Report,
  { destinations, isQuiet, io }: Circumstances,
): Promise<void> {
  const onStdout = destinations.find(({ file }) => file === undefined);
  if (onStdout?.reporter.name === 'text') return;
  const failures = report.failures.map((failure) => failureLine(failure, report.base));
  const verdict = onStdout === undefined && !isQuiet ? [verdictLine(report)] : [];
  const files = verdict.length === 0 ? [] : destinations.flatMap(({ file }) => file ?? []);
  const written = files.length === 0 ? [] : [`written to ${files.join(', ')}`];
  const lines = [...failures, ...verdict, ...written];
  await io.stderr.write(lines.map((line) => printable(`specgate: ${line}\n`)).join(''));
}

function failureLine({ uri, line, column, message }: Failure, base: string): string {
  const place = [relativePath(uri, base), line, column].filter((part) => part !== undefined);
  return `${place.join(':')}: ${message}`;
}

function verdictLine({ gate, failures, results, exitCode }: Report): string {
  const open = results.filter(({ status }) => status === 'open').length;
  const found = `${open} ${open === 1 ? 'finding' : 'findings'}`;
  const isIncomplete = failures.length > 0 || exitCode > 1;
  if (gate.passed)
    return `${isIncomplete ? 'the scan is incomplete' : 'the gate passed'}, with ${found}`;
  const reasons = gate.reasons.map(({ message }) => message).join('; ');
  return `${isIncomplete ? 'the scan is incomplete, and ' : ''}the gate failed: ${reasons}`;
}
