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
import { duplicateKey, type Refusal, tooDeep } from './problem.ts';
import { addToTape, Kind, keysOf, keyText, newTape, type Tape } from './tape.ts';
import { blockHeader, closingBracket, emptyPlace, trimBreaks } from './yaml-gap.ts';
import { type Merge, mergeInto, setOwn } from './yaml-merge.ts';
import { fullTag, plainValue, taggedValue } from './yaml-scalar.ts';

/** A document's value, its problems and where everything stands. */
export interface Built {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly tape: Tape;
}

interface Anchor {
  value: unknown;
  /** The source text of a scalar, for an alias that is a key. */
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
  readonly open: number;
  readonly isFlow: boolean;
  readonly anchor: Anchor | undefined;
  readonly countBefore: number;
  height: number;
  key: string | undefined;
  keyEntry: number;
  merges: Merge[] | undefined;
}

/** What is known while a document is built. */
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

const keyMessage = 'A list or map is used as a key; the keys of an API description are text.';

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
    const refusal = handle(state, event);
    if (refusal !== undefined) return refusal;
  }
  return { value: state.root, problems: state.problems, tape: state.tape };
}

function handle(state: State, event: Event): Refusal | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return addScalar(state, event);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return open(state, event);
    case EVENT_ID.ALIAS:
      return addAlias(state, event);
    case EVENT_ID.POP:
      return close(state);
    default:
      return undefined;
  }
}

function isKeyNext(frame: Frame | undefined): boolean {
  return frame?.map !== undefined && frame.key === undefined;
}

function addScalar(state: State, event: ScalarEvent): undefined {
  const name = getScalarValue(state.text, event);
  if (isKeyNext(state.top)) return addKey(state, name, event);
  const entry = addScalarEntry(state, event, false);
  const value = scalarValue(state, event, name);
  if (event.anchorStart !== -1) setAnchor(state, event, scalarAnchor(value, name, entry));
  state.count += 1;
  return addValue(state, value);
}

function scalarAnchor(value: unknown, name: string, entry: number): Anchor {
  return { value, name, entry, size: 1, height: 0, isOpen: false };
}

function setAnchor(
  state: State,
  event: { anchorStart: number; anchorEnd: number },
  anchor: Anchor,
) {
  state.anchors.set(state.text.slice(event.anchorStart, event.anchorEnd), anchor);
}

function addKey(state: State, name: string, event: ScalarEvent): undefined {
  const entry = addScalarEntry(state, event, true);
  const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart === -1;
  if (isPlain && name === '<<') state.tape.kinds[entry] = Kind.merge;
  else if (state.tape.kinds[entry] === Kind.decoded) state.tape.names.set(entry, name);
  if (event.tagStart !== -1 || event.anchorStart !== -1) {
    const value = scalarValue(state, event, name);
    if (event.anchorStart !== -1) setAnchor(state, event, scalarAnchor(value, name, entry));
  }
  nameKey(state, name, entry);
}

function nameKey({ top }: State, name: string, entry: number): undefined {
  if (top === undefined) return;
  top.key = name;
  top.keyEntry = entry;
}

/** A key's span is its text alone; a value's begins with its anchor or tag. */
function addScalarEntry(state: State, event: ScalarEvent, isKey: boolean): number {
  const { text } = state;
  const { style, valueStart } = event;
  const from = Math.max(state.end, event.anchorEnd, event.tagEnd);
  let kind: number = Kind.decoded;
  let start = valueStart;
  let end = event.valueEnd;
  if (valueStart === -1) {
    const hasProperties = event.anchorStart !== -1 || event.tagStart !== -1;
    start = hasProperties ? from : emptyPlace(text, from, indicator(state.top));
    end = start;
  } else if (style === SCALAR_STYLE.PLAIN) {
    if (event.fast) kind = Kind.plain;
  } else if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    if (event.fast) kind = Kind.quoted;
    start -= 1;
    end += 1;
  } else {
    end = trimBreaks(text, start, end);
    start = blockHeader(text, start, from);
    end = Math.max(start + 1, end);
  }
  state.end = end;
  return addToTape(state.tape, kind, isKey ? start : withProperties(event, start), end);
}

