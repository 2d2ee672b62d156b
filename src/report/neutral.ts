// C0, DEL and C1; the line separators that JavaScript and some terminals break at; bidi controls, the byte order mark
// and the invisible tag characters, which show a reader another text than a machine reads; surrogates without a partner.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\u{e0000}-\u{e007f}]/u;
const ALL_UNSAFE = new RegExp(UNSAFE.source, 'gu');
/** Found in what is not plain ASCII, as most texts are; in text with two bytes a character, asking for that first is eight times as fast. */
export const NOT_PLAIN = /[^ -~]/;

function isUnsafe(text: string): boolean {
  return NOT_PLAIN.test(text) && UNSAFE.test(text);
}

const SHORT: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from a document as one harmless line: what could move a cursor, hide text or break a line
 * is written out as `\u001b` or `\n`.
 */
export function neutralise(text: string): string {
  return isUnsafe(text) ? text.replace(ALL_UNSAFE, spell) : text;
}

/** As `neutralise`, for texts of several lines: tab and line feed stay, CRLF and CR become a line feed. */
export function neutraliseLines(text: string): string {
  if (!isUnsafe(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ALL_UNSAFE, (character) =>
      character === '\n' || character === '\t' ? character : spell(character),
    );
}

function spell(character: string): string {
  return SHORT[character] ?? escapeUnits(character);
}

/** Each UTF-16 unit as `\uXXXX`. */
function escapeUnits(text: string): string {
  let escaped = '';
  for (let at = 0; at < text.length; at += 1) {
    escaped += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

const MARKED_COMMAND = /##(?=\[|vso\[|teamcity\[)/gi;
const LEADING_COLONS = /^([^\S\n]*):(?=:)/gm;

/**
 * Breaks what the runner of a build service takes for an order to itself: `::` at the start of a line
 * (GitHub), and `##[`, `##vso[`, `##teamcity[` anywhere in one (GitHub, Azure, TeamCity).
 */
export function guardCi(text: string): string {
  return text.replace(LEADING_COLONS, '$1: ').replace(MARKED_COMMAND, '# #');
}

/**
 * A value as JSON on one line. Unsafe characters and marks of build services are written as `\uXXXX`,
 * so that the bytes are harmless to print and a reader still gets the exact text.
 */
export function harmlessJson(value: unknown): string {
  const json = JSON.stringify(value);
  const plain = isUnsafe(json) ? json.replace(ALL_UNSAFE, escapeUnits) : json;
  return plain.includes('##') ? plain.replace(MARKED_COMMAND, '#\\u0023') : plain;
}
