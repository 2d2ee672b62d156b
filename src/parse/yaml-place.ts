import {
  CHOMPING_MODE,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { addToTape, Kind, type Tape } from './tape.ts';
import { blockHeader, emptyPlace, type Indicator, trimBreaks } from './yaml-gap.ts';

/** How far a text is read: where the last node ends. */
export interface Cursor {
  readonly text: string;
  readonly tape: Tape;
  end: number;
}

/** Adds a value to the tape; its span begins with its anchor or tag. `indicator` is what announces a value that is not written. */
export function addScalarValue(cursor: Cursor, event: ScalarEvent, indicator: ':' | '-'): number {
  const entry = addScalar(cursor, event, indicator);
  const { starts } = cursor.tape;
  starts[entry] = startOf(event, starts[entry] ?? 0);
  return entry;
}

/** Adds a key to the tape; its span is its text alone, so that a caret stands at the name. */
export function addScalarKey(cursor: Cursor, event: ScalarEvent): number {
  return addScalar(cursor, event, '?');
}

function addScalar(cursor: Cursor, event: ScalarEvent, indicator: Indicator): number {
  const { text, tape } = cursor;
  const { style, fast, valueStart } = event;
  const from = Math.max(cursor.end, event.anchorEnd, event.tagEnd);
  if (valueStart === -1) {
    const hasProperties = event.anchorStart !== -1 || event.tagStart !== -1;
    const at = hasProperties ? from : emptyPlace(text, from, indicator);
    cursor.end = at;
    return addToTape(tape, Kind.plain, at, at);
  }
  if (style === SCALAR_STYLE.PLAIN) {
    cursor.end = event.valueEnd;
    return addToTape(tape, fast ? Kind.plain : Kind.decoded, valueStart, cursor.end);
  }
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    cursor.end = event.valueEnd + 1;
    return addToTape(tape, fast ? Kind.quoted : Kind.decoded, valueStart - 1, cursor.end);
  }
  const header = blockHeader(text, valueStart, from);
  const { valueEnd, chomping } = event;
  // Line breaks at the end belong to the scalar only if it keeps them.
  const isKept = chomping === CHOMPING_MODE.KEEP;
  const end = isKept ? valueEnd : trimBreaks(text, valueStart, valueEnd);
  cursor.end = Math.max(header + 1, end);
  return addToTape(tape, Kind.decoded, header, cursor.end);
}

/** Where a node starts that may begin with an anchor or a tag; `start` is where its content does. */
export function startOf(event: ScalarEvent | SequenceEvent | MappingEvent, start: number): number {
  const { anchorStart, tagStart } = event;
  const anchor = anchorStart === -1 ? start : anchorStart - 1;
  return Math.min(start, anchor, tagStart === -1 ? start : tagStart);
}
