import { neutralise } from '../report/neutral.ts';
import { relativePath } from '../report/paths.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';
import { sizeOf } from './size-of.ts';

/** What the user sees while a scan runs. */
export interface Progress {
  readonly onDocument: (uri: string) => void;
  readonly stop: () => void;
}

/** What there is to do, and how it may be shown. */
export interface Work {
  readonly files: readonly string[];
  readonly count: number;
  readonly base: string;
  readonly how: 'lines' | 'spinner' | 'none';
  /** Whether the spinner has colour; asked only where there is one. */
  readonly color: () => boolean;
}

/** Less than this is done before a spinner could be read, and loading it would only take longer. */
const WORTH_BYTES = 2_000_000;
const WORTH_FILES = 50;
const FRAME_MS = 80;

const NONE: Progress = { onDocument() {}, stop() {} };

/** A line for each document, or a spinner on a terminal where a scan takes long enough, or nothing. */
export async function startProgress(io: Io, work: Work): Promise<Progress> {
  const { stderr, env } = io;
  if (work.how === 'lines') return lines(io, work);
  if (work.how === 'none' || env.CI || env.TERM === 'dumb') return NONE;
  if (work.count < WORTH_FILES && sizeOf(work.files) < WORTH_BYTES) return NONE;
  return stderr.isTTY ? spinner(io, work) : NONE;
}

function lines({ stderr }: Io, { base }: Work): Progress {
  return {
    ...NONE,
    onDocument(uri) {
      // Nothing waits for it: what stderr says of itself is no part of the scan.
      stderr.write(printable(`specgate: scanning ${relativePath(uri, base)}\n`)).catch(() => {});
    },
  };
}

async function spinner({ stderr, now }: Io, { count, base, color }: Work): Promise<Progress> {
  const { stream, columns } = stderr;
  // On a terminal that does not know its width, ora clears infinitely many lines.
  if (stream === undefined || columns === undefined) return NONE;
  const { default: ora } = await import('ora');
  // Hiding the cursor and reading keys would take over Ctrl-C, which a scan that is busy could not answer.
  const options = { stream, color: color() ? 'cyan' : false, hideCursor: false } as const;
  // Whether to draw was decided by the environment that was passed in; ora would ask that of the process.
  const sign = ora({ ...options, isEnabled: true, discardStdin: false }).start('Scanning');
  let number = 0;
  let shown = 0;
  return {
    onDocument(uri) {
      number += 1;
      if (number > 1 && now() - shown < FRAME_MS) return;
      shown = now();
      const of = count > 1 ? `${number}/${count} ` : '';
      sign.text = `${of}${neutralise(relativePath(uri, base))}`;
      // A scan gives no turn to timers, so each frame is drawn here.
      sign.render();
    },
    stop() {
      sign.stop();
    },
  };
}
