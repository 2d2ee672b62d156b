import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { ParseLimits, Problem } from './document.ts';
import { type Refusal, tooDeep } from './problem.ts';
import { addToTape, Kind, newTape, type Tape } from './tape.ts';
import { closingBracket } from './yaml-gap.ts';
import { duplicatesIn, type Merge, mergeInto, setOwn } from './yaml-map.ts';
import { addScalarKey, addScalarValue, startOf } from './yaml-place.ts';
import { checkTag, scalarValue } from './yaml-tag.ts';

/** A document's value, its problems and where everything stands. */
export interface Built {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly tape: Tape;
}

interface Anchor {
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
interface Frame {
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

interface State {
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

/** Builds a document from its events, values and places in a single pass. `handles` are the tag prefixes that it declares. */
export function buildYaml(
  text: string,
  events: readonly Event[],
  handles: ReadonlyMap<string, string>,
  limits: ParseLimits,
): Built | Refusal {
  const state: State = {
    text,
    limits,
    handles,
    tape: newTape(events.length),
    problems: [],
    anchors: new Map(),
    frames: [],
    top: undefined,
    root: undefined,
    count: 0,
    end: 0,
  };
  for (const event of events) {
    const refusal = take(state, event);
    if (refusal !== undefined) return refusal;
  }
  const problems = state.problems.sort((one, other) => one.start - other.start);
  return { value: state.root, problems, tape: state.tape };
}

function take(state: State, event: Event): Refusal | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return isKeyNext(state.top) ? takeKey(state, event) : takeScalar(state, event);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return open(state, event);
    case EVENT_ID.ALIAS:
      return takeAlias(state, event);
    case EVENT_ID.POP:
      return close(state);
    case EVENT_ID.DOCUMENT:
      return undefined;
  }
}

function isKeyNext(frame: Frame | undefined): boolean {
  return frame?.map !== undefined && frame.key === undefined;
}

function takeScalar(state: State, event: ScalarEvent): undefined {
  const text = getScalarValue(state.text, event);
  const value = scalarValue(state, event, text);
  const entry = addScalarValue(state, event, indicatorIn(state.top));
  if (event.anchorStart !== -1) anchorScalar(state, event, { value, text, entry });
  state.count += 1;
  return addValue(state, value);
}

function indicatorIn(frame: Frame | undefined): ':' | '-' | '' {
  if (frame === undefined) return '';
  return frame.map === undefined ? '-' : ':';
}

function anchorScalar(
  state: State,
  event: ScalarEvent,
  { value, text, entry }: { value: unknown; text: string; entry: number },
): void {
  const anchor = { value, name: text, entry, size: 1, height: 0, isOpen: false };
  state.anchors.set(state.text.slice(event.anchorStart, event.anchorEnd), anchor);
}

function takeKey(state: State, event: ScalarEvent): undefined {
  const { tape } = state;
  const text = getScalarValue(state.text, event);
  const entry = addScalarKey(state, event, '');
  const isMerge = text === '<<' && event.style === SCALAR_STYLE.PLAIN && event.tagStart === -1;
  if (isMerge) tape.kinds[entry] = Kind.merge;
  else if (tape.kinds[entry] === Kind.decoded) tape.names.set(entry, text);
  if (event.tagStart !== -1 || event.anchorStart !== -1) {
    const value = scalarValue(state, event, text);
    if (event.anchorStart !== -1) anchorScalar(state, event, { value, text, entry });
  }
  return expectValue(state, text, entry);
}

function expectValue({ top }: State, key: string, entry: number): undefined {
  if (top === undefined) return;
  top.key = key;
  top.keyEntry = entry;
}

function open(state: State, event: SequenceEvent | MappingEvent): Refusal | undefined {
  const { frames, limits } = state;
  const start = startOf(event, event.start);
  if (isKeyNext(state.top)) return { offset: start, message: nestedKey };
  if (frames.length >= limits.maxDepth) return { offset: start, message: tooDeep(limits.maxDepth) };
  const isMap = event.type === EVENT_ID.MAPPING;
  if (event.tagStart !== -1) checkTag(state, event, isMap ? 'map' : 'seq');
  const entry = addToTape(state.tape, isMap ? Kind.map : Kind.list, start, start);
  const frame: Frame = {
    list: isMap ? undefined : [],
    map: isMap ? {} : undefined,
    entry,
    event,
    anchor: undefined,
    countBefore: state.count,
    height: 1,
    key: undefined,
    keyEntry: -1,
    merges: undefined,
    hasDuplicates: false,
  };
  state.top = event.anchorStart === -1 ? frame : anchored(state, frame);
  frames.push(state.top);
  state.count += 1;
  // From here on an empty first item is looked for: after the bracket, but from the dash of a block list on.
  state.end = event.style === COLLECTION_STYLE.FLOW ? event.start + 1 : event.start;
  return undefined;
}

const nestedKey = 'A list or map is used as a key; the keys of an API description are text.';

function anchored(state: State, frame: Frame): Frame {
  const value = frame.map ?? frame.list;
  const { entry, event } = frame;
  const anchor = { value, name: undefined, entry, size: 0, height: 0, isOpen: true };
  state.anchors.set(state.text.slice(event.anchorStart, event.anchorEnd), anchor);
  return { ...frame, anchor };
}

function close(state: State): Refusal | undefined {
  const { text, tape, frames } = state;
  const frame = frames.pop();
  if (frame === undefined) return undefined;
  const { entry, event, anchor } = frame;
  if (event.style === COLLECTION_STYLE.FLOW)
    state.end = closingBracket(text, event.start, state.end);
  tape.ends[entry] = state.end;
  tape.nexts[entry] = tape.length;
  if (frame.hasDuplicates) {
    for (const problem of duplicatesIn(tape, text, entry)) state.problems.push(problem);
  }
  const refusal = merge(state, frame);
  if (anchor !== undefined) {
    anchor.size = state.count - frame.countBefore;
    anchor.height = frame.height;
    anchor.isOpen = false;
  }
  state.top = frames.at(-1);
  raise(state.top, frame.height);
  addValue(state, frame.map ?? frame.list);
  return refusal;
}

function raise(frame: Frame | undefined, height: number): void {
  if (frame !== undefined && frame.height <= height) frame.height = height + 1;
}

function merge(state: State, { map, merges, entry }: Frame): Refusal | undefined {
  if (map === undefined || merges === undefined) return undefined;
  const { tape, text } = state;
  tape.merging.add(entry);
  const { copied, misfits } = mergeInto(map, merges);
  state.count += copied;
  for (const key of misfits) {
    const start = tape.starts[key] ?? 0;
    const message = 'The merge key "<<" needs a map or a list of maps; this one is ignored.';
    const end = tape.ends[key] ?? 0;
    state.problems.push({ kind: 'merge-key', message, start, end, name: text.slice(start, end) });
  }
  return checkCount(state, tape.starts[merges[0]?.entry ?? 0] ?? 0);
}

function checkCount({ count, limits }: State, offset: number): Refusal | undefined {
  if (count <= limits.maxNodes) return undefined;
  return {
    offset,
    message: `The document's aliases expand to more than ${limits.maxNodes} values.`,
  };
}

function takeAlias(state: State, event: AliasEvent): Refusal | undefined {
  const { limits, frames, top, tape } = state;
  const offset = event.anchorStart - 1;
  const name = state.text.slice(event.anchorStart, event.anchorEnd);
  const anchor = state.anchors.get(name);
  if (anchor === undefined) {
    return { offset, message: `The alias "*${name}" has no anchor "&${name}" before it.` };
  }
  if (anchor.isOpen) {
    return {
      offset,
      message: `The alias "*${name}" stands inside its own anchor, so it never ends.`,
    };
  }
  const entry = addToTape(tape, Kind.alias, offset, event.anchorEnd);
  tape.targets.set(entry, anchor.entry);
  state.end = event.anchorEnd;
  if (isKeyNext(top)) {
    if (anchor.name === undefined) return { offset, message: nestedKey };
    tape.names.set(entry, anchor.name);
    return expectValue(state, anchor.name, entry);
  }
  state.count += anchor.size;
  if (frames.length + anchor.height > limits.maxDepth) {
    return { offset, message: tooDeep(limits.maxDepth) };
  }
  raise(top, anchor.height);
  addValue(state, anchor.value);
  return checkCount(state, offset);
}

function addValue(state: State, value: unknown): undefined {
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
