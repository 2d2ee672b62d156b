import { availableParallelism } from 'node:os';
import type { ReferencePolicy } from '../../resolve/policy.ts';
import type { Inputs } from '../../scan/inputs.ts';
import type { Call } from '../command.ts';
import { countFlag } from '../quantities.ts';
import { sizeOf } from '../size-of.ts';

/** A thread has to load the command and get warm, which takes as long as checking so much. */
const WORTH_BYTES = 4_000_000;
/** Judging and reporting are done in one thread, which more than these would only wait for. */
const MOST = 8;
/** Each thread takes some 50 MB, whether it has anything to do or not. */
const MOST_ASKED = 64;

/**
 * How many documents are checked at the same time: as many as were asked for, else as is worth while on this machine. One
 * core is left to V8, which compiles beside the threads: on two cores, two threads take longer than one.
 */
export function jobsFor(
  { flags, io }: Pick<Call, 'flags' | 'io'>,
  { files }: Pick<Inputs, 'files'>,
  { mode }: Pick<ReferencePolicy, 'mode'>,
): number {
  const asked = countFlag(flags, 'jobs');
  // What is fetched once serves all documents, as long as one thread holds it.
  if (io.worker === undefined || mode === 'remote') return 1;
  if (asked !== undefined) return Math.max(1, Math.min(asked, files.length, MOST_ASKED));
  if (files.length < 2) return 1;
  const worth = Math.floor(sizeOf(files) / WORTH_BYTES);
  return Math.max(1, Math.min(worth, files.length, availableParallelism() - 1, MOST));
}
