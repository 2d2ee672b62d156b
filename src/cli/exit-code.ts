import type { Report } from '../report/report.ts';
import type { Flags } from './flags.ts';

/** The gate's no may be overlooked; that something was not scanned may not. */
export function exitCodeOf(
  { exitCode, failures }: Pick<Report, 'exitCode' | 'failures'>,
  flags: Flags,
): 0 | 1 | 2 {
  if (exitCode === 1) return flags.has('exit-zero') ? 0 : 1;
  return exitCode === 0 && failures.length === 0 ? 0 : 2;
}
