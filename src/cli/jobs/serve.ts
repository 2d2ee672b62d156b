import { parentPort, workerData } from 'node:worker_threads';
import { deadline } from '../../deadline.ts';
import { planner, policyOf } from '../../scan/assemble.ts';
import { inputReader } from '../../scan/inputs.ts';
import { pack } from '../../scan/pack.ts';
import { outOfTime, scanNow } from '../../scan/scan-one.ts';
import type { ScanSettings, Stage } from '../../scan/scan-settings.ts';
import { prepare } from '../../scan/settings.ts';
import { ALL_RULES } from '../all-rules.ts';
import { flagsOf } from '../flags.ts';
import { SCAN_OPTIONS } from '../options.ts';
import { pluginsFor } from '../plugins.ts';
import { scanOptionsOf } from '../scan-options.ts';
import type { Answer, Start, Task } from './messages.ts';

/** The work of one thread: checks the documents that it is given, one after the other, and sends what each came to. */
export async function serve(): Promise<void> {
  if (parentPort === null) throw new TypeError('this is not a thread of a scan');
  const port = parentPort;
  // What `startThread` gives.
  const check = await checker(workerData as Start);
  port.on('message', (task: Task) => port.postMessage(check(task)));
}

async function checker({ given, cwd, left }: Start): Promise<(task: Task) => Answer> {
  const inTime = deadline(left, () => performance.now());
  const flags = flagsOf(SCAN_OPTIONS, given);
  const plugins = await pluginsFor(flags, cwd, flags.text('policy'));
  const options = scanOptionsOf(flags, { cwd, env: process.env }, plugins);
  const { settings, governor } = prepare(options, ALL_RULES);
  const read = inputReader(options, governor);
  const planOf = planner(settings.rules);
  return ({ index, file }) => {
    const times: [Stage, number][] = [];
    const timed: ScanSettings = { ...settings, during: timing(times) };
    const input = timing(times)('read', () => read(file));
    const scanned =
      inTime(() => scanNow(input, planOf, timed))?.value ?? outOfTime(input, settings);
    // A thread keeps what descriptions share, not the descriptions.
    settings.references.cache?.delete(file);
    const policy = policyOf([scanned], planOf, { settings, before: undefined });
    return { index, parcel: pack(scanned, policy, settings), times };
  };
}

function timing(times: [Stage, number][]): NonNullable<ScanSettings['during']> {
  return (stage, work) => {
    const from = performance.now();
    const result = work();
    times.push([stage, performance.now() - from]);
    return result;
  };
}
