import { alphabetOf } from './alphabet.ts';
import { ambiguitiesOf } from './ambiguity.ts';
import { isAnchoredAtEnd, isAnchoredAtStart } from './anchors.ts';
import { type Attack, attacksOn } from './attack.ts';
import { automatonOf, type Size } from './automaton.ts';
import type { Expression } from './expression.ts';
import { type Program, programOf, search } from './machine.ts';
import type { Meter } from './meter.ts';
import { parse } from './parse.ts';
import { EVERYTHING } from './set.ts';

/** A text with which backtracking takes too long: `prefix`, `pump` many times, `suffix`. */
export interface Redos {
  readonly growth: 'exponential' | 'polynomial';
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
}

export interface Question {
  /** Larger automata are not looked at. */
  readonly maxStates: number;
  /** Whether growth that is no worse than polynomial is asked about too. */
  readonly polynomial: boolean;
}

export interface Answer {
  /** Undefined for harmless patterns, and for those that are too large to be decided. */
  readonly redos: Redos | undefined;
  /** What it took to know it, whether now or earlier. */
  readonly cost: number;
}

/**
 * Whether a pattern is open to catastrophic backtracking: its automaton is ambiguous in a loop, and a small machine that
 * backtracks needs the steps to prove it. The pattern itself is never run.
 *
 * Measured on 3,569 patterns of public descriptions: 0.7 ms each, 29 exponential. recheck 4.5.0 takes 200 ms each and
 * leaves a third of them undecided within half a second; it finds 20 of the 29, and none besides. scslre 0.3.0 takes
 * 0.2 ms, finds 17 and says nothing of the text that does it.
 */
export function redosOf(pattern: string, question: Question): Answer {
  const name = `${question.maxStates} ${question.polynomial} ${pattern}`;
  const known = answers.get(name);
  if (known !== undefined) return known;
  const meter = { left: MOST_WORK };
  const redos = decide(pattern, question, meter);
  const answer = { redos, cost: MOST_WORK - meter.left };
  if (answers.size < MOST_ANSWERS) answers.set(name, answer);
  return answer;
}

/** About a fifth of a second; nearly all patterns that people write take a thousandth of it. */
const MOST_WORK = 2_000_000;
const answers = new Map<string, Answer>();
const MOST_ANSWERS = 10_000;

function decide(pattern: string, question: Question, meter: Meter): Redos | undefined {
  const tree = parse(pattern);
  if (tree === undefined || !repeats(tree)) return undefined;
  const program = programOf(tree);
  if (program === undefined) return undefined;
  // Exactly at first; then as if what is repeated often were repeated without end, which finds what takes long enough.
  for (const copies of COPIES) {
    for (const part of separate(tree)) {
      const redos = decidePart(part, program, { ...question, copies, meter });
      if (redos !== undefined) return redos;
    }
  }
  return undefined;
}

const COPIES = [64, 6];

/** Alternatives, each with anchors of its own, and what lookaheads look for: each by itself, and the whole has to prove it. */
function separate(tree: Expression): readonly Expression[] {
  return [...(tree.kind === 'choice' ? tree.options : [tree]), ...lookedFor(tree)];
}

function lookedFor(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'look':
      return expression.isAhead && repeats(expression.body) ? [expression.body] : [];
    case 'sequence':
      return expression.items.flatMap(lookedFor);
    case 'choice':
      return expression.options.flatMap(lookedFor);
    case 'repeat':
      return lookedFor(expression.body);
    default:
      return [];
  }
}

interface Work extends Question, Size {
  readonly meter: Meter;
}

