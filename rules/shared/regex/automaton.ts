import type { Expression, Repeat } from './expression.ts';
import type { Meter } from './meter.ts';
import type { CharacterSet } from './set.ts';

/**
 * An expression as an automaton: a state for each character that it names, entered by reading such a character
 * (Glushkov's construction). Every edge knows in how many ways it is taken, since two ways are what backtracking tries.
 */
export interface Automaton {
  /** What each state reads. */
  readonly sets: readonly CharacterSet[];
  /** States that may come first, and in how many ways. */
  readonly first: Ways;
  /** States at which a match may end. */
  readonly last: Ways;
  /** The states that may follow each state. */
  readonly next: readonly Ways[];
  /** In how many ways it matches nothing. */
  readonly empty: number;
}

/** States, and in how many ways each is reached: once, or more often, which counts as twice. */
export type Ways = ReadonlyMap<number, number>;

export interface Size {
  /** Larger automata are not made. */
  readonly maxStates: number;
  /** So many copies of a repeated part are written out; what is repeated more often counts as without limit. */
  readonly copies: number;
}

/** Makes the automaton; undefined where it would be too large, or where groups are echoed. */
export function automatonOf(
  expression: Expression,
  { maxStates, copies }: Size,
  meter: Meter,
): Automaton | undefined {
  const building: Building = { sets: [], next: [], maxStates, copies, meter };
  const whole = build(expression, building);
  if (whole === undefined) return undefined;
  return { sets: building.sets, next: building.next, ...whole };
}

interface Building {
  readonly sets: CharacterSet[];
  readonly next: Map<number, number>[];
  readonly maxStates: number;
  readonly copies: number;
  readonly meter: Meter;
}

/** A part of the automaton, by its ends. */
interface Part {
  readonly first: Ways;
  readonly last: Ways;
  readonly empty: number;
}

const NONE: Ways = new Map<number, number>();
const NOTHING: Part = { first: NONE, last: NONE, empty: 1 };

function build(expression: Expression, building: Building): Part | undefined {
  switch (expression.kind) {
    case 'set':
      return state(expression.set, building);
    case 'sequence':
      return sequence(expression.items, building);
    case 'choice':
      return choice(expression.options, building);
    case 'repeat':
      return repeat(expression, building);
    case 'echo':
      return undefined;
    default:
      // Anchors and lookarounds read nothing.
      return NOTHING;
  }
}

function state(set: CharacterSet, building: Building): Part | undefined {
  const index = building.sets.length;
  if (index >= building.maxStates) return undefined;
  building.sets.push(set);
  building.next.push(new Map());
  const only: Ways = new Map([[index, 1]]);
  return { first: only, last: only, empty: 0 };
}

function sequence(items: readonly Expression[], building: Building): Part | undefined {
  let whole = NOTHING;
  for (const item of items) {
    const part = build(item, building);
    const joined = part === undefined ? undefined : join(whole, part, building);
    if (joined === undefined) return undefined;
    whole = joined;
  }
  return whole;
}

function join(a: Part, b: Part, building: Building): Part | undefined {
  building.meter.left -= a.first.size + b.last.size;
  if (!connect(a.last, b.first, building)) return undefined;
  return {
    first: sum(a.first, times(b.first, a.empty)),
    last: sum(b.last, times(a.last, b.empty)),
    empty: Math.min(2, a.empty * b.empty),
  };
}

function choice(options: readonly Expression[], building: Building): Part | undefined {
  let whole: Part = { first: NONE, last: NONE, empty: 0 };
  for (const option of options) {
    const part = build(option, building);
    if (part === undefined) return undefined;
    whole = {
      first: sum(whole.first, part.first),
      last: sum(whole.last, part.last),
      empty: Math.min(2, whole.empty + part.empty),
    };
  }
  return whole;
}

/** `x{2,4}` is `xx(?:x(?:x)?)?`; in `x{2,}`, the last copy that is needed leads back to itself. */
function repeat({ body, min, max }: Repeat, building: Building): Part | undefined {
  const isEndless = max > building.copies;
  const needed = Math.min(min, isEndless ? Math.ceil(building.copies / 2) : building.copies);
  const copies = isEndless ? Math.max(needed, 1) : max;
  let tail = NOTHING;
  for (let copy = copies - 1; copy >= 0; copy -= 1) {
    const part = build(body, building);
    if (part === undefined) return undefined;
    if (isEndless && copy === copies - 1 && !connect(part.last, part.first, building))
      return undefined;
    // A copy that need not be there may be left out, and does not count where it matches nothing (ECMA-262 §22.2.2.3.1).
    const isOptional = copy >= needed;
    const joined = join(isOptional ? { ...part, empty: 0 } : part, tail, building);
    if (joined === undefined) return undefined;
    tail = isOptional ? { ...joined, empty: 1 } : joined;
  }
  return tail;
}

function connect(from: Ways, to: Ways, building: Building): boolean {
  building.meter.left -= from.size * to.size;
  if (building.meter.left <= 0) return false;
  for (const [state, ways] of from) {
    const next = building.next[state];
    for (const [other, more] of to)
      next?.set(other, Math.min(2, (next.get(other) ?? 0) + ways * more));
  }
  return true;
}

function sum(a: Ways, b: Ways): Ways {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [state, ways] of b) all.set(state, Math.min(2, (all.get(state) ?? 0) + ways));
  return all;
}

function times(a: Ways, factor: number): Ways {
  if (factor === 1) return a;
  if (factor === 0) return NONE;
  return new Map([...a].map(([state, ways]) => [state, Math.min(2, ways * factor)]));
}
