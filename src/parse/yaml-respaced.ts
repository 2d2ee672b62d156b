import { EVENT_ID, type Event } from 'js-yaml';

/**
 * The text, as long as before, with spaces where js-yaml is stricter than the other readers of YAML: for tabs that merely
 * separate, and for a line break before a closing bracket, which may stand no deeper than the key of its list or map.
 */
export function respaced(text: string): string {
  return withoutBreaks(text.includes('\t') ? withoutTabs(text) : text);
}

/** The events of a respaced text made true of the text itself: what goes on over several lines has to be decoded. */
export function unrespaced(events: readonly Event[], text: string): readonly Event[] {
  return events.map((event) => {
    if (event.type !== EVENT_ID.SCALAR || !event.fast) return event;
    return { ...event, fast: !/[\r\n]/.test(text.slice(event.valueStart, event.valueEnd)) };
  });
}

/** js-yaml 5.5 takes a tab inside brackets for indentation, though YAML allows it. A tab after `-` or `?` does indent. */
function withoutTabs(text: string): string {
  return text.replace(/([^\s?-])([ \t]*\t[ \t]*)/g, (_, before: string, blanks: string) => {
    return before + ' '.repeat(blanks.length);
  });
}

/** YAML 1.2.2 (8.2.3) wants a closing bracket indented as deep as the rest; only js-yaml 5 insists on that. */
function withoutBreaks(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { index, 0: gap } of text.matchAll(/[\r\n][ \t]*(?=[\]}])/g)) {
    const bracket = index + gap.length;
    const start = gapStart(text, bracket, done);
    if (start === undefined) continue;
    parts.push(text.slice(done, start), ' '.repeat(bracket - start));
    done = bracket;
  }
  return parts.join('') + text.slice(done);
}

/** Where the white space and comments before an offset begin; undefined if a `#` may begin a comment or stand in quotes. */
function gapStart(text: string, offset: number, from: number): number | undefined {
  let at = offset;
  for (;;) {
    while (at > from && /\s/.test(text.charAt(at - 1))) at -= 1;
    // Not by lastIndexOf, which without a CR would look through the whole text each time.
    let start = at;
    while (start > from && !/[\r\n]/.test(text.charAt(start - 1))) start -= 1;
    const line = text.slice(start, at);
    const hash = line.search(/(?:^|[ \t])#/);
    if (hash === -1) return at;
    if (/["']/.test(line.slice(hash))) return undefined;
    at = start + hash;
  }
}
