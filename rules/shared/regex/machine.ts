import type { Expression, Repeat } from './expression.ts';
import { type CharacterSet, has, WORD } from './set.ts';

/** A program for a machine that tries one way after the other, as the engines of JavaScript, Java and Python do. */
type Instruction =
  | { readonly op: 'read'; readonly set: CharacterSet }
  /** Goes on at `to`, and at `otherwise` if that fails. */
  | { readonly op: 'try'; readonly to: number; readonly otherwise: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'start' | 'end' | 'accept' }
  | { readonly op: 'boundary'; readonly negated: boolean }
  /** Notes where a turn of a loop begins; `moved` fails if the turn has read nothing. */
  | { readonly op: 'mark' | 'moved'; readonly register: number }
  | { readonly op: 'look'; readonly program: Program; readonly negated: boolean };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
}

/** Longer programs are not written. */
const LONGEST = 30_000;

/** The program of an expression; undefined where it would be too long, or where the machine lacks something. */
export function programOf(expression: Expression): Program | undefined {
  const writing: Writing = { instructions: [], registers: 0 };
  if (!write(expression, writing)) return undefined;
  writing.instructions.push({ op: 'accept' });
  return writing;
}

interface Writing {
  readonly instructions: Instruction[];
  registers: number;
}

function write(expression: Expression, writing: Writing): boolean {
  const { instructions } = writing;
  if (instructions.length > LONGEST) return false;
  switch (expression.kind) {
    case 'set':
      instructions.push({ op: 'read', set: expression.set });
      return true;
    case 'start':
    case 'end':
      instructions.push({ op: expression.kind });
      return true;
    case 'boundary':
      instructions.push({ op: 'boundary', negated: expression.negated });
      return true;
    case 'sequence':
      return expression.items.every((item) => write(item, writing));
    case 'choice':
      return writeChoice(expression.options, writing);
    case 'repeat':
      return writeRepeat(expression, writing);
    case 'look': {
      // What stands before is not read backwards: the machine takes it for granted.
      if (!expression.isAhead) return true;
      const program = programOf(expression.body);
      if (program !== undefined)
        instructions.push({ op: 'look', program, negated: expression.negated });
      return program !== undefined;
    }
    default:
      return false;
  }
}

function writeChoice(options: readonly Expression[], writing: Writing): boolean {
  const { instructions } = writing;
  const ends: number[] = [];
  for (const [index, option] of options.entries()) {
    const isLast = index === options.length - 1;
    const at = isLast ? undefined : reserve(instructions);
    if (!write(option, writing)) return false;
    if (at === undefined) continue;
    ends.push(reserve(instructions));
    instructions[at] = { op: 'try', to: at + 1, otherwise: instructions.length };
  }
  for (const end of ends) instructions[end] = { op: 'jump', to: instructions.length };
  return true;
}

function writeRepeat({ body, min, max, isLazy }: Repeat, writing: Writing): boolean {
  const { instructions } = writing;
  for (let copy = 0; copy < min; copy += 1) if (!write(body, writing)) return false;
  const exits: number[] = [];
  const again = instructions.length;
  for (let copy = min; copy < (max === Infinity ? min + 1 : max); copy += 1) {
    exits.push(reserve(instructions));
    const register = writing.registers;
    writing.registers += 1;
    instructions.push({ op: 'mark', register });
    if (!write(body, writing)) return false;
    instructions.push({ op: 'moved', register });
  }
  if (max === Infinity) instructions.push({ op: 'jump', to: again });
  const after = instructions.length;
  for (const exit of exits) {
    const [to, otherwise] = isLazy ? [after, exit + 1] : [exit + 1, after];
    instructions[exit] = { op: 'try', to, otherwise };
  }
  return true;
}

/** Keeps a place for an instruction that is known later. */
function reserve(instructions: Instruction[]): number {
  instructions.push({ op: 'accept' });
  return instructions.length - 1;
}

/** How a run ended: whether something was found, and after how many steps; undefined if they ran out. */
export interface Run {
  readonly isFound: boolean | undefined;
  readonly steps: number;
}

/** Searches a text, given as code points, from each of its characters on, as far as the steps last. */
export function search(program: Program, text: readonly number[], mostSteps: number): Run {
  const meter = { left: mostSteps };
  for (let start = 0; start <= text.length; start += 1) {
    const isFound = runFrom(program, text, start, meter);
    if (isFound !== false) return { isFound, steps: mostSteps - meter.left };
  }
  return { isFound: false, steps: mostSteps - meter.left };
}

function runFrom(
  program: Program,
  text: readonly number[],
  start: number,
  meter: { left: number },
): boolean | undefined {
  const { instructions } = program;
  const registers = new Array<number>(program.registers).fill(-1);
  // What is left to be tried, two numbers each, so that millions of steps make no objects: where to go on in the program
  // and in the text, or a register, as ~register, and what it held.
  const left: number[] = [];
  let next = 0;
  let at = start;
  for (;;) {
    meter.left -= 1;
    if (meter.left <= 0) return undefined;
    const instruction = instructions[next];
    if (instruction === undefined || instruction.op === 'accept') return true;
    next += 1;
    let passed: boolean | undefined;
    switch (instruction.op) {
      case 'jump':
        next = instruction.to;
        continue;
      case 'try':
        left.push(instruction.otherwise, at);
        next = instruction.to;
        continue;
      case 'mark':
        left.push(~instruction.register, registers[instruction.register] ?? -1);
        registers[instruction.register] = at;
        continue;
      case 'read': {
        const character = text[at];
        passed = character !== undefined && has(instruction.set, character);
        at += 1;
        break;
      }
      case 'moved':
        passed = registers[instruction.register] !== at;
        break;
      default:
        passed = holds(instruction, text, at, meter);
    }
    if (passed === undefined) return undefined;
    if (passed) continue;
    const way = lastWay(left, registers);
    if (way < 0) return false;
    next = way;
    at = left.pop() ?? 0;
  }
}

/** Whether what reads nothing holds where the text has been read to; undefined if the steps ran out. */
function holds(
  instruction: Instruction,
  text: readonly number[],
  at: number,
  meter: { left: number },
): boolean | undefined {
  switch (instruction.op) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'boundary':
      return (isWord(text[at - 1]) !== isWord(text[at])) !== instruction.negated;
    case 'look': {
      const isFound = runFrom(instruction.program, text, at, meter);
      return isFound === undefined ? undefined : isFound !== instruction.negated;
    }
    default:
      return true;
  }
}

function isWord(character: number | undefined): boolean {
  return character !== undefined && has(WORD, character);
}

/**
 * Goes back to the last way that was left, and gives the registers what they held then. Answers with where it goes on in the
 * program, and leaves on top of the stack where in the text; -1 where no way is left.
 */
function lastWay(left: number[], registers: number[]): number {
  while (left.length > 0) {
    const at = left.pop() ?? 0;
    const to = left.pop() ?? 0;
    if (to < 0) registers[~to] = at;
    else {
      left.push(at);
      return to;
    }
  }
  return -1;
}
