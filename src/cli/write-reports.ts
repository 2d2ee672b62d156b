import { resolve } from 'node:path';
import { slashed } from '../discover/repository.ts';
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

/** Writes every report, and gives those that could be written: one that cannot be does not keep the others back. */
export async function writeReports(
  report: Report,
  { destinations, style, io }: Rendering,
): Promise<readonly Destination[]> {
  const written: Destination[] = [];
  for (const destination of destinations) {
    const { reporter, file } = destination;
    try {
      if (file === undefined) {
        const pieces = reporter.render(report, style);
        const isFenced = reporter.name === 'text' && io.env.GITHUB_ACTIONS === 'true';
        await printReport(isFenced ? fenced(pieces) : pieces, io);
      } else {
        const path = resolve(io.cwd, file);
        refuseDescription(path, report);
        writeFile(path, reporter.render(report, { ...style, color: false, width: 80 }));
      }
      written.push(destination);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await io.stderr.write(printable(`specgate: ${error.message}\n`));
    }
  }
  return written;
}

/** A file name too many after `-o` must not cost the description that was meant to be checked. */
function refuseDescription(path: string, { documents }: Report): void {
  const uri = slashed(path);
  if (documents.some((document) => document.uri === uri))
    throw new UserError(`"${path}" was not written: it is a description that was checked.`);
}
