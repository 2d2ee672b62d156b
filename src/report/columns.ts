// Characters of two columns, as terminals draw East Asian scripts and emoji; and of none, which join the one before.
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const JOINED = /\p{Mn}|\p{Me}|\u200c|\u200d/u;
const PLAIN = /^[\x20-\x7e]*$/;

/** How many columns of a terminal a harmless text takes. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

/** The start of a text that fits. */
export function headOf(text: string, columns: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, columns));
  let head = '';
  let taken = 0;
  for (const character of text) {
    taken += columnsOfOne(character);
    if (taken > columns) break;
    head += character;
  }
  return head;
}

/** The end of a text that fits. */
export function tailOf(text: string, columns: number): string {
  const characters = [...text];
  let taken = 0;
  let first = characters.length;
  while (first > 0) {
    taken += columnsOfOne(characters[first - 1] ?? '');
    if (taken > columns) break;
    first -= 1;
  }
  return characters.slice(first).join('');
}

/** Lines of at most `columns`, broken at spaces. A longer word is broken too, unless it is a link, which is to be followed. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text).flatMap((each) => breakWord(each, columns))) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Code between backticks is one word: half of it at the end of a line would be misread. */
function wordsOf(text: string): readonly string[] {
  return text.match(/(?:`[^`]*`|[^ ])+/g) ?? [];
}

function breakWord(word: string, columns: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (columnsOf(rest) > columns && !rest.includes('://')) {
    const head = headOf(rest, Math.max(2, columns));
    parts.push(head);
    rest = rest.slice(head.length);
  }
  return [...parts, rest];
}

function columnsOfOne(character: string): number {
  if (PLAIN.test(character)) return 1;
  if (JOINED.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