function indicator(frame: Frame | undefined): ':' | '-' | '' {
  if (frame === undefined || isKeyNext(frame)) return '';
  return frame.map === undefined ? '-' : ':';
}

/** Where a node starts whose anchor or tag may precede it. */
function withProperties(event: ScalarEvent | SequenceEvent | MappingEvent, start: number): number {
  let first = start;
  if (event.anchorStart !== -1) first = Math.min(first, event.anchorStart - 1);
  if (event.tagStart !== -1) first = Math.min(first, event.tagStart);
  return first;
}

function scalarValue(state: State, event: ScalarEvent, text: string): unknown {
  const isPlain = event.style === SCALAR_STYLE.PLAIN;
  if (event.tagStart === -1) return isPlain ? plainValue(text) : text;
  const written = state.text.slice(event.tagStart, event.tagEnd);
  if (written === '!') return text;
  const value = taggedValue(fullTag(written, state.handles), text);
  if (value !== undefined) return value;
  unsafeTag(state, event, written);
  return text;
}

function unsafeTag(state: State, event: { tagStart: number; tagEnd: number }, name: string): void {
  const message = `The tag "${name}" is ignored: only YAML's core tags are safe, and only where they fit.`;
  const { tagStart: start, tagEnd: end } = event;
  state.problems.push({ kind: 'unsafe-tag', message, start, end, name });
}

function open(state: State, event: SequenceEvent | MappingEvent): Refusal | undefined {
  const { top, frames, limits } = state;
  const start = withProperties(event, event.start);
  if (isKeyNext(top)) {
    return { offset: start, message: keyMessage };
  }
  if (frames.length >= limits.maxDepth) return { offset: start, message: tooDeep(limits.maxDepth) };
  const isMap = event.type === EVENT_ID.MAPPING;
  if (event.tagStart !== -1) checkTag(state, event, isMap);
  const entry = addToTape(state.tape, isMap ? Kind.map : Kind.list, start, start);
  const map = isMap ? {} : undefined;
  const list = isMap ? undefined : [];
  let anchor: Anchor | undefined;
  if (event.anchorStart !== -1) {
    anchor = { value: map ?? list, name: undefined, entry, size: 0, height: 0, isOpen: true };
    setAnchor(state, event, anchor);
  }
  const isFlow = event.style === COLLECTION_STYLE.FLOW;
  state.count += 1;
  state.top = {
    list,
    map,
    entry,
    open: event.start,
    isFlow,
    anchor,
    countBefore: state.count - 1,
    height: 1,
    key: undefined,
    keyEntry: 0,
    merges: undefined,
  };
  frames.push(state.top);
  // An empty first item of a block list is looked for from its dash on, one of a flow list after the bracket.
  state.end = isFlow ? event.start + 1 : event.start;
  return undefined;
}

function checkTag(state: State, event: SequenceEvent | MappingEvent, isMap: boolean): void {
  const written = state.text.slice(event.tagStart, event.tagEnd);
  const expected = isMap ? 'tag:yaml.org,2002:map' : 'tag:yaml.org,2002:seq';
  if (written !== '!' && fullTag(written, state.handles) !== expected) {
    unsafeTag(state, event, written);
  }
}

function close(state: State): Refusal | undefined {
  const { tape, frames } = state;
  const frame = frames.pop();
  if (frame === undefined) return undefined;
  if (frame.isFlow) state.end = closingBracket(state.text, frame.open, state.end);
  tape.ends[frame.entry] = state.end;
  tape.nexts[frame.entry] = tape.length;
  const refusal = merge(state, frame);
  if (frame.anchor !== undefined) {
    frame.anchor.size = state.count - frame.countBefore;
    frame.anchor.height = frame.height;
    frame.anchor.isOpen = false;
  }
  state.top = frames.at(-1);
  raise(state.top, frame.height);
  addValue(state, frame.map ?? frame.list);
  return refusal;
}

