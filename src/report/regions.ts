import type { Location } from '../policy/verdict.ts';
import type { Range } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import type { Mask } from './mask.ts';
import { neutralise } from './neutral.ts';

/** Longest excerpt of a line in a machine format. */
const LONGEST = 300;

/** A region of code scanning, with the text that stands there. */
export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine: number;
  readonly endColumn?: number;
  readonly snippet: { readonly text: string };
}

/** The range, cut at the end of its first line: a short region is shown beside the change that touches it. */
export function firstLineOf({ source, range }: Location): Range {
  const { start, end } = range;
  if (end.line === start.line) return range;
  const column = Math.max(start.column, source.line(start.line).length + 1);
  return { start, end: { line: start.line, column } };
}

/** The place itself. */
export function regionOf(location: Location, mask: Mask): Region {
  const { start, end } = firstLineOf(location);
  const from = start.column - 1;
  const to = Math.min(end.column - 1, from + LONGEST);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    snippet: { text: neutralise(mask.excerpt(location.source, start.line, from, to)) },
  };
}

/** The line of the place with its neighbours, or a part of the line where lines are long. */
export function contextOf(location: Location, mask: Mask): Region | undefined {
  const { source } = location;
  const { start, end } = firstLineOf(location);
  const first = Math.max(1, start.line - 1);
  const last = Math.min(start.line + 1, lastLine(source), first + 2);
  if (last < start.line) return undefined;
  const lines: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const { length } = source.line(line);
    if (length > LONGEST) return partOfLine(source, { start, end }, mask);
    lines.push(neutralise(mask.excerpt(source, line, 0, length)));
  }
  if (first === last && start.column === 1 && end.column > source.line(first).length) {
    return undefined;
  }
  return { startLine: first, endLine: last, snippet: { text: lines.join('\n') } };
}

/** What stands around the place in its own line; nothing if the place is too long itself. */
function partOfLine(source: Source, { start, end }: Range, mask: Mask): Region | undefined {
  const around = Math.floor((LONGEST - (end.column - start.column)) / 2);
  const from = Math.max(0, start.column - 1 - around);
  const to = Math.min(source.line(start.line).length, end.column - 1 + around);
  if (around <= 0 || to < end.column - 1) return undefined;
  return {
    startLine: start.line,
    startColumn: from + 1,
    endLine: start.line,
    endColumn: to + 1,
    snippet: { text: neutralise(mask.excerpt(source, start.line, from, to)) },
  };
}

/** The last line that holds anything: a final line break begins no line of its own. */
function lastLine(source: Source): number {
  const count = source.lineCount;
  return count > 1 && source.line(count) === '' ? count - 1 : count;
}
