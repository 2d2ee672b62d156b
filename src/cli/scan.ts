import { resolve } from 'node:path';
import { deadline } from '../deadline.ts';
import { slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { gather, type Target } from '../scan/inputs.ts';
import { DEFAULT_MAX_FILE_SIZE, type ScanOptions } from '../scan/options.ts';
import { scanAll } from '../scan/scan-all.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { baselinePath, prepare } from '../scan/settings.ts';
import { scan as scanInputs } from '../scan.ts';
import { ALL_RULES } from './all-rules.ts';
import { sinceWritten } from './baseline-names.ts';
import { colorOf } from './color.ts';
import type { Call } from './command.ts';
import { exitCodeOf } from './exit-code.ts';
import { jobsFor } from './jobs/jobs-for.ts';
import type { Share } from './jobs/sharing.ts';
import { type Destination, destinationsOf, isForPeople } from './outputs.ts';
import { pluginsFor } from './plugins.ts';
import { startProgress } from './progress.ts';
import { secondsFlag } from './quantities.ts';
import { readStdin } from './read-stdin.ts';
import { say } from './say.ts';
import { scanOptionsOf } from './scan-options.ts';
import { earlierAt } from './since.ts';
import { styleOf } from './style.ts';
import { type Clock, clock, eachTimed } from './timings.ts';
import { tune } from './tune.ts';
import { writeReports } from './write-reports.ts';

const DEFAULT_TIMEOUT = 300;

/** `specgate scan`: finds, checks, reports, gates. */
export async function scan(call: Call): Promise<0 | 1 | 2> {
  const { flags, io } = call;
  const time = clock(io.now);
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  const options = scanOptionsOf(flags, io, plugins);
  const destinations = destinationsOf(flags);
  const style = styleOf(flags, io);
  const report = await check(call, { options, destinations, time });
  const written = await time.during('report', () =>
    writeReports(report, { destinations, style, io }),
  );
  await say(report, { destinations: written, isQuiet: flags.has('quiet'), io });
  if (flags.has('timings')) await io.stderr.write(time.table());
  return written.length === destinations.length ? exitCodeOf(report, flags) : 2;
}

interface Preparation {
  readonly options: ScanOptions;
  readonly destinations: readonly Destination[];
  readonly time: Clock;
}

async function check(call: Call, { options, destinations, time }: Preparation): Promise<Report> {
  const { flags, io } = call;
  const { settings, governor } = prepare(options, ALL_RULES);
  const path = baselinePath(options, governor);
  const limit = (secondsFlag(flags, 'timeout') ?? DEFAULT_TIMEOUT) * 1000;
  const begin = io.now();
  const inTime = deadline(limit, io.now);
  const targets = await targetsOf(call, options);
  const found = await time.during('find', () => gather(targets, options, governor));
  const isWanted = !flags.has('quiet') && !flags.has('no-progress') && isForPeople(destinations);
  const progress = await startProgress(io, {
    ...found,
    base: settings.base,
    how: flags.has('verbose') ? 'lines' : isWanted ? 'spinner' : 'none',
    color: () => colorOf(flags, io.stderr, io),
  });
  const jobs = jobsFor(call, found, settings.references);
  const checkAll =
    jobs > 1 ? await inThreads(call, { jobs, found, governor, end: begin + limit, time }) : scanAll;
  try {
    const all: ScanSettings = {
      ...settings,
      extent: found.extent,
      ...(options.since === undefined
        ? {}
        : {
            earlier: await earlierAt(options.since, {
              files: [...found.files, ...namesOf(targets, io.cwd)],
              targets: targets.filter((target) => typeof target === 'string'),
              options,
              today: governor,
            }),
          }),
      ...(path === undefined ? {} : sinceWritten(resolve(io.cwd, path), settings)),
      inTime,
      during(stage, work) {
        tune(io.now() - begin);
        return time.during(stage, work);
      },
      onDocument: progress.onDocument,
    };
    return await scanInputs(eachTimed(found.inputs, 'read', time), all, checkAll);
  } finally {
    progress.stop();
  }
}

/** The code of it is loaded where there are threads to start. */
async function inThreads(call: Call, share: Share): Promise<typeof scanAll> {
  const { sharing } = await import('./jobs/sharing.ts');
  return sharing(call, share);
}

/** Where a document on standard input would be if it were a file. */
function namesOf(targets: readonly Target[], cwd: string): readonly string[] {
  return targets.flatMap((target) =>
    typeof target === 'string' ? [] : slashed(resolve(cwd, target.path)),
  );
}

/** What the paths stand for, the document on standard input read. Nothing named: the current folder. */
async function targetsOf(
  { operands, flags, io }: Call,
  options: ScanOptions,
): Promise<readonly Target[]> {
  const name = flags.text('stdin-filename');
  const paths = operands.filter((operand) => operand !== '-');
  if (paths.length === operands.length) {
    if (name === undefined) return paths;
    throw new UserError(
      '--stdin-filename is only for a document on standard input.',
      'Add `-` to the paths to read one.',
    );
  }
  const maxBytes = options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
  return [...paths, await readStdin(name ?? '<stdin>', maxBytes, io)];
}