function raise(frame: Frame | undefined, height: number): void {
  if (frame !== undefined && frame.height <= height) frame.height = height + 1;
}

function merge(state: State, { map, merges }: Frame): Refusal | undefined {
  if (map === undefined || merges === undefined) return undefined;
  const { copied, misfit } = mergeInto(map, merges);
  state.count += copied;
  const key = misfit ?? merges[0]?.entry ?? 0;
  const start = state.tape.starts[key] ?? 0;
  if (state.count > state.limits.maxNodes) return { offset: start, message: expandsTooFar(state) };
  if (misfit === undefined) return undefined;
  const message = 'The merge key "<<" needs a map or a list of maps; this one is ignored.';
  const end = state.tape.ends[key] ?? 0;
  state.problems.push({ kind: 'merge-key', message, start, end, name: '<<' });
  return undefined;
}

function expandsTooFar(state: State): string {
  return `The document's aliases expand to more than ${state.limits.maxNodes} values.`;
}

function addAlias(state: State, event: AliasEvent): Refusal | undefined {
  const { limits, frames, top, tape } = state;
  const start = event.anchorStart - 1;
  const name = state.text.slice(event.anchorStart, event.anchorEnd);
  const anchor = state.anchors.get(name);
  if (anchor === undefined) {
    return { offset: start, message: `The alias "*${name}" has no anchor "&${name}" before it.` };
  }
  if (anchor.isOpen) {
    return {
      offset: start,
      message: `The alias "*${name}" stands inside its own anchor, so it has no end.`,
    };
  }
  const entry = addToTape(tape, Kind.alias, start, event.anchorEnd);
  tape.targets.set(entry, anchor.entry);
  state.end = event.anchorEnd;
  if (isKeyNext(top)) return addAliasKey(state, anchor, entry);
  state.count += anchor.size;
  if (state.count > limits.maxNodes) return { offset: start, message: expandsTooFar(state) };
  if (frames.length + anchor.height > limits.maxDepth) {
    return { offset: start, message: tooDeep(limits.maxDepth) };
  }
  raise(top, anchor.height);
  return addValue(state, anchor.value);
}

function addAliasKey(state: State, { name }: Anchor, entry: number): Refusal | undefined {
  if (name === undefined) return { offset: state.tape.starts[entry] ?? 0, message: keyMessage };
  state.tape.names.set(entry, name);
  return nameKey(state, name, entry);
}

function addValue(state: State, value: unknown): undefined {
  const frame = state.top;
  if (frame === undefined) state.root = value;
  else if (frame.list !== undefined) frame.list.push(value);
  else if (frame.map !== undefined && frame.key !== undefined) {
    const { map, key, keyEntry } = frame;
    frame.key = undefined;
    if (state.tape.kinds[keyEntry] === Kind.merge) addMerge(state, frame, value);
    else {
      if (map[key] !== undefined && Object.hasOwn(map, key)) duplicate(state, frame, key);
      setOwn(map, key, value);
    }
  }
}

function addMerge(state: State, frame: Frame, value: unknown): void {
  if (frame.merges !== undefined) duplicate(state, frame, '<<');
  frame.merges ??= [];
  state.tape.merging.add(frame.entry);
  frame.merges.push({ value, entry: frame.keyEntry });
}

function duplicate(state: State, frame: Frame, name: string): void {
  const { tape } = state;
  const start = tape.starts[frame.keyEntry] ?? 0;
  const end = tape.ends[frame.keyEntry] ?? 0;
  tape.nexts[frame.entry] = frame.keyEntry;
  for (const key of keysOf(tape, frame.entry)) {
    const isMerge = tape.kinds[key] === Kind.merge;
    if (isMerge ? name !== '<<' : keyText(tape, state.text, key) !== name) continue;
    state.problems.push(duplicateKey(name, tape.starts[key] ?? 0, { start, end }));
    return;
  }
}
