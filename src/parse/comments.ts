import { EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import { readEvents } from './yaml-events.ts';

/** A comment to Specgate: from its `#` to the end of the line; `text` is what follows the `#`, trimmed. */
export interface Comment {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const marker = 'specgate-ignore';

/** The comments of a text that was parsed as `format` which begin with `specgate-ignore`, in order. JSON has none. */
export function commentsOf(source: Source, format: 'json' | 'yaml'): readonly Comment[] {
  if (format === 'json') return [];
  const candidates = candidatesIn(source.text);
  if (candidates.length === 0) return [];
  const opaque = opaqueSpans(source.text);
  return candidates
    .filter(({ start }) => opaque !== undefined && !isInside(opaque, start))
    .map(({ start, end }) => ({
      ...source.position(start),
      start,
      end,
      text: source.text.slice(start + 1, end).trim(),
    }));
}

/** Where a `#` that could begin a comment is followed by the marker. */
function candidatesIn(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at + 1)) {
    let start = at;
    while (/[ \t]/.test(text.charAt(start - 1))) start -= 1;
    start -= 1;
    if (text.charAt(start) !== '#' || !/^[\s]?$/.test(text.charAt(start - 1))) continue;
    spans.push({ start, end: lineEnd(text, at) });
  }
  return spans;
}

function lineEnd(text: string, from: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}

/** The scalars in which ` #` begins no comment: those in quotes and block scalars, in the order of the text. */
function opaqueSpans(text: string): Span[] | undefined {
  const events = readEvents(text, text.length);
  if ('offset' in events) return undefined;
  const spans: Span[] = [];
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style === SCALAR_STYLE.PLAIN) continue;
    spans.push({ start: event.valueStart, end: event.valueEnd });
  }
  return spans;
}

function isInside(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return offset < (spans[low - 1]?.end ?? 0);
}
