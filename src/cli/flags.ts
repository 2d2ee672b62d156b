import { UserError } from '../errors.ts';
import { suggest } from '../rule/suggest.ts';
import type { OptionRow } from './option.ts';

/** The values of the options of one call, asked for by name. What is not allowed is a UserError that says what is. */
export interface Flags {
  has(name: string): boolean;
  text(name: string): string | undefined;
  /** Each value of an option that may be repeated, lists with commas taken apart. */
  texts(name: string): readonly string[];
  one<C extends string>(name: string, choices: readonly C[]): C | undefined;
  some<C extends string>(name: string, choices: readonly C[]): readonly C[];
}

/** How often and with what each option was given, by its name. */
export type GivenOptions = ReadonlyMap<string, readonly string[]>;

/** Reads what was given by the table of options. */
export function flagsOf(rows: readonly OptionRow[], given: GivenOptions): Flags {
  const valuesOf = (name: string): readonly string[] => {
    const row = rows.find((each) => each.name === name);
    if (row === undefined) throw new TypeError(`the table has no option ${name}`);
    const values = given.get(name) ?? [];
    return row.many === 'commas' ? values.flatMap(listed) : values;
  };
  return {
    has: (name) => valuesOf(name).length > 0,
    text: (name) => valuesOf(name).at(-1),
    texts: valuesOf,
    one: (name, choices) =>
      valuesOf(name)
        .map((value) => allowed(name, value, choices))
        .at(-1),
    some: (name, choices) => valuesOf(name).map((value) => allowed(name, value, choices)),
  };
}

/** The items of a list with commas. */
export function listed(value: string): readonly string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function allowed<C extends string>(name: string, value: string, choices: readonly C[]): C {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new UserError(`--${name} does not take "${value}".`, hintFor(value, choices));
}

/** What a misspelt word may have meant, and what there is. */
export function hintFor(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  const meant = near === undefined ? '' : `Did you mean "${near}"? `;
  return `${meant}It takes ${known.join(', ')}.`;
}
