import type { Source } from '../source/source.ts';

/** How many characters, from a line's first one on, its hash is made of; spaces and tabs do not count. */
const WINDOW = 100;
const BASE = 37;
// BASE ** WINDOW modulo 2 ** 64: the weight of the character that leaves the window.
const LEAVING = BigInt.asUintN(64, BigInt(BASE) ** BigInt(WINDOW));
const LEAVING_HIGH = Number(LEAVING >> 32n) | 0;
const LEAVING_LOW = Number(LEAVING & 0xffffffffn);
const END_OF_FILE = 0xffff;
const SPACE = 32;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The `primaryLocationLineHash` of lines, as GitHub computes it for results that have none: a 64-bit hash of the line
 * and what follows, and after a colon how many lines of the file, up to this one, have the same hash.
 */
export function lineHashes(source: Source, lines: Iterable<number>): ReadonlyMap<number, string> {
  const wanted = new Set(lines);
  let last = 0;
  for (const line of wanted) last = Math.max(last, Math.min(line, source.lineCount));
  const hashes = firstLines(source.text, last);
  const halves = new Set<number>();
  for (const line of wanted) halves.add(hashes.low[line - 1] ?? 0);
  const seen = new Map<string, number>();
  const found = new Map<number, string>();
  for (let at = 0; at < last; at += 1) {
    const low = hashes.low[at] ?? 0;
    if (!halves.has(low)) continue;
    const hash = hexadecimal(hashes.high[at] ?? 0, low);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    if (wanted.has(at + 1)) found.set(at + 1, `${hash}:${count}`);
  }
  return found;
}

interface Hashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** The hashes of the first `count` lines, in one pass; the middle of very long lines is jumped over. */
function firstLines(text: string, count: number): Hashes {
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  const starts = new Float64Array(count + 1);
  const ring = new Uint16Array(WINDOW);
  let [hashHigh, hashLow, taken, begun, ended] = [0, 0, 0, 0, 0];

  function take(code: number): void {
    const slot = taken % WINDOW;
    const leaving = ring[slot] ?? 0;
    ring[slot] = code;
    // Below 2 ** 53 in size, so exact; the halves are kept modulo 2 ** 32.
    const sum = hashLow * BASE + code - LEAVING_LOW * leaving;
    hashHigh =
      (Math.imul(hashHigh, BASE) -
        Math.imul(LEAVING_HIGH, leaving) +
        Math.floor(sum / 0x100000000)) |
      0;
    hashLow = sum >>> 0;
    taken += 1;
    if (ended < begun && taken === (starts[ended] ?? 0) + WINDOW) {
      high[ended] = hashHigh;
      low[ended] = hashLow;
      ended += 1;
    }
  }

  let isStart = true;
  for (let at = 0; at < text.length && ended < count; at += 1) {
    let code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) continue;
    if (code === CARRIAGE_RETURN) {
      code = LINE_FEED;
      if (text.charCodeAt(at + 1) === LINE_FEED) at += 1;
    }
    if (isStart && begun < count) starts[begun++] = taken;
    isStart = code === LINE_FEED;
    take(code);
    if (ended === begun && !isStart) at = lineBreak(text, at + 1) - 1;
  }
  if (isStart && begun < count) starts[begun++] = taken;
  take(END_OF_FILE);
  for (let left = WINDOW; left > 0; left -= 1) take(0);
  return { high, low };
}

/** Where the line that holds `from` ends. */
function lineBreak(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed === -1 ? text.length : feed;
  // Asked of this line only: a file without carriage returns must not be searched for them again and again.
  const carriage = text.slice(from, end).indexOf('\r');
  return carriage === -1 ? end : from + carriage;
}

function hexadecimal(high: number, low: number): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
