import { isMatch, type Wildcards, wildcardsIn } from './wildcards.ts';

/** What was made of a list of patterns. */
const compilations = new WeakMap<readonly string[], readonly Wildcards[]>();

/** Whether a text is one of the patterns, whatever its case; `*` stands for any characters. */
export function matchesAny(text: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  let made = compilations.get(patterns);
  if (made === undefined) {
    made = patterns.map((pattern) => wildcardsIn(pattern.toLowerCase(), false));
    compilations.set(patterns, made);
  }
  const plain = text.toLowerCase();
  return made.some((pattern) => isMatch(plain, pattern));
}
