import { Worker } from 'node:worker_threads';
import { UserError } from '../../errors.ts';
import type { Answer, Start, Task } from './messages.ts';

/** A thread that checks one document at a time. */
export interface Thread {
  /** What the document came to, or why the thread is gone. Rejects for a bug of ours. */
  check(task: Task): Promise<Answer | Lost>;
  end(): void;
}

/** A thread that is gone, with the document that it was at. */
export interface Lost {
  readonly why: string;
}

/** As much as the main thread has: what is too deep for one is too deep for the other. */
const STACK = { stackSizeMb: 1.15 };

export function startThread(script: string, start: Start): Thread {
  const worker = new Worker(script, { workerData: start, resourceLimits: STACK });
  let settle: ((answer: Answer | Lost) => void) | undefined;
  let refuse: ((error: Error) => void) | undefined;
  worker
    .on('message', (answer: Answer) => settle?.(answer))
    .on('error', (error: unknown) => {
      if (isOutOfMemory(error)) settle?.({ why: 'There is not enough memory to check it.' });
      else refuse?.(asError(error));
    })
    .on('messageerror', (error) => refuse?.(error))
    .on('exit', () => settle?.({ why: 'The thread that checked it was ended by a plug-in.' }));
  return {
    check: (task) =>
      new Promise((resolve, reject) => {
        settle = resolve;
        refuse = reject;
        worker.postMessage(task);
      }),
    end() {
      // What a thread that nobody waits for any more still says is of no interest; without a listener it would end the process.
      worker.removeAllListeners().on('error', () => {});
      void worker.terminate();
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Errors lose their class on the way between threads, and a plug-in may throw anything. */
function asError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error.name !== 'UserError') return error;
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined;
  return new UserError(error.message, hint);
}
