import type { Source } from '../source/source.ts';

/** How many characters, from a line's first one on, its hash is made of; spaces and tabs do not count. */
const WINDOW = 100;
const BASE = 37;
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
  const counted = countedCodes(source.text, last);
  // The lower half is cheap, and all that most lines are asked for: only equal lines need the whole hash.
  const halves = lowerHalves(counted, last);
  const similar = new Set<number>();
  for (const line of wanted) similar.add(halves[line - 1] ?? 0);
  const seen = new Map<string, number>();
  const found = new Map<number, string>();
  for (let at = 0; at < last; at += 1) {
    if (!similar.has(halves[at] ?? 0)) continue;
    const hash = wholeHash(counted.codes, counted.starts[at] ?? 0);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    if (wanted.has(at + 1)) found.set(at + 1, `${hash}:${count}`);
  }
  return found;
}

interface Counted {
  readonly codes: Uint16Array;
  readonly length: number;
  /** Where each line begins in `codes`. */
  readonly starts: Uint32Array;
}

/** The lower 32 bits of the hashes of the first `count` lines, rolled along in one pass. */
function lowerHalves({ codes, length, starts }: Counted, count: number): Int32Array {
  let leavingWeight = 1;
  for (let power = 0; power < WINDOW; power += 1) leavingWeight = Math.imul(leavingWeight, BASE);
  const halves = new Int32Array(count);
  let hash = 0;
  let line = 0;
  let end = (starts[0] ?? 0) + WINDOW;
  // The zeros behind the end of the file count too.
  for (let at = 0; at < length + WINDOW && line < count; at += 1) {
    const leaving = at < WINDOW ? 0 : (codes[at - WINDOW] ?? 0);
    hash = (Math.imul(hash, BASE) + (codes[at] ?? 0) - Math.imul(leavingWeight, leaving)) | 0;
    if (at + 1 !== end) continue;
    halves[line] = hash;
    line += 1;
    end = (starts[line] ?? 0) + WINDOW;
  }
  return halves;
}

/** The hash of the window that begins at `start`, in hexadecimal. */
function wholeHash(codes: Uint16Array, start: number): string {
  let high = 0;
  let low = 0;
  for (let at = start; at < start + WINDOW; at += 1) {
    const sum = low * BASE + (codes[at] ?? 0);
    high = (Math.imul(high, BASE) + Math.floor(sum / 0x100000000)) >>> 0;
    low = sum >>> 0;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}

/**
 * The characters that count, where each line starts among them, and a mark for the end of the file.
 * Of a long line only as many as fit the window: no line before it reaches further.
 */
function countedCodes(text: string, count: number): Counted {
  const codes = new Uint16Array(
    Math.min(text.length, (count + WINDOW) * (WINDOW + 1)) + WINDOW + 1,
  );
  const starts = new Uint32Array(count + WINDOW + 1);
  let length = 0;
  let line = 0;
  let isStart = true;
  let at = 0;
  // No line reaches further than the start of the hundredth line after it.
  for (; at < text.length && line < count + WINDOW; at += 1) {
    let code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) continue;
    if (code === CARRIAGE_RETURN) {
      code = LINE_FEED;
      if (text.charCodeAt(at + 1) === LINE_FEED) at += 1;
    }
    if (isStart) starts[line++] = length;
    isStart = code === LINE_FEED;
    codes[length++] = code;
    if (!isStart && length - (starts[line - 1] ?? 0) === WINDOW) at = lineBreak(text, at + 1) - 1;
  }
  if (isStart) starts[line] = length;
  codes[length++] = END_OF_FILE;
  return { codes, length, starts };
}

/** Where the line that holds `from` ends. */
function lineBreak(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed === -1 ? text.length : feed;
  // Asked of this line only: a file without carriage returns must not be searched for them again and again.
  const carriage = text.slice(from, end).indexOf('\r');
  return carriage === -1 ? end : from + carriage;
}
