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

/** A way that is left to be tried: where, in the program and in the text, or what a register held. */
type Choice =
  | { readonly to: number; readonly at: number }
  | { readonly register: number; readonly held: number };

function runFrom(
  program: Program,
  text: readonly number[],
  start: number,
  meter: { left: number },
): boolean | undefined {
  const { instructions } = program;
  const registers = new Array<number>(program.registers).fill(-1);
  const choices: Choice[] = [];
  let next = 0;
  let at = start;
  for (;;) {
    meter.left -= 1;
    if (meter.left <= 0) return undefined;
    const instruction = instructions[next];
    if (instruction === undefined || instruction.op === 'accept') return true;
    next += 1;
    if (instruction.op === 'jump') next = instruction.to;
    else if (instruction.op === 'try') {
      choices.push({ to: instruction.otherwise, at });
      next = instruction.to;
    } else if (instruction.op === 'mark') {
      choices.push({ register: instruction.register, held: registers[instruction.register] ?? -1 });
      registers[instruction.register] = at;
    } else {
      const passed = passes(instruction, { text, at, registers, meter });
      if (passed === undefined) return undefined;
      if (passed && instruction.op === 'read') at += 1;
      if (passed) continue;
      const choice = lastChoice(choices, registers);
      if (choice === undefined) return false;
      next = choice.to;
      at = choice.at;
    }
  }
}

interface Situation {
  readonly text: readonly number[];
  readonly at: number;
  readonly registers: readonly number[];
  readonly meter: { left: number };
}

function passes(
  instruction: Instruction,
  { text, at, registers, meter }: Situation,
): boolean | undefined {
  switch (instruction.op) {
    case 'read': {
      const character = text[at];
      return character !== undefined && has(instruction.set, character);
    }
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'boundary':
      return (isWord(text[at - 1]) !== isWord(text[at])) !== instruction.negated;
    case 'moved':
      return registers[instruction.register] !== at;
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

/** Goes back to the last way that was left, and gives the registers what they held then. */
function lastChoice(
  choices: Choice[],
  registers: number[],
): { readonly to: number; readonly at: number } | undefined {
  for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
    if ('to' in choice) return choice;
    registers[choice.register] = choice.held;
  }
  return undefined;
}
