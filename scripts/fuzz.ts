// Scans mutated fixtures and random bytes for as long as it is told, and keeps each new input that goes wrong, shrunk:
//
//   npm run fuzz -- --minutes 10 [--seed 1]
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { complaintAbout } from '../test/fuzz/complaint.ts';
import { anyInput, type Input, seedTexts } from '../test/fuzz/inputs.ts';

const FOLDER = 'fixtures/fuzz';
const BATCH = 400;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const end = performance.now() + Number(values.minutes) * 60_000;
const inputs = anyInput(seedTexts('fixtures'));
/** What is known already, so that one fault does not hide the next. */
const known = new Set<string>();
let tried = 0;

/** A complaint without what the input put into it. */
function signature(complaint: string): string {
  const [first = '', second = ''] = complaint.split('\n');
  const rule = /^rule "[^"]*" failed at|^took|^exit code/.exec(first)?.[0];
  const tail = first.slice(first.lastIndexOf(': ') + 1).replaceAll(/"[^"]*"|\d+/g, '');
  return `${rule ?? ''}${tail.slice(0, 60)} ${second.trim().replace(/:\d+\)?$/, '')}`;
}

async function newComplaint(input: Input): Promise<string | undefined> {
  tried += 1;
  const complaint = await complaintAbout(input);
  if (complaint === undefined || known.has(signature(complaint))) return undefined;
  // A busy machine can make one input slow; a slow input is slow again.
  if (complaint.startsWith('took') && (await complaintAbout(input)) === undefined) return undefined;
  return complaint;
}

/** Tries a batch; hands back the smallest input that goes wrong in a new way. */
async function batch(seed: number): Promise<Input | undefined> {
  const property = fc.asyncProperty(inputs, async (input) => {
    return (await newComplaint(input)) === undefined;
  });
  const left = Math.max(1, end - performance.now());
  const { counterexample } = await fc.check(property, {
    seed,
    numRuns: BATCH,
    interruptAfterTimeLimit: left,
    markInterruptAsFailure: false,
  });
  return counterexample?.[0];
}

async function keep(input: Input, seed: number): Promise<void> {
  const complaint = (await newComplaint(input)) ?? 'went wrong once, but not again';
  known.add(signature(complaint));
  const hash = createHash('sha256').update(input.bytes).digest('hex').slice(0, 10);
  const extension = /\.\w+$/.exec(input.name)?.[0] ?? '.bin';
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${hash}${extension}`, input.bytes);
  console.log(`seed ${seed}: ${FOLDER}/${hash}${extension}\n  ${complaint.slice(0, 600)}`);
}

let seed = Number(values.seed ?? Date.now() % 0x7fff_ffff);
while (performance.now() < end) {
  const input = await batch(seed);
  if (input !== undefined) await keep(input, seed);
  seed += 1;
}
console.log(`${tried} inputs, ${known.size} new faults, last seed ${seed - 1}`);
process.exitCode = known.size === 0 ? 0 : 1;
