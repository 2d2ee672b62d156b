import { setFlagsFromString } from 'node:v8';

/** A number that V8 goes by, what it is in a long scan, and what it is by default. */
type Flag = readonly [name: string, inLongScans: number, byDefault: number];

/**
 * A scan runs much code for a short time, and on few cores V8's optimising compiler competes with the scan itself: it is
 * asked to copy less of one function into another, and to wait until a function has run for longer. Scans of 0.4 to 13 MB
 * then take 10 to 20 % less time. Flags are known by version, since V8 complains of one that it does not have.
 *
 * Only numbers that V8 reads once for each function that it compiles, or in the thread that runs it, may be changed while it
 * compiles. `max-inlined-bytecode-size` is none of them: one run in fifteen ended in a failed check inside V8.
 */
const LESS_INLINING: readonly Flag[] = [['max-inlined-bytecode-size-cumulative', 150, 920]];
const FLAGS: { readonly [version: string]: readonly Flag[] } = {
  // Node 20
  '11.3': [...LESS_INLINING, ['interrupt-budget', 300_000, 67_584]],
  // Node 22
  '12.4': [...LESS_INLINING, ['invocation-count-for-turbofan', 10_000, 3000]],
  // Node 24 and 26, where a count that was changed and given back still counts as changed
  '13.6': LESS_INLINING,
  '14.6': LESS_INLINING,
};

/** Milliseconds after which a scan is no longer a short one, which would only pay for this. */
const LONG = 60;

let isTuned = false;

/** Sets up V8 for a long scan, once a scan has taken so many milliseconds that it is one. */
export function tune(milliseconds = LONG): void {
  if (isTuned || milliseconds < LONG) return;
  isTuned = true;
  for (const [name, inLongScans] of flagsFor(process.versions.v8)) set(name, inLongScans);
}

/** Gives V8 its defaults back: it takes bytecode only from a process with the same flags. */
export function untune(): void {
  if (!isTuned) return;
  isTuned = false;
  for (const [name, , byDefault] of flagsFor(process.versions.v8)) set(name, byDefault);
}

function set(name: string, value: number): void {
  setFlagsFromString(`--${name}=${value}`);
}

/** The flags for a version of V8; none for one that nobody has tried. */
export function flagsFor(version: string): readonly Flag[] {
  const [major = '', minor = ''] = version.split('.');
  return FLAGS[`${major}.${minor}`] ?? [];
}
