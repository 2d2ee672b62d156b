/** What a pattern asks for in turn: a character, or any of some number of characters. */
type Part = string | typeof ANY | typeof WITHIN;

/** Any text. */
const ANY = Symbol('**');
/** Any text without `/`. */
const WITHIN = Symbol('*');

/** A pattern that is compared in time in proportion to the text times the pattern, whatever both hold. */
export interface Wildcards {
  /** What stands before the first wildcard, and behind the last; most texts are told apart by these. */
  readonly start: string;
  readonly end: string;
  /** The wildcards, and what stands between them; empty where there are none. */
  readonly between: readonly Part[];
}

/** `*` stands for any text within a segment, `**` for any text; where there are no segments, both do. */
export function wildcardsIn(pattern: string, hasSegments: boolean): Wildcards {
  const first = pattern.indexOf('*');
  if (first === -1) return { start: pattern, end: '', between: [] };
  const last = pattern.lastIndexOf('*') + 1;
  const between = (pattern.slice(first, last).match(/\*+|[^*]/gsu) ?? []).map((part) => {
    if (!part.startsWith('*')) return part;
    return hasSegments && part === '*' ? WITHIN : ANY;
  });
  return { start: pattern.slice(0, first), end: pattern.slice(last), between };
}

/** Whether the pattern is the whole text. */
export function isMatch(text: string, { start, end, between }: Wildcards): boolean {
  if (between.length === 0) return text === start;
  if (text.length < start.length + end.length) return false;
  if (!text.startsWith(start) || !text.endsWith(end)) return false;
  return isBetween(text.slice(start.length, text.length - end.length), between);
}

/** All places of the pattern that the text may have come to are kept at once, so that nothing is tried twice. */
function isBetween(text: string, pattern: readonly Part[]): boolean {
  let open = skipped(new Set([0]), pattern);
  for (const character of text) {
    const next = new Set<number>();
    for (const at of open) {
      const part = pattern[at];
      if (part === ANY || (part === WITHIN && character !== '/')) next.add(at);
      else if (part === character) next.add(at + 1);
    }
    if (next.size === 0) return false;
    open = skipped(next, pattern);
  }
  return open.has(pattern.length);
}

/** With what follows wildcards, which may stand for nothing. */
function skipped(open: Set<number>, pattern: readonly Part[]): ReadonlySet<number> {
  for (const at of open) if (pattern[at] === ANY || pattern[at] === WITHIN) open.add(at + 1);
  return open;
}