function decidePart(tree: Expression, program: Program, work: Work): Redos | undefined {
  const { meter, polynomial } = work;
  const automaton = take(meter, MOST_FOR_AUTOMATON, (own) =>
    automatonOf(searching(tree), work, own),
  );
  if (automaton === undefined) return undefined;
  const alphabet = alphabetOf([...automaton.sets, EVERYTHING], meter);
  if (alphabet === undefined) return undefined;
  const matching = { automaton, alphabet, isHeldAtEnd: isAnchoredAtEnd(tree), meter };
  const found = take(meter, MOST_FOR_LOOPS, (own) =>
    ambiguitiesOf(automaton, alphabet, { polynomial, meter: own }),
  );
  for (const ambiguity of found) {
    if (meter.left <= 0) break;
    for (const attack of attacksOn(matching, ambiguity)) {
      const text = spelled(attack, alphabet.characters);
      if (!isProved(program, text, ambiguity.isExponential, meter)) continue;
      return { growth: ambiguity.isExponential ? 'exponential' : 'polynomial', ...text };
    }
  }
  return undefined;
}

const MOST_FOR_AUTOMATON = 200_000;
const MOST_FOR_LOOPS = 300_000;

/** Lets a part of the work have no more than its share of what is left. */
function take<T>(meter: Meter, most: number, work: (own: Meter) => T): T {
  const share = Math.min(most, meter.left);
  const own = { left: share };
  const result = work(own);
  meter.left -= share - own.left;
  return result;
}

/** Without repetition there is nothing to backtrack over. */
function repeats(expression: Expression): boolean {
  switch (expression.kind) {
    case 'repeat':
      return expression.max > 1 || repeats(expression.body);
    case 'sequence':
      return expression.items.some(repeats);
    case 'choice':
      return expression.options.some(repeats);
    case 'look':
      return repeats(expression.body);
    default:
      return false;
  }
}

/** An engine looks for a match from each character on: where nothing holds the start, anything may come before. */
function searching(tree: Expression): Expression {
  if (isAnchoredAtStart(tree)) return tree;
  const anything: Expression = { kind: 'set', set: EVERYTHING };
  const before: Expression = {
    kind: 'repeat',
    body: anything,
    min: 0,
    max: Infinity,
    isLazy: true,
  };
  return { kind: 'sequence', items: [before, tree] };
}

interface Text {
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
}

function spelled({ prefix, pump, suffix }: Attack, characters: readonly number[]): Text {
  const spell = (letters: readonly number[]): string =>
    String.fromCodePoint(...letters.map((letter) => characters[letter] ?? 0));
  return { prefix: spell(prefix), pump: spell(pump), suffix: spell(suffix) };
}

/** Steps that no harmless expression needs for a text of so few characters. */
const TOO_MANY = 200_000;
const TOO_MANY_IN_LONG = 1_000_000;

/** Whether the machine takes the time that the automaton foretells, and finds nothing in the end. */
function isProved(program: Program, text: Text, isExponential: boolean, meter: Meter): boolean {
  const stepsFor = (pumps: number, most: number): number => {
    const allowed = Math.min(most, meter.left);
    const { isFound, steps } = search(program, pointsOf(text, pumps), allowed);
    meter.left -= steps;
    // What stops because no work is left proves nothing.
    if (isFound === true || (isFound === undefined && allowed < most)) return 0;
    return isFound === undefined ? Infinity : steps;
  };
  if (isExponential) return stepsFor(30, TOO_MANY) === Infinity;
  // Four times the text takes sixteen times as long, where linear growth would be four.
  const short = Math.ceil(40 / [...text.pump].length);
  const [few, more] = [stepsFor(short, TOO_MANY), stepsFor(short * 4, TOO_MANY_IN_LONG)];
  if (few === 0 || more < few * GROWTH) return false;
  if (more === Infinity) return true;
  const enough = more * GROWTH;
  return stepsFor(short * 16, Math.min(TOO_MANY_IN_LONG, Math.floor(enough) + 2)) > enough;
}

const GROWTH = 9;

function pointsOf({ prefix, pump, suffix }: Text, pumps: number): readonly number[] {
  return [...`${prefix}${pump.repeat(pumps)}${suffix}`].map(
    (character) => character.codePointAt(0) ?? 0,
  );
}
