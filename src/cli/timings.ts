import type { Stage } from '../scan/scan-settings.ts';

/** The steps of a run, in their order. */
const STEPS = [
  'start',
  'find',
  'read',
  'parse',
  'resolve',
  'model',
  'rules',
  'judge',
  'report',
] as const;
export type Step = (typeof STEPS)[number] | Stage;

/** Adds up how long each step takes. */
export interface Clock {
  /** Runs work, asynchronous or not, on the account of a step. */
  during<T>(step: Step, work: () => T): T;
  /** Adds what a step took elsewhere. */
  add(step: Step, milliseconds: number): void;
  /** A table of all steps, and what no step accounts for. */
  table(): string;
}

export function clock(now: () => number): Clock {
  const spent = new Map<Step, number>([['start', now()]]);
  const add = (step: Step, milliseconds: number): void => {
    spent.set(step, (spent.get(step) ?? 0) + milliseconds);
  };
  return {
    add,
    during(step, work) {
      const from = now();
      const result = work();
      if (result instanceof Promise)
        void result.finally(() => add(step, now() - from)).catch(() => {});
      else add(step, now() - from);
      return result;
    },
    table() {
      const total = now();
      const known = [...spent.values()].reduce((sum, time) => sum + time, 0);
      const rows = [...STEPS.map((step) => [step, spent.get(step) ?? 0] as const)];
      const other = Math.max(0, total - known);
      const all = [...rows, ['other', other] as const, ['total', total] as const];
      const note = known > total ? THREADS : '';
      return all.map(([step, time]) => row(step, time, total)).join('') + note;
    },
  };
}

const THREADS = '  Steps of documents are added up over all threads.\n';

/** The items, with the time that it takes to make each on the account of a step. */
export function* eachTimed<T>(items: Iterable<T>, step: Step, { during }: Clock): Iterable<T> {
  const iterator = items[Symbol.iterator]();
  for (;;) {
    const next = during(step, () => iterator.next());
    if (next.done === true) return;
    yield next.value;
  }
}

function row(step: string, time: number, total: number): string {
  const share = `${Math.round((time / total) * 100)} %`;
  return `  ${step.padEnd(8)} ${time.toFixed(1).padStart(9)} ms ${share.padStart(6)}\n`;
}
