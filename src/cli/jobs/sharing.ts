import type { Governor } from '../../scan/governor.ts';
import type { Inputs } from '../../scan/inputs.ts';
import { scanAll } from '../../scan/scan-all.ts';
import type { Call } from '../command.ts';
import type { Clock } from '../timings.ts';
import { tune } from '../tune.ts';
import { shareOut } from './share.ts';

export interface Share {
  readonly jobs: number;
  readonly found: Inputs;
  readonly governor: Governor;
  /** When the time is over, by the clock of the call. */
  readonly end: number;
  readonly time: Clock;
}

/** Does what `scanAll` does, with the files in several threads. */
export function sharing(
  { io, given }: Pick<Call, 'io' | 'given'>,
  { jobs, found, governor, end, time }: Share,
): typeof scanAll {
  const { worker } = io;
  if (worker === undefined) throw new TypeError('there is no script for threads');
  tune();
  return async (_, planOf, settings) => {
    const others = await scanAll(found.others, planOf, settings);
    const start = () => ({ given, cwd: io.cwd, left: end - io.now() });
    const share = {
      files: found.files,
      jobs,
      worker,
      start,
      governanceOf: governor.of,
      onTimes(times: readonly (readonly [Parameters<Clock['add']>[0], number])[]) {
        for (const [step, milliseconds] of times) time.add(step, milliseconds);
      },
    };
    return [...others, ...(await shareOut(share, planOf, settings))];
  };
}
