/*
 * The places that the events of js-yaml leave out: where an empty value would stand, where a block scalar's
 * header and a flow collection's closing bracket stand.
 */

/** The offset after blanks, line breaks and comments. */
export function skipGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 13 || code === 9) at += 1;
    else if (code === 35 && (at === 0 || isBlank(text.charCodeAt(at - 1)))) at = lineEnd(text, at);
    else return at;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at += 1;
  return at;
}

/** What announces a value or, as `?`, a key. */
export type Indicator = ':' | '-' | '?';

/** Where a node that is not written would begin: after its indicator, if that comes next; a key may have none but the `:` behind it. */
export function emptyPlace(text: string, from: number, indicator: Indicator): number {
  let at = skipGap(text, from);
  if (indicator === '?' && text.charAt(at) === ',') at = skipGap(text, at + 1);
  if (text.charAt(at) === indicator) return at + 1;
  return indicator === '?' ? at : from;
}

/** Where the `|` or `>` of a block scalar stands whose text begins at `start`; `from` is a place after all that precedes it. */
export function blockHeader(text: string, start: number, from: number): number {
  let headerEnd = start;
  if (text.charCodeAt(headerEnd - 1) === 10) headerEnd -= 1;
  if (text.charCodeAt(headerEnd - 1) === 13) headerEnd -= 1;
  let at = headerEnd;
  while (at > from && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at -= 1;
  while (at < headerEnd && text.charCodeAt(at) !== 124 && text.charCodeAt(at) !== 62) at += 1;
  return at;
}

/** The offset after the last character before `end` that breaks no line. */
export function trimBreaks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13)) at -= 1;
  return at;
}

/** The offset after the bracket that closes a flow collection opened at `start`, whose last child ends at `from`. */
export function closingBracket(text: string, start: number, from: number): number {
  const open = text.charAt(start);
  if (open !== '{' && open !== '[') return from;
  let at = skipGap(text, from);
  while (text.charAt(at) === ',' || text.charAt(at) === ':') at = skipGap(text, at + 1);
  return text.charAt(at) === (open === '{' ? '}' : ']') ? at + 1 : from;
}
