import { type Event, parseEvents } from 'js-yaml';
import { type Refusal, tooDeep } from './problem.ts';
import { explain, offsetOf } from './yaml-explain.ts';
import { respaced, unrespaced } from './yaml-respaced.ts';

/** The parser's own bound is above ours, which knows better where the depth is passed. */
const slack = 16;

/** The events of a text as js-yaml reads it, or why it is no YAML. */
export function readEvents(text: string, maxDepth: number): readonly Event[] | Refusal {
  const first = tryEvents(text, maxDepth + slack);
  if (!('error' in first)) return first;
  const other = respaced(text);
  const second = other === text ? first : tryEvents(other, maxDepth + slack);
  if (!('error' in second)) return unrespaced(second, text);
  // What only js-yaml takes for a mistake is none to tell of, if there is another one behind it.
  const { error } = offsetOf(second.error) > offsetOf(first.error) ? second : first;
  const offset = offsetOf(error);
  const deeper = tryEvents(error === first.error ? text : other, maxDepth + 2 * slack);
  // An error that moves when more depth is allowed was the depth's, whatever its wording.
  if ('error' in deeper && offsetOf(deeper.error) === offset) return explain(text, error);
  return { offset, message: tooDeep(maxDepth) };
}

function tryEvents(text: string, maxDepth: number): readonly Event[] | { readonly error: unknown } {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    return { error };
  }
}
