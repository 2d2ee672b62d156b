import type { Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import { tapeOf } from './locate-yaml.ts';
import { Kind, type Tape } from './tape.ts';
import { skipGap } from './yaml-gap.ts';

/** A comment to Specgate: from its `#` to the end of the line; `text` is what follows the `#`, trimmed. */
export interface Comment {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const marker = 'specgate-ignore';

/** The comments of a parsed text which begin with `specgate-ignore`, in order. JSON has none. */
export function commentsOf(source: Source, format: 'json' | 'yaml'): readonly Comment[] {
  const { text } = source;
  const tape = format === 'yaml' ? tapeOf(source) : undefined;
  if (tape === undefined) return [];
  return candidatesIn(text)
    .filter(({ start }) => !isInScalar(tape, text, start))
    .map(({ start, end }) => {
      return { ...source.position(start), start, end, text: text.slice(start + 1, end).trim() };
    });
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

/** Whether an offset is inside a scalar in quotes or a block scalar, where ` #` begins no comment. */
function isInScalar(tape: Tape, text: string, offset: number): boolean {
  const entry = entryBefore(tape, offset);
  const kind = tape.kinds[entry];
  if (kind !== Kind.quoted && kind !== Kind.decoded) return false;
  return offset >= contentStart(text, tape.starts[entry] ?? 0) && offset < (tape.ends[entry] ?? 0);
}

/** The last node that starts before an offset. */
function entryBefore({ starts, length }: Tape, offset: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where the content of a scalar begins: after its anchor and tag, and after a block scalar's first line. */
function contentStart(text: string, start: number): number {
  let at = start;
  while ('&!'.includes(text.charAt(at))) {
    while (/\S/.test(text.charAt(at))) at += 1;
    at = skipGap(text, at);
  }
  return '|>'.includes(text.charAt(at)) ? lineEnd(text, at) : at;
}
