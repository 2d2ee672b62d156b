import { Script } from 'node:vm';

/** Runs work to its end, or hands back nothing where the time is over. */
export type InTime = <T>(work: () => T) => { readonly value: T } | undefined;

const SLOT = Symbol.for('specgate.work');

/**
 * Ends work that is running when the time is over, also an endless loop or a regular expression: V8 can interrupt what a
 * `vm` script calls, where a timer of our own would wait for its turn for ever. Each call costs about 0.1 ms.
 */
export function deadline(milliseconds: number, now: () => number): InTime {
  const end = now() + milliseconds;
  const script = new Script('globalThis[Symbol.for("specgate.work")]()');
  return (work) => {
    const left = Math.ceil(end - now());
    if (left <= 0) return undefined;
    const done: { value: ReturnType<typeof work> }[] = [];
    Reflect.set(globalThis, SLOT, () => {
      done.push({ value: work() });
    });
    try {
      script.runInThisContext({ timeout: left, displayErrors: false });
    } catch (error) {
      if (!isTimeout(error)) throw error;
    } finally {
      Reflect.deleteProperty(globalThis, SLOT);
    }
    return done[0];
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
