import type { Flags, GivenOptions } from './flags.ts';
import type { Io } from './io.ts';
import type { OptionRow } from './option.ts';

/** One call of a command, taken apart. */
export interface Call {
  readonly operands: readonly string[];
  readonly flags: Flags;
  readonly io: Io;
  /** What the flags are read from, for whoever does a part of the work elsewhere. */
  readonly given: GivenOptions;
}

/** Does what a command is for, and answers with the exit code. */
export type Run = (call: Call) => Promise<0 | 1 | 2>;

/** A row of the table of commands. */
export interface CommandRow {
  readonly name: string;
  /** What it takes besides options, as `[paths...]`. */
  readonly operands: string;
  /** One sentence. */
  readonly about: string;
  /** Command lines worth copying, with what each is for. */
  readonly examples: readonly (readonly [line: string, about: string])[];
  readonly options: readonly OptionRow[];
  /** The command that is meant where none is named. */
  readonly isDefault?: true;
  /** Loads the command's code, so that no command waits for another's. */
  readonly load: () => Promise<Run>;
}
