/** What stands at an entry of a tape. */
export const Kind = {
  /** A scalar whose text is the span itself. */
  plain: 0,
  /** A scalar in quotes without escapes or line breaks: its text is the span without the quotes. */
  quoted: 1,
  /** Any other scalar; if it is a key, its text is in `names`. */
  decoded: 2,
  list: 3,
  map: 4,
  alias: 5,
  /** The key `<<`. */
  merge: 6,
} as const;

/**
 * Where each node of a YAML document stands, in the order of the text: a map is followed by key, value, key, value …,
 * a list by its items. Numbers in typed arrays, since a document of 10 MB has half a million nodes.
 */
export interface Tape {
  length: number;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  /** The entry after the node and all that is in it. */
  nexts: Int32Array;
  /** The entry that an alias stands for. */
  readonly targets: Map<number, number>;
  /** The maps that have a merge key. */
  readonly merging: Set<number>;
  /** The text of keys that have to be decoded. */
  readonly names: Map<number, string>;
}

/** An empty tape with room for `capacity` nodes; it grows if need be. */
export function newTape(capacity: number): Tape {
  return {
    length: 0,
    kinds: new Uint8Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    nexts: new Int32Array(capacity),
    targets: new Map(),
    merging: new Set(),
    names: new Map(),
  };
}

/** Adds a node without children and says at which entry it stands. */
export function addToTape(tape: Tape, kind: number, start: number, end: number): number {
  const entry = tape.length;
  if (entry === tape.kinds.length) grow(tape);
  tape.kinds[entry] = kind;
  tape.starts[entry] = start;
  tape.ends[entry] = end;
  tape.nexts[entry] = entry + 1;
  tape.length = entry + 1;
  return entry;
}

function grow(tape: Tape): void {
  const size = 2 * tape.length + 16;
  const { kinds, starts, ends, nexts } = tape;
  tape.kinds = new Uint8Array(size);
  tape.starts = new Int32Array(size);
  tape.ends = new Int32Array(size);
  tape.nexts = new Int32Array(size);
  tape.kinds.set(kinds);
  tape.starts.set(starts);
  tape.ends.set(ends);
  tape.nexts.set(nexts);
}

/** The text of the key at an entry. */
export function keyText(tape: Tape, text: string, entry: number): string {
  const quote = tape.kinds[entry] === Kind.quoted ? 1 : 0;
  const start = tape.starts[entry] ?? 0;
  const end = tape.ends[entry] ?? 0;
  return tape.names.get(entry) ?? text.slice(start + quote, end - quote);
}

/** The entries of a map's keys, in the order of the text; the value of a key stands at the entry after it. */
export function keysOf(tape: Tape, map: number): number[] {
  const keys: number[] = [];
  const end = tape.nexts[map] ?? 0;
  for (let key = map + 1; key < end; key = tape.nexts[key + 1] ?? end) keys.push(key);
  return keys;
}

/** The entries of a list's items. */
export function itemsOf(tape: Tape, list: number): number[] {
  const items: number[] = [];
  const end = tape.nexts[list] ?? 0;
  for (let item = list + 1; item < end; item = tape.nexts[item] ?? end) items.push(item);
  return items;
}
