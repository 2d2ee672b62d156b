import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { Report, Style } from '../report/report.ts';
import type { Io } from './io.ts';
import type { Destination } from './outputs.ts';
import { fenced, printReport } from './print-report.ts';
import { printable } from './printable.ts';
import { writeFile } from './write-file.ts';

/** What all reports of a run have in common. */
export interface Rendering {
  readonly destinations: readonly Destination[];
  /** How a report on stdout looks. */
  readonly style: Style;
  readonly io: Io;
}

/** Writes every report, and says whether all of them could be written: one that cannot be does not keep the others back. */
export async function writeReports(
  report: Report,
  { destinations, style, io }: Rendering,
): Promise<boolean> {
  let isWritten = true;
  for (const { reporter, file } of destinations) {
    try {
      if (file === undefined) {
        const pieces = reporter.render(report, style);
        const isFenced = reporter.name === 'text' && io.env.GITHUB_ACTIONS === 'true';
        await printReport(isFenced ? fenced(pieces) : pieces, io);
      } else {
        const plain = { ...style, color: false, width: 80 };
        writeFile(resolve(io.cwd, file), reporter.render(report, plain));
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await io.stderr.write(printable(`specgate: ${error.message}\n`));
      isWritten = false;
    }
  }
  return isWritten;
}
