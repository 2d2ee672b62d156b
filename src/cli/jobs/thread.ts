import { Worker } from 'node:worker_threads';
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

export function startThread(script: string, start: Start): Thread {
  const worker = new Worker(script, { workerData: start });
  let settle: ((answer: Answer | Lost) => void) | undefined;
  let refuse: ((error: Error) => void) | undefined;
  worker
    .on('message', (answer: Answer) => settle?.(answer))
    .on('error', (error) => {
      if (isOutOfMemory(error)) settle?.({ why: 'There is not enough memory to check it.' });
      else refuse?.(error);
    })
    .on('exit', () => settle?.({ why: 'The thread that checked it was ended by a plug-in.' }));
  return {
    check: (task) =>
      new Promise((resolve, reject) => {
        settle = resolve;
        refuse = reject;
        worker.postMessage(task);
      }),
    end() {
      worker.removeAllListeners();
      void worker.terminate();
    },
  };
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
