/** What was made of a list of patterns. */
const compilations = new WeakMap<readonly string[], readonly RegExp[]>();

/** Whether a text is one of the patterns, whatever its case; `*` stands for any characters. */
export function matchesAny(text: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  let made = compilations.get(patterns);
  if (made === undefined) {
    made = patterns.map(compile);
    compilations.set(patterns, made);
  }
  return made.some((pattern) => pattern.test(text));
}

function compile(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}
