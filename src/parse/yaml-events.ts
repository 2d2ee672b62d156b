import { type Event, parseEvents } from 'js-yaml';
import { type Refusal, tooDeep } from './problem.ts';
import { explain, offsetOf } from './yaml-explain.ts';
import { gapsBeforeBrackets, outsideScalars, withoutTabs, withSpaces } from './yaml-spaces.ts';

/** The parser's own bound is above ours, which knows better where the depth is passed. */
const slack = 16;

/** The events of a text as js-yaml reads it, or why it is no YAML. */
export function readEvents(text: string, maxDepth: number): readonly Event[] | Refusal {
  const first = tryEvents(text, maxDepth + slack);
  if (!('error' in first)) return first;
  const second = tryLeniently(text, maxDepth + slack);
  if (!('error' in second)) return second;
  // What only js-yaml takes for a mistake is none to tell of, if there is another one behind it.
  const isLater = offsetOf(second.error) > offsetOf(first.error);
  const { error } = isLater ? second : first;
  const offset = offsetOf(error);
  const deeper = (isLater ? tryLeniently : tryEvents)(text, maxDepth + 2 * slack);
  // An error that moves when more depth is allowed was the depth's, whatever its wording.
  if ('error' in deeper && offsetOf(deeper.error) === offset) {
    return explain(text, error, (mended) => {
      const tried = tryLeniently(mended, maxDepth + slack);
      return 'error' in tried ? offsetOf(tried.error) : Number.POSITIVE_INFINITY;
    });
  }
  return { offset, message: tooDeep(maxDepth) };
}

type Tried = readonly Event[] | { readonly error: unknown };

function tryEvents(text: string, maxDepth: number): Tried {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    return { error };
  }
}

/**
 * Reads a text with spaces where js-yaml is stricter than the other readers of YAML: for tabs that merely separate, and
 * for line breaks before closing brackets. As its length stays, the events fit the true text.
 */
function tryLeniently(text: string, maxDepth: number): Tried {
  const spaced = withoutTabs(text);
  const gaps = gapsBeforeBrackets(spaced);
  const tried = tryEvents(withSpaces(spaced, gaps), maxDepth);
  if ('error' in tried) return tried;
  const outside = outsideScalars(gaps, tried);
  if (outside.length === gaps.length) return tried;
  // What only looked like a bracket goes back into its text, which may end elsewhere now.
  const again = tryEvents(withSpaces(spaced, outside), maxDepth);
  const isSame = 'error' in again || outsideScalars(outside, again).length === outside.length;
  return isSame ? again : tryEvents(spaced, maxDepth);
}
