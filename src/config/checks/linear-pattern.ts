import { type Atom, type Part, parsePattern } from './parse-pattern.ts';

/** A regular expression whose search takes time in proportion to the text, whatever the expression: see `compilePattern`. */
export interface LinearPattern {
  /** Whether it matches anywhere in the first 1,000 characters. */
  test(text: string): boolean;
}

const LONGEST_TEXT = 1000;
/** Repetitions are written out; this is how much may come of it. */
const MOST_STEPS = 5000;

type Step =
  | { readonly is: 'atom'; readonly atom: Atom }
  | { readonly is: 'fork'; readonly to: number[] }
  | { readonly is: 'end' };

/**
 * Compiles an expression into a machine without backtracking (Thompson, 1968): a configuration of a pull request must not be
 * able to make the gate hang. Throws a SyntaxError for what cannot be read or would need backtracking.
 */
export function compilePattern(pattern: string): LinearPattern {
  const steps: Step[] = [];
  emit(parsePattern(pattern), steps);
  steps.push({ is: 'end' });
  return { test: (text) => search(steps, Array.from(text.slice(0, LONGEST_TEXT))) };
}

function emit(part: Part, steps: Step[]): void {
  if (steps.length > MOST_STEPS) throw new SyntaxError('its repetitions are too many');
  switch (part.is) {
    case 'atom':
      steps.push(part);
      return;
    case 'row':
      for (const each of part.parts) emit(each, steps);
      return;
    case 'choice':
      emitChoice(part.parts, steps);
      return;
    case 'repeat':
      for (let count = 0; count < part.least; count += 1) emit(part.part, steps);
      emitRest(part, steps);
  }
}

function emitChoice(parts: readonly Part[], steps: Step[]): void {
  const fork: number[] = [];
  const exits: number[][] = [];
  steps.push({ is: 'fork', to: fork });
  for (const part of parts) {
    fork.push(steps.length);
    emit(part, steps);
    const exit: number[] = [];
    exits.push(exit);
    steps.push({ is: 'fork', to: exit });
  }
  for (const exit of exits) exit.push(steps.length);
}

/** What may follow the repetitions that have to be there. */
function emitRest({ part, least, most }: Extract<Part, { is: 'repeat' }>, steps: Step[]): void {
  if (most === undefined) {
    const start = steps.length;
    const fork = [start + 1];
    steps.push({ is: 'fork', to: fork });
    emit(part, steps);
    steps.push({ is: 'fork', to: [start] });
    fork.push(steps.length);
    return;
  }
  const forks: number[][] = [];
  for (let count = least; count < most; count += 1) {
    const fork = [steps.length + 1];
    forks.push(fork);
    steps.push({ is: 'fork', to: fork });
    emit(part, steps);
  }
  for (const fork of forks) fork.push(steps.length);
}

function search(steps: readonly Step[], characters: readonly string[]): boolean {
  let open = new Set<number>();
  for (let at = 0; at <= characters.length; at += 1) {
    const reached = reach(steps, [...open, 0], characters, at);
    if (reached === undefined) return true;
    open = new Set();
    for (const index of reached) {
      const step = steps[index];
      if (step?.is !== 'atom' || step.atom.takes !== 'character') continue;
      const character = characters[at];
      if (character !== undefined && step.atom.accepts(character)) open.add(index + 1);
    }
  }
  return false;
}

/** Every step that can be reached without taking a character; undefined once the end is among them. */
function reach(
  steps: readonly Step[],
  from: readonly number[],
  characters: readonly string[],
  at: number,
): ReadonlySet<number> | undefined {
  const reached = new Set<number>(from);
  for (const index of reached) {
    const step = steps[index];
    if (step === undefined || step.is === 'end') return undefined;
    if (step.is === 'fork') for (const next of step.to) reached.add(next);
    else if (step.atom.takes === 'nothing' && step.atom.holds(characters, at))
      reached.add(index + 1);
  }
  return reached;
}
