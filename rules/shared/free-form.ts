import { texts } from 'specgate/rule';
import { tokensOf } from './words.ts';

/** The option that names what may hold anything on purpose. */
export const freeFormNames = (names: readonly string[]) =>
  texts('Last words of names whose values may hold anything on purpose.', names);

/** Whether a name ends with one of the words: `custom_metadata` ends with `metadata`. */
export function endsWithOneOf(name: string, words: readonly string[]): boolean {
  const last = tokensOf(name).at(-1);
  return last !== undefined && words.includes(last);
}
