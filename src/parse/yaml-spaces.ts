import { EVENT_ID, type Event } from 'js-yaml';
import type { Span } from '../source/range.ts';

/** js-yaml 5.5 takes a tab inside brackets for indentation, though YAML allows it. A tab after `-` or `?` does indent. */
export function withoutTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text.replace(/([^\s?-])([ \t]*\t[ \t]*)/g, (_, before: string, blanks: string) => {
    return before + ' '.repeat(blanks.length);
  });
}

/**
 * The white space and comments with a line break before each closing bracket that begins a line. YAML 1.2.2 (8.2.3) wants
 * such a bracket indented deeper than the key of its list or map, but only js-yaml 5 insists on that.
 */
export function gapsBeforeBrackets(text: string): readonly Span[] {
  const gaps: Span[] = [];
  let from = 0;
  for (const { index, 0: blanks } of text.matchAll(/[\r\n][ \t]*(?=[\]}])/g)) {
    const end = index + blanks.length;
    const start = gapStart(text, end, from);
    if (start !== undefined) gaps.push({ start, end });
    from = end;
  }
  return gaps;
}

/** The text, as long as before, with spaces for the gaps. */
export function withSpaces(text: string, gaps: readonly Span[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of gaps) {
    parts.push(text.slice(done, start), ' '.repeat(end - start));
    done = end;
  }
  return parts.join('') + text.slice(done);
}

/** The gaps that lie in no scalar. */
export function outsideScalars(gaps: readonly Span[], events: readonly Event[]): readonly Span[] {
  let at = 0;
  const outside: Span[] = [];
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.valueStart === -1) continue;
    for (; at < gaps.length; at += 1) {
      const gap = gaps[at];
      if (gap === undefined || gap.end > event.valueStart) break;
      outside.push(gap);
    }
    while (at < gaps.length && (gaps[at]?.start ?? 0) < event.valueEnd) at += 1;
  }
  return [...outside, ...gaps.slice(at)];
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
    const hash = line.search(comment);
    if (hash === -1) return at;
    const unquoted = line.replace(/"[^"]*"|'[^']*'/g, blank);
    if (hash !== unquoted.search(comment) || unquoted.includes('"', hash)) return undefined;
    at = start + hash;
  }
}

const comment = /(?:^|[ \t])#/;

function blank(text: string): string {
  return ' '.repeat(text.length);
}
