import type { Plan } from '../../engine/plan.ts';
import { failed, late, type Scanned } from '../../scan/scan-one.ts';
import type { Governance, ScanSettings } from '../../scan/scan-settings.ts';
import { unpacker } from '../../scan/unpack.ts';
import type { Answer, Start } from './messages.ts';
import { startThread, type Thread } from './thread.ts';

/** What is shared out, and among how many. */
export interface Sharing {
  readonly files: readonly string[];
  readonly jobs: number;
  /** The script of a thread. */
  readonly worker: string;
  readonly start: () => Start;
  readonly governanceOf: (file: string) => Governance;
  readonly onTimes: (times: Answer['times']) => void;
}

/** What threads may take beyond the time of the scan, to say that it is over. */
const GRACE_MS = 5000;

/** Checks files in several threads: in the order of the files, and as if they had been checked in one. */
export async function shareOut(
  { files, jobs, worker, start, governanceOf, onTimes }: Sharing,
  planOf: (governance: Governance) => Plan,
  settings: ScanSettings,
): Promise<readonly Scanned[]> {
  const unpack = unpacker(planOf);
  const done = new Map<number, Scanned>();
  const threads = new Set<Thread>();
  const tasks = files.entries();

  /** One lane checks one document after the other, and goes on with a new thread where it loses one. */
  const lane = async (): Promise<void> => {
    let thread: Thread | undefined;
    for (const [index, file] of tasks) {
      const governance = governanceOf(file);
      settings.onDocument?.(file);
      thread ??= started();
      const answer = await thread.check({ index, file });
      if ('why' in answer) {
        threads.delete(thread);
        thread = undefined;
        done.set(index, failed(governance, [{ uri: file, message: answer.why }]));
      } else {
        onTimes(answer.times);
        done.set(index, unpack(answer.parcel, governance, settings.governance));
      }
    }
  };

  const started = (): Thread => {
    const thread = startThread(worker, start());
    threads.add(thread);
    return thread;
  };

  try {
    const lanes = Array.from({ length: Math.min(jobs, files.length) }, lane);
    await inTime(Promise.all(lanes), start().left + GRACE_MS);
  } finally {
    for (const thread of threads) thread.end();
  }
  return files.map((file, index) => done.get(index) ?? failed(settings.governance, [late(file)]));
}

/** Waits for work, and no longer than so many milliseconds. */
async function inTime(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
