import { type Event, parseEvents } from 'js-yaml';
import { type Refusal, tooDeep } from './problem.ts';
import { explain, offsetOf } from './yaml-explain.ts';

/** The parser's own bound is above ours, which knows better where the depth is passed. */
const slack = 16;

/** The events of a text as js-yaml reads it, or why it is no YAML. */
export function readEvents(text: string, maxDepth: number): readonly Event[] | Refusal {
  const first = tryEvents(text, maxDepth + slack);
  if (!('error' in first)) return first;
  const offset = offsetOf(first.error);
  const deeper = tryEvents(text, maxDepth + 2 * slack);
  // An error that moves when more depth is allowed was the depth's, whatever its wording.
  if (!('error' in deeper) || offsetOf(deeper.error) !== offset) {
    return { offset, message: tooDeep(maxDepth) };
  }
  const second = text.includes('\t') ? tryEvents(withoutTabs(text), maxDepth + slack) : first;
  return 'error' in second ? explain(text, first.error) : second;
}

function tryEvents(text: string, maxDepth: number): readonly Event[] | { readonly error: unknown } {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    return { error };
  }
}

/**
 * The text with spaces for the tabs that merely separate. js-yaml 5.5 takes one inside brackets for indentation, though
 * YAML allows it; as the length stays, the events fit the true text. A tab after `-` or `?` does indent.
 */
function withoutTabs(text: string): string {
  return text.replace(/([^\s?-])([ \t]*\t[ \t]*)/g, (_, before: string, blanks: string) => {
    return before + ' '.repeat(blanks.length);
  });
}
