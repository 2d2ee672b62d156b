import picomatch from 'picomatch';
import { deadline } from '../deadline.ts';
import { UserError } from '../errors.ts';

/** With so many wildcards, and texts so short, trying all ways in which they can be shared out takes a moment at most. */
const FEW_WILDCARDS = 3;
const SHORT_TEXT = 300;
/** Milliseconds for one comparison; those that people write take a thousandth of one. */
const LIMIT = 1000;

/**
 * Whether a text matches one of the globs; a leading dot is like any other character unless `dot` is false. A pull request
 * may bring globs as well as names, and picomatch tries one way after the other: a comparison that does not come to an end
 * is a UserError.
 */
export function matcherOf(
  globs: readonly string[],
  { dot = true } = {},
): (text: string) => boolean {
  const tests = globs.map((glob) => testOf(glob, dot));
  return (text) => tests.some((test) => test(text));
}

function testOf(glob: string, dot: boolean): (text: string) => boolean {
  const matches = picomatch(glob, { dot });
  const isSimple = isQuick(glob);
  const known = new Map<string, boolean>();
  return (text) => {
    if (isSimple && text.length <= SHORT_TEXT) return matches(text);
    const answer = known.get(text) ?? inTime(() => matches(text), glob);
    known.set(text, answer);
    return answer;
  };
}

function isQuick(glob: string): boolean {
  const plain = glob.replaceAll(/\\./g, '_');
  return !/[@+!?*]\(/.test(plain) && (plain.match(/\*+/g) ?? []).length <= FEW_WILDCARDS;
}

function inTime(compare: () => boolean, glob: string): boolean {
  // The limit is one of this comparison, whatever the time is.
  const done = deadline(LIMIT, () => 0)(compare);
  if (done !== undefined) return done.value;
  throw new UserError(
    `The glob ${JSON.stringify(glob)} takes too long to compare with a name: write it with fewer wildcards.`,
  );
}
