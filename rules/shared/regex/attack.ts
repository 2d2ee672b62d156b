import type { Alphabet } from './alphabet.ts';
import type { Ambiguity } from './ambiguity.ts';
import type { Automaton } from './automaton.ts';
import type { Meter } from './meter.ts';

/** A text that makes an expression backtrack: `prefix`, `pump` many times, `suffix`; as letters of an alphabet. */
export interface Attack {
  readonly prefix: readonly number[];
  readonly pump: readonly number[];
  readonly suffix: readonly number[];
}

export interface Matching {
  readonly automaton: Automaton;
  readonly alphabet: Alphabet;
  /** Whether a match has to reach the end of the text. */
  readonly isHeldAtEnd: boolean;
  readonly meter: Meter;
}

/**
 * Attacks on an ambiguous loop: a way to it, its word, and an end with which the whole is refused, so that every way is
 * tried in vain. None where everything that follows is accepted.
 */
export function attacksOn(matching: Matching, { state, pump }: Ambiguity): readonly Attack[] {
  // Where the word itself leads to the loop, nothing else need come before.
  const isAtOnce = after(matching, undefined, pump)?.has(state) === true;
  return [isAtOnce ? pump : undefined, wayTo(matching, state)].flatMap((prefix) => {
    const suffix = prefix === undefined ? undefined : endAfter(matching, prefix, pump);
    return prefix === undefined || suffix === undefined ? [] : [{ prefix, pump, suffix }];
  });
}

function endAfter(
  matching: Matching,
  prefix: readonly number[],
  pump: readonly number[],
): readonly number[] | undefined {
  let states = after(matching, undefined, prefix);
  for (let turn = 0; turn < MOST_TURNS && states !== undefined; turn += 1) {
    const more: ReadonlySet<number> | undefined = after(matching, states, pump);
    if (more !== undefined && isSame(more, states)) break;
    states = more;
  }
  return states === undefined ? undefined : refusal(matching, states);
}

/** After so many turns the states no longer change, or go round. */
const MOST_TURNS = 30;
/** Longer ends are not looked for, nor more sets of states on the way to them. */
const MOST_SETS = 200;

function isSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((state) => b.has(state));
}

/** The shortest word that leads to a state, its own letter last. */
function wayTo({ automaton, alphabet }: Matching, target: number): readonly number[] | undefined {
  const words = new Map<number, readonly number[]>();
  const queue: number[] = [];
  const enter = (state: number, word: readonly number[]): void => {
    const [letter] = alphabet.of(automaton.sets[state] ?? []);
    if (letter === undefined || words.has(state)) return;
    words.set(state, [...word, letter]);
    queue.push(state);
  };
  for (const state of automaton.first.keys()) enter(state, []);
  for (let at = 0; at < queue.length && !words.has(target); at += 1) {
    const state = queue[at] ?? 0;
    for (const next of automaton.next[state]?.keys() ?? []) enter(next, words.get(state) ?? []);
  }
  return words.get(target);
}

/** The states after a word; undefined where a match is complete on the way, so that nothing is tried any more, or no work is left. */
function after(
  { automaton, alphabet, isHeldAtEnd, meter }: Matching,
  from: ReadonlySet<number> | undefined,
  word: readonly number[],
): ReadonlySet<number> | undefined {
  let states = from;
  for (const letter of word) {
    if (meter.left <= 0) return undefined;
    const reached = new Set<number>();
    const enter = (state: number): void => {
      meter.left -= 1;
      if (alphabet.of(automaton.sets[state] ?? []).has(letter)) reached.add(state);
    };
    if (states === undefined) for (const state of automaton.first.keys()) enter(state);
    else
      for (const state of states)
        for (const next of automaton.next[state]?.keys() ?? []) enter(next);
    if (!isHeldAtEnd && isComplete(automaton, reached)) return undefined;
    states = reached;
  }
  return states;
}

function isComplete({ last }: Automaton, states: ReadonlySet<number>): boolean {
  for (const state of states) if (last.has(state)) return true;
  return false;
}

/** The shortest end with which no state accepts. */
function refusal(matching: Matching, states: ReadonlySet<number>): readonly number[] | undefined {
  const { automaton, alphabet } = matching;
  const letters = [...alphabet.characters.keys()];
  const queue: { readonly states: ReadonlySet<number>; readonly word: readonly number[] }[] = [
    { states, word: [] },
  ];
  for (let at = 0; at < queue.length && at < MOST_SETS && matching.meter.left > 0; at += 1) {
    const entry = queue[at];
    if (entry === undefined) break;
    if (!isComplete(automaton, entry.states)) return entry.word;
    for (const letter of letters) {
      if (matching.meter.left <= 0) return undefined;
      const next = after(matching, entry.states, [letter]);
      if (next !== undefined) queue.push({ states: next, word: [...entry.word, letter] });
    }
  }
  return undefined;
}
