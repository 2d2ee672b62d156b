import type { Location } from '../policy/verdict.ts';
import { columnsOf, headOf, tailOf } from './columns.ts';
import type { Mask } from './mask.ts';
import { neutralise } from './neutral.ts';

/** A line of the source around a place, and the marks under it. */
export interface Frame {
  readonly code: string;
  /** Spaces and carets, as wide as the marked text is drawn. */
  readonly marks: string;
  /** Where the marked text stands in `code`, in UTF-16 units; nothing may be marked. */
  readonly start: number;
  readonly length: number;
}

/** The first line of a place, cut to `columns`: of a long line, only what stands around the place. */
export function frameOf(location: Location, mask: Mask, columns: number): Frame {
  const { source, range } = location;
  const { line } = range.start;
  const { length } = source.line(line);
  const start = Math.min(range.start.column - 1, length);
  const end = range.end.line === line ? Math.max(start, range.end.column - 1) : length;
  // More can never be shown; a minified file is one line of megabytes.
  const from = Math.max(0, start - 2 * columns);
  const to = Math.min(length, start + 2 * columns);
  const shown = (first: number, last: number) =>
    drawn(mask.excerpt(source, line, first, Math.max(first, last)));
  return squeeze(
    {
      before: shown(from, start),
      marked: shown(start, Math.min(end, to)),
      after: shown(end, to).trimEnd(),
      cutBefore: from > 0,
      cutAfter: to < length,
    },
    columns,
  );
}

interface Parts {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

function squeeze({ before, marked, after, cutBefore, cutAfter }: Parts, columns: number): Frame {
  const whole = columnsOf(before) + columnsOf(marked) + columnsOf(after);
  if (whole <= columns && !cutBefore && !cutAfter) return framed(before, marked, after);
  const mark = columnsOf(marked) > columns * 0.6 ? `${headOf(marked, columns * 0.6 - 1)}…` : marked;
  const room = columns - Math.max(1, columnsOf(mark));
  const lead = before.trimStart();
  // Half for what stands before, and more where little comes after.
  const leadRoom = Math.max(Math.floor(room / 2), room - columnsOf(after) - 1);
  const head = columnsOf(lead) > leadRoom || cutBefore ? `…${tailOf(lead, leadRoom - 1)}` : lead;
  const restRoom = room - columnsOf(head);
  const rest = columnsOf(after) > restRoom || cutAfter ? `${headOf(after, restRoom - 1)}…` : after;
  return framed(head, mark, mark === marked ? rest : '');
}

function framed(before: string, marked: string, after: string): Frame {
  const marks = ' '.repeat(columnsOf(before)) + '^'.repeat(Math.max(1, columnsOf(marked)));
  return { code: before + marked + after, marks, start: before.length, length: marked.length };
}

/** Text of a source as it is shown: on one line, harmless, and with narrow tabs. */
export function drawn(text: string): string {
  return neutralise(text.replaceAll('\t', '  '));
}
