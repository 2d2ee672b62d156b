import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { ParseLimits } from './document.ts';
import { type Refusal, tooDeep } from './problem.ts';
import { addToTape, Kind } from './tape.ts';
import { anchored, anchorScalar, nestedKey, takeAlias } from './yaml-alias.ts';
import { closingBracket } from './yaml-gap.ts';
import { duplicatesIn, mergeInto } from './yaml-map.ts';
import { addScalarKey, addScalarValue, startOf } from './yaml-place.ts';
import {
  addValue,
  type Built,
  checkCount,
  expectValue,
  type Frame,
  isKeyNext,
  newState,
  raise,
  type State,
} from './yaml-state.ts';
import { checkTag, isMergeKey, scalarValue } from './yaml-tag.ts';

/** Builds a document from its events, values and places in a single pass. `handles` are the tag prefixes that it declares. */
export function buildYaml(
  text: string,
  events: readonly Event[],
  handles: ReadonlyMap<string, string>,
  limits: ParseLimits,
): Built | Refusal {
  const state = newState(text, handles, limits);
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

function takeScalar(state: State, event: ScalarEvent): undefined {
  const text = getScalarValue(state.text, event);
  const value = scalarValue(state, event, text);
  const entry = addScalarValue(state, event, indicatorIn(state.top));
  if (event.anchorStart !== -1) anchorScalar(state, event, { value, text, entry });
  state.count += 1;
  return addValue(state, value);
}

function indicatorIn(frame: Frame | undefined): ':' | '-' {
  return frame?.map === undefined ? '-' : ':';
}

function takeKey(state: State, event: ScalarEvent): undefined {
  const { tape } = state;
  const text = getScalarValue(state.text, event);
  const entry = addScalarKey(state, event);
  const isMerge = isMergeKey(state, event, text);
  if (isMerge) tape.kinds[entry] = Kind.merge;
  else if (tape.kinds[entry] === Kind.decoded) tape.names.set(entry, text);
  if (event.tagStart !== -1 || event.anchorStart !== -1) {
    const value = isMerge ? text : scalarValue(state, event, text);
    if (event.anchorStart !== -1) anchorScalar(state, event, { value, text, entry });
  }
  return expectValue(state, text, entry);
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
