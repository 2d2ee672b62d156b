import type { Finding } from '../engine/finding.ts';
import type { Result } from '../policy/verdict.ts';
import type { Range, Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';

/** Hides the secrets that any finding of a report names, wherever their text stands. */
export interface Mask {
  /** A text with each secret as its first characters and `****`. */
  text(text: string): string;
  /** The units `from` to `to` of a line, of the same length, with `*` over secrets. */
  excerpt(source: Source, line: number, from: number, to: number): string;
}

/** Only texts from this length on are searched for; shorter secrets are hidden where they stand. */
const SEARCHED = 4;
/** Characters of a secret that stay, to recognise it by. */
const KEPT = 4;

const LOW_BYTE = 0xff;

/** The secrets that are searched for, by their first characters; `firsts` says at which ones looking is worth while. */
interface Known {
  readonly firsts: Uint8Array;
  readonly searched: ReadonlyMap<string, readonly string[]>;
}

/** The mask for all findings of a report. */
export function maskOf(results: readonly Result[]): Mask {
  const searched = new Map<string, string[]>();
  const hidden = new Map<Source, Range[]>();
  let longest = 0;
  for (const { finding } of results) {
    const span = secretSpan(finding);
    if (span === undefined || finding.secret === undefined) continue;
    const { source } = finding.at;
    const written = source.text.slice(span.start, span.end);
    const spellings = spellingsIn(written, finding.secret);
    if (spellings === undefined) {
      const range = { start: source.position(span.start), end: source.position(span.end) };
      addTo(hidden, source, range);
    }
    for (const text of [finding.secret, ...(spellings ?? [])]) {
      if (text.length < SEARCHED) continue;
      addTo(searched, text.slice(0, SEARCHED), text);
      longest = Math.max(longest, text.length);
    }
  }
  for (const [start, texts] of searched) searched.set(start, longestFirst(texts));
  if (searched.size === 0 && hidden.size === 0) return NO_SECRETS;
  const firsts = new Uint8Array(LOW_BYTE + 1);
  for (const start of searched.keys()) firsts[start.charCodeAt(0) & LOW_BYTE] = 1;
  const known = { firsts, searched };
  return {
    text: (text) => replaceKnown(text, known, () => '****'),
    excerpt(source, line, from, to) {
      const whole = source.line(line);
      // A secret may begin before the excerpt, so the search does too.
      const start = Math.max(0, from - longest);
      const near = replaceKnown(whole.slice(start, to + longest), known, (rest) =>
        '*'.repeat(rest),
      );
      const shown = near.slice(from - start, to - start);
      return (hidden.get(source) ?? []).reduce(
        (text, range) => starRange(text, range, line, from),
        shown,
      );
    },
  };
}

/** Where the secret of a finding stands in its source; undefined where there is none. */
export function secretSpan({ secret, span, at }: Finding): Span | undefined {
  if (secret === undefined || secret === '') return undefined;
  return span ?? at.source.span(at, 'value');
}

const NO_SECRETS: Mask = {
  text: (text) => text,
  excerpt: (source, line, from, to) => source.line(line).slice(from, to),
};

/** How the secret is spelled in the source; nothing if it is none of the usual ways. */
function spellingsIn(written: string, secret: string): readonly string[] | undefined {
  if (secret.length < SEARCHED) return undefined;
  const escaped = JSON.stringify(secret).slice(1, -1);
  for (const spelling of [secret, escaped]) if (written.includes(spelling)) return [spelling];
  const lines = secret.split('\n').map((line) => line.trim());
  const long = lines.filter((line) => line.length >= SEARCHED);
  return long.length > 1 && long.every((line) => written.includes(line)) ? long : undefined;
}

function replaceKnown(
  text: string,
  { firsts, searched }: Known,
  cover: (rest: number) => string,
): string {
  let replaced = '';
  let done = 0;
  for (let at = 0; at + SEARCHED <= text.length; at += 1) {
    if (firsts[text.charCodeAt(at) & LOW_BYTE] !== 1) continue;
    const found = searched
      .get(text.slice(at, at + SEARCHED))
      ?.find((secret) => text.startsWith(secret, at));
    if (found === undefined) continue;
    const kept = Math.min(KEPT, found.length >> 2);
    replaced += text.slice(done, at + kept) + cover(found.length - kept);
    done = at + found.length;
    at = done - 1;
  }
  return done === 0 ? text : replaced + text.slice(done);
}

function starRange(text: string, range: Range, line: number, from: number): string {
  if (line < range.start.line || line > range.end.line) return text;
  const first = line === range.start.line ? Math.max(0, range.start.column - 1 - from) : 0;
  const last = line === range.end.line ? range.end.column - 1 - from : text.length;
  if (last <= first) return text;
  const stars = '*'.repeat(Math.min(last, text.length) - Math.min(first, text.length));
  return text.slice(0, first) + stars + text.slice(Math.min(last, text.length));
}

function longestFirst(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort((a, b) => b.length - a.length);
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
