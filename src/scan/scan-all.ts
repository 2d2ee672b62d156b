import type { Plan } from '../engine/plan.ts';
import { always, outOfTime, type Scanned, scanNow, scanOne } from './scan-one.ts';
import type { Governance, Input, ScanSettings } from './scan-settings.ts';

/**
 * Scans each input. Where nothing is awaited, all of it is one piece of work with one limit of time, since such a limit
 * costs a thread: a run over a thousand descriptions would spend a fifth of its time on limits of their own.
 */
export async function scanAll(
  inputs: AsyncIterable<Input> | Iterable<Input>,
  planOf: (governance: Governance) => Plan,
  settings: ScanSettings,
): Promise<readonly Scanned[]> {
  const { signal, references } = settings;
  if (isAtHand(inputs) && signal === undefined && references.mode !== 'remote') {
    return scanAtOnce(inputs, planOf, settings);
  }
  const scanned: Scanned[] = [];
  for await (const input of inputs) {
    // Whoever may abort gets a turn to do so.
    if (signal !== undefined) await new Promise(setImmediate);
    signal?.throwIfAborted();
    scanned.push(await scanOne(input, planOf, settings));
  }
  return scanned;
}

function isAtHand(inputs: AsyncIterable<Input> | Iterable<Input>): inputs is Iterable<Input> {
  return Symbol.iterator in inputs;
}

function scanAtOnce(
  inputs: Iterable<Input>,
  planOf: (governance: Governance) => Plan,
  settings: ScanSettings,
): readonly Scanned[] {
  const { inTime = always } = settings;
  const scanned: Scanned[] = [];
  const waiting = inputs[Symbol.iterator]();
  const progress: Progress = { isReading: false, isComplete: false, current: undefined };
  inTime(() => {
    for (;;) {
      progress.isReading = true;
      const next = waiting.next();
      progress.isReading = false;
      if (next.done === true) break;
      progress.current = next.value;
      scanned.push(scanNow(next.value, planOf, settings));
      progress.current = undefined;
    }
    progress.isComplete = true;
  });
  return progress.isComplete ? scanned : [...scanned, ...missed(waiting, progress, settings)];
}

/** How far a piece of work came that may be ended at any point. */
interface Progress {
  isReading: boolean;
  isComplete: boolean;
  current: Input | undefined;
}

/** What was not scanned: the document at hand, and those behind it. */
function* missed(
  waiting: Iterator<Input>,
  { isReading, current }: Progress,
  settings: ScanSettings,
): Iterable<Scanned> {
  // A list that was ended while it was asked for the next document cannot go on, and never says what that was.
  if (isReading) {
    yield unread(settings);
    return;
  }
  if (current !== undefined) yield outOfTime(current, settings);
  for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
    yield outOfTime(next.value, settings);
  }
}

function unread({ governance, base }: ScanSettings): Scanned {
  const message = 'The time for the scan was over before all documents were read.';
  return {
    governance,
    outcome: { findings: [], eligible: [], failures: [{ uri: base, message }] },
  };
}
