import type { Location } from '../../policy/verdict.ts';
import type { Source } from '../../source/source.ts';
import { drawn, frameOf } from '../frame.ts';
import type { Mask } from '../mask.ts';

const WIDTH = 110;

/** Lines of a source: their text, the number of the first, and where the marked text stands in the finding's own line. */
export type Excerpt = readonly [text: string, first: number, start: number, length: number];

/** The line of a place between its neighbours, without the indentation that they share; a long line alone, cut. */
export function excerptOf(location: Location, mask: Mask): Excerpt | undefined {
  const { source, range } = location;
  const { line } = range.start;
  const whole = source.line(line);
  if (whole.length > WIDTH) {
    const { code, start, length } = frameOf(location, mask, WIDTH);
    return [code, line, start, length];
  }
  const shown = lineOf(source, line, mask);
  if (shown === '') return undefined;
  const end = range.end.line === line ? range.end.column - 1 : whole.length;
  const before = line > 1 ? [lineOf(source, line - 1, mask)] : [];
  const after = line < source.lineCount ? [lineOf(source, line + 1, mask)] : [];
  const lines = [...before, shown, ...after];
  const shared = sharedIndent(lines);
  const columnOf = (unit: number) =>
    // Tabs and what is spelled out are wider than they were.
    shown.length === whole.length ? unit : drawn(mask.excerpt(source, line, 0, unit)).length;
  const start = columnOf(range.start.column - 1);
  const text = lines.map((each) => each.slice(shared)).join('\n');
  return [text, line - before.length, Math.max(0, start - shared), columnOf(end) - start];
}

function lineOf(source: Source, line: number, mask: Mask): string {
  const { length } = source.line(line);
  const text = drawn(mask.excerpt(source, line, 0, Math.min(length, WIDTH)));
  return length > WIDTH ? `${text}…` : text;
}

function sharedIndent(lines: readonly string[]): number {
  let shared = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent !== -1) shared = Math.min(shared, indent);
  }
  return Number.isFinite(shared) ? shared : 0;
}
