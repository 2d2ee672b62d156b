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
  // The lower half is cheap, and all that most lines are asked for: only equal lines need the whole hash.
  const { halves, offsets } = lowerHalves(source.text, last);
  const similar = new Set<number>();
  for (const line of wanted) similar.add(halves[line - 1] ?? 0);
  const hashAt = rememberingHash(source.text);
  const seen = new Map<string, number>();
  const found = new Map<number, string>();
  for (let at = 0; at < last; at += 1) {
    const half = halves[at] ?? 0;
    if (!similar.has(half)) continue;
    const hash = hashAt(half, offsets[at] ?? 0);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    if (wanted.has(at + 1)) found.set(at + 1, `${hash}:${count}`);
  }
  return found;
}

interface Halves {
  readonly halves: Int32Array;
  /** Where the first character that counts of each line stands in the text. */
  readonly offsets: Uint32Array;
}

/**
 * The lower 32 bits of the hashes of the first `count` lines, in one pass: the hash of a window is the hash of all that
 * was read until its end, less what was read before it, times 37 to the power of 100.
 */
function lowerHalves(text: string, count: number): Halves {
  let weight = 1;
  for (let power = 0; power < WINDOW; power += 1) weight = Math.imul(weight, BASE);
  const halves = new Int32Array(count);
  const offsets = new Uint32Array(count);
  const starts = new Int32Array(count);
  const before = new Int32Array(count);
  let hash = 0;
  let taken = 0;
  let begun = 0;
  let ended = 0;
  let end = NEVER;
  let isStart = true;
  for (let at = 0; ended < count; at += 1) {
    let code = codeAt(text, at);
    if (code <= SPACE) {
      if (code === SPACE || code === TAB) continue;
      if (code === CARRIAGE_RETURN) {
        code = LINE_FEED;
        if (text.charCodeAt(at + 1) === LINE_FEED) at += 1;
      }
    }
    if (isStart && begun < count) {
      offsets[begun] = at;
      starts[begun] = taken;
      before[begun] = hash;
      if (end === NEVER) end = taken + WINDOW;
      begun += 1;
    }
    isStart = code === LINE_FEED;
    hash = (Math.imul(hash, BASE) + code) | 0;
    taken += 1;
    if (taken !== end) continue;
    halves[ended] = hash - Math.imul(weight, before[ended] ?? 0);
    ended += 1;
    end = ended < begun ? (starts[ended] ?? 0) + WINDOW : NEVER;
    // No window is open: nothing more of this line counts.
    if (end === NEVER && !isStart) at = lineBreak(text, at + 1) - 1;
  }
  return { halves, offsets };
}

const NEVER = -1;

/** Behind the text stands a mark for its end, and then zeros as far as a window reaches. */
function codeAt(text: string, at: number): number {
  if (at < text.length) return text.charCodeAt(at);
  return at === text.length ? END_OF_FILE : 0;
}

/** The hash of a window by its lower half and offset; a window with the very text of an earlier one is not read again. */
function rememberingHash(text: string): (half: number, offset: number) => string {
  const known = new Map<number, { readonly hash: string; readonly written: string }>();
  return (half, offset) => {
    const before = known.get(half);
    if (before !== undefined && text.startsWith(before.written, offset)) return before.hash;
    const { hash, end } = wholeHash(text, offset);
    // The end of the file is part of a window that reaches it, and stands nowhere else.
    if (end <= text.length) known.set(half, { hash, written: text.slice(offset, end) });
    return hash;
  };
}

/** The hash of the window that begins at `offset`, in hexadecimal, and where the window ends. */
function wholeHash(text: string, offset: number): { readonly hash: string; readonly end: number } {
  let high = 0;
  let low = 0;
  let left = WINDOW;
  let at = offset;
  for (; left > 0; at += 1) {
    let code = codeAt(text, at);
    if (code === SPACE || code === TAB) continue;
    if (code === CARRIAGE_RETURN) {
      code = LINE_FEED;
      if (text.charCodeAt(at + 1) === LINE_FEED) at += 1;
    }
    const sum = low * BASE + code;
    high = (Math.imul(high, BASE) + Math.floor(sum / 0x100000000)) >>> 0;
    low = sum >>> 0;
    left -= 1;
  }
  const rest = high === 0 ? low.toString(16) : low.toString(16).padStart(8, '0');
  return { hash: high === 0 ? rest : high.toString(16) + rest, end: at };
}

/** Where the line that holds `from` ends. */
function lineBreak(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed === -1 ? text.length : feed;
  // Asked of this line only: a file without carriage returns must not be searched for them again and again.
  const carriage = text.slice(from, end).indexOf('\r');
  return carriage === -1 ? end : from + carriage;
}
