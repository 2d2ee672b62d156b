import { componentsOf } from '../components.ts';
import type { Alphabet } from './alphabet.ts';
import type { Automaton } from './automaton.ts';
import type { Meter } from './meter.ts';
import { type Node, type Step, shortestWord } from './shortest-word.ts';

/** A word, as letters of the alphabet, that leads from a state back to itself in more than one way. */
export interface Ambiguity {
  readonly state: number;
  readonly pump: readonly number[];
  readonly isExponential: boolean;
}

/** The loops of an automaton by which backtracking explodes, worst first; not all of them where it would take too long. */
export function ambiguitiesOf(
  automaton: Automaton,
  alphabet: Alphabet,
  { polynomial, meter }: { readonly polynomial: boolean; readonly meter: Meter },
): readonly Ambiguity[] {
  const letters = automaton.sets.map((set) => alphabet.of(set));
  const loops = componentsOf(
    automaton.next.keys(),
    (state) => automaton.next[state]?.keys() ?? [],
  ).filter(
    (group) => group.length > 1 || automaton.next[group[0] ?? 0]?.has(group[0] ?? 0) === true,
  );
  const graph = { automaton, letters };
  const found = loops.flatMap((loop) => exponential(graph, loop, meter) ?? []);
  if (found.length > 0 || !polynomial) return found;
  return polynomials(graph, loops, meter);
}

interface Graph {
  readonly automaton: Automaton;
  /** The letters that each state reads. */
  readonly letters: readonly ReadonlySet<number>[];
}

/**
 * Whether two different ways lead along one word from a state of the loop back to it: in the product of the loop with
 * itself, a pair of equal states and a pair of different ones lie on one circle; or an edge of it is taken in two ways.
 */
function exponential(graph: Graph, loop: readonly number[], meter: Meter): Ambiguity | undefined {
  const inside = new Set(loop);
  for (const state of loop) {
    for (const [to, ways] of graph.automaton.next[state] ?? []) {
      if (ways < 2 || !inside.has(to)) continue;
      const back = to === state ? [] : wayBetween(graph, inside, [to], [state], meter);
      const letter = firstOf(graph.letters[to]);
      if (back !== undefined && letter !== undefined)
        return { state, pump: [letter, ...back], isExponential: true };
    }
  }
  for (const state of loop) {
    const pump = splitAndMeet(graph, inside, state, meter);
    if (pump !== undefined) return { state, pump, isExponential: true };
    if (meter.left <= 0) return undefined;
  }
  return undefined;
}

/** A word on which two heads part at a state and are both back there at its end. */
function splitAndMeet(
  graph: Graph,
  inside: ReadonlySet<number>,
  state: number,
  meter: Meter,
): readonly number[] | undefined {
  const target = [state, state] as const;
  // Until the heads part they move as one, which is told apart from having met again.
  return shortestWord(
    { tuple: [state, state], flag: 0 },
    (node) => pairsAfter(graph, inside, node, meter),
    (node) => node.flag === 1 && node.tuple.every((at, index) => at === target[index]),
    meter,
  );
}

function* pairsAfter(
  graph: Graph,
  inside: ReadonlySet<number>,
  { tuple, flag }: Node,
  meter: Meter,
): Iterable<Step> {
  const [a = 0, b = 0] = tuple;
  for (const toA of graph.automaton.next[a]?.keys() ?? []) {
    if (!inside.has(toA)) continue;
    for (const toB of graph.automaton.next[b]?.keys() ?? []) {
      meter.left -= 1;
      // The order of the heads does not matter before they part.
      if (!inside.has(toB) || (flag === 0 && toB < toA)) continue;
      const letter = common(graph.letters[toA], graph.letters[toB]);
      if (letter === undefined) continue;
      yield { node: { tuple: [toA, toB], flag: flag === 1 || toA !== toB ? 1 : 0 }, letter };
    }
  }
}

/**
 * Loops one behind the other that read the same word, so that where the one ends and the other begins is open:
 * three heads go from (p, p, q) to (p, q, q) along one word (Weber and Seidl, 1991).
 */
