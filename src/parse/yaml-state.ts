import type { MappingEvent, SequenceEvent } from 'js-yaml';
import type { ParseLimits, Problem } from './document.ts';
import type { Refusal } from './problem.ts';
import { Kind, newTape, type Tape } from './tape.ts';
import { type Merge, setOwn } from './yaml-map.ts';

/** A document's value, its problems and where everything stands. */
export interface Built {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly tape: Tape;
}

/** What a name stands for. */
export interface Anchor {
  readonly value: unknown;
  /** The text of a scalar, for an alias that is a key. */
  readonly name: string | undefined;
  readonly entry: number;
  /** Values in it, aliases expanded, and levels of nesting; known once it is closed. */
  size: number;
  height: number;
  isOpen: boolean;
}

/** A list or map that is not closed yet. */
export interface Frame {
  readonly list: unknown[] | undefined;
  readonly map: Record<string, unknown> | undefined;
  readonly entry: number;
  readonly event: SequenceEvent | MappingEvent;
  readonly anchor: Anchor | undefined;
  readonly countBefore: number;
  height: number;
  /** The key whose value comes next. */
  key: string | undefined;
  keyEntry: number;
  merges: Merge[] | undefined;
  hasDuplicates: boolean;
}

/** What is known while a document is built from events. */
export interface State {
  readonly text: string;
  readonly limits: ParseLimits;
  readonly handles: ReadonlyMap<string, string>;
  readonly tape: Tape;
  readonly problems: Problem[];
  readonly anchors: Map<string, Anchor>;
  readonly frames: Frame[];
  top: Frame | undefined;
  root: unknown;
  /** Values so far, aliases expanded. */
  count: number;
  /** Where the last node ends. */
  end: number;
}

/** The state before the first event of a document. `handles` are the tag prefixes that it declares. */
export function newState(
  text: string,
  handles: ReadonlyMap<string, string>,
  limits: ParseLimits,
): State {
  return {
    text,
    limits,
    handles,
    tape: newTape((text.length >> 4) + 16),
    problems: [],
    anchors: new Map(),
    frames: [],
    top: undefined,
    root: undefined,
    count: 0,
    end: 0,
  };
}

/** Whether the next node is a key of the map that is open. */
export function isKeyNext(frame: Frame | undefined): boolean {
  return frame?.map !== undefined && frame.key === undefined;
}

/** Says that the value of a key comes next. */
export function expectValue({ top }: State, key: string, entry: number): undefined {
  if (top === undefined) return;
  top.key = key;
  top.keyEntry = entry;
}

/** Gives a finished value to what it stands in. */
export function addValue(state: State, value: unknown): undefined {
  const frame = state.top;
  if (frame === undefined) state.root = value;
  else if (frame.list !== undefined) frame.list.push(value);
  else if (frame.map !== undefined && frame.key !== undefined) {
    const { map, key, keyEntry } = frame;
    frame.key = undefined;
    if (state.tape.kinds[keyEntry] === Kind.merge) {
      if (frame.merges === undefined) frame.merges = [];
      else frame.hasDuplicates = true;
      frame.merges.push({ value, entry: keyEntry });
    } else {
      if (map[key] !== undefined && Object.hasOwn(map, key)) frame.hasDuplicates = true;
      setOwn(map, key, value);
    }
  }
}

/** Says to a list or map how deep something in it is. */
export function raise(frame: Frame | undefined, height: number): void {
  if (frame !== undefined && frame.height <= height) frame.height = height + 1;
}

/** Refuses a document whose aliases expand too far. */
export function checkCount({ count, limits }: State, offset: number): Refusal | undefined {
  if (count <= limits.maxNodes) return undefined;
  return {
    offset,
    message: `The document's aliases expand to more than ${limits.maxNodes} values.`,
  };
}
