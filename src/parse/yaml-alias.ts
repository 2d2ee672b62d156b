import type { AliasEvent, ScalarEvent } from 'js-yaml';
import { type Refusal, shortened, tooDeep } from './problem.ts';
import { addToTape, Kind } from './tape.ts';
import {
  addValue,
  checkCount,
  expectValue,
  type Frame,
  isKeyNext,
  raise,
  type State,
} from './yaml-state.ts';

/** What is said of a key that is no text. */
export const nestedKey = 'A list or map is used as a key; the keys of an API description are text.';

/** Gives a name to a scalar. */
export function anchorScalar(
  state: State,
  event: ScalarEvent,
  { value, text, entry }: { value: unknown; text: string; entry: number },
): void {
  const anchor = { value, name: text, entry, size: 1, height: 0, isOpen: false };
  state.anchors.set(state.text.slice(event.anchorStart, event.anchorEnd), anchor);
}

/** Gives a name to a list or map that was just opened. */
export function anchored(state: State, frame: Frame): Frame {
  const value = frame.map ?? frame.list;
  const { entry, event } = frame;
  const anchor = { value, name: undefined, entry, size: 0, height: 0, isOpen: true };
  state.anchors.set(state.text.slice(event.anchorStart, event.anchorEnd), anchor);
  return { ...frame, anchor };
}

/** Puts the value of an anchor where its alias stands. */
export function takeAlias(state: State, event: AliasEvent): Refusal | undefined {
  const { limits, frames, top, tape } = state;
  const offset = event.anchorStart - 1;
  const name = state.text.slice(event.anchorStart, event.anchorEnd);
  const anchor = state.anchors.get(name);
  const alias = `The alias "*${shortened(name)}"`;
  if (anchor === undefined) return { offset, message: `${alias} has no anchor before it.` };
  if (anchor.isOpen)
    return { offset, message: `${alias} is inside its own anchor: it has no end.` };
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