function polynomials(
  graph: Graph,
  loops: readonly (readonly number[])[],
  meter: Meter,
): readonly Ambiguity[] {
  const found: Ambiguity[] = [];
  for (const [index, loop] of loops.entries()) {
    if (meter.left <= 0) break;
    const between = reachable(graph, loop);
    meter.left -= between.size;
    for (const [other, behind] of loops.entries()) {
      if (index === other || meter.left <= 0) continue;
      meter.left -= 1;
      if (!behind.some((state) => between.has(state))) continue;
      const pump = handOver(graph, [loop, between, behind], meter);
      if (pump !== undefined) found.push({ ...pump, isExponential: false });
    }
  }
  return found;
}

function handOver(
  graph: Graph,
  [loop, between, behind]: readonly [readonly number[], ReadonlySet<number>, readonly number[]],
  meter: Meter,
): { readonly state: number; readonly pump: readonly number[] } | undefined {
  const [first, second] = [new Set(loop), new Set(behind)];
  for (const p of loop) {
    for (const q of behind) {
      if (common(graph.letters[p], graph.letters[q]) === undefined) continue;
      const pump = shortestWord(
        { tuple: [p, p, q], flag: 0 },
        (node) => triplesAfter(graph, [first, between, second], node, meter),
        ({ tuple }) => tuple[0] === p && tuple[1] === q && tuple[2] === q,
        meter,
      );
      if (pump !== undefined) return { state: p, pump };
      if (meter.left <= 0) return undefined;
    }
  }
  return undefined;
}

function* triplesAfter(
  graph: Graph,
  [first, between, second]: readonly [
    ReadonlySet<number>,
    ReadonlySet<number>,
    ReadonlySet<number>,
  ],
  { tuple }: Node,
  meter: Meter,
): Iterable<Step> {
  const [a = 0, b = 0, c = 0] = tuple;
  const { next } = graph.automaton;
  for (const toA of next[a]?.keys() ?? []) {
    if (!first.has(toA)) continue;
    for (const toC of next[c]?.keys() ?? []) {
      meter.left -= 1;
      if (!second.has(toC) || common(graph.letters[toA], graph.letters[toC]) === undefined)
        continue;
      for (const toB of next[b]?.keys() ?? []) {
        meter.left -= 1;
        if (!between.has(toB)) continue;
        const letter = common(graph.letters[toA], graph.letters[toB], graph.letters[toC]);
        if (letter !== undefined) yield { node: { tuple: [toA, toB, toC], flag: 0 }, letter };
      }
    }
  }
}

function reachable({ automaton }: Graph, from: readonly number[]): ReadonlySet<number> {
  const found = new Set(from);
  // A set goes on over what is added meanwhile.
  for (const state of found) for (const to of automaton.next[state]?.keys() ?? []) found.add(to);
  return found;
}

/** A word that leads from one of some states to one of others, within a set of states. */
function wayBetween(
  graph: Graph,
  inside: ReadonlySet<number>,
  from: readonly number[],
  to: readonly number[],
  meter: Meter,
): readonly number[] | undefined {
  return shortestWord(
    { tuple: [from[0] ?? 0], flag: 0 },
    function* ({ tuple: [at = 0] }) {
      for (const next of graph.automaton.next[at]?.keys() ?? []) {
        meter.left -= 1;
        const letter = firstOf(graph.letters[next]);
        if (inside.has(next) && letter !== undefined)
          yield { node: { tuple: [next], flag: 0 }, letter };
      }
    },
    ({ tuple: [at = 0] }) => to.includes(at),
    meter,
  );
}

function firstOf(letters: ReadonlySet<number> | undefined): number | undefined {
  for (const letter of letters ?? []) return letter;
  return undefined;
}

function common(
  a: ReadonlySet<number> | undefined,
  ...others: readonly (ReadonlySet<number> | undefined)[]
): number | undefined {
  for (const letter of a ?? [])
    if (others.every((letters) => letters?.has(letter) === true)) return letter;
  return undefined;
}
