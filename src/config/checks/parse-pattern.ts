/** One character, or a place between two. */
export type Atom =
  | { readonly takes: 'character'; readonly accepts: (character: string) => boolean }
  | {
      readonly takes: 'nothing';
      readonly holds: (characters: readonly string[], at: number) => boolean;
    };

/** A regular expression taken apart. */
export type Part =
  | { readonly is: 'atom'; readonly atom: Atom }
  | { readonly is: 'row'; readonly parts: readonly Part[] }
  | { readonly is: 'choice'; readonly parts: readonly Part[] }
  | {
      readonly is: 'repeat';
      readonly part: Part;
      readonly least: number;
      /** Undefined where there is no limit. */
      readonly most: number | undefined;
    };

const LONGEST = 500;
const DEEPEST = 50;

/** Reads a regular expression of JavaScript. Throws a SyntaxError for lookaround and backreferences too. */
export function parsePattern(pattern: string): Part {
  if (pattern.length > LONGEST) throw new SyntaxError(`it is longer than ${LONGEST} characters`);
  const reader = { pattern, at: 0, depth: 0 };
  const part = readChoice(reader);
  if (reader.at < pattern.length) throw new SyntaxError('a ")" closes nothing');
  return part;
}

interface Reader {
  readonly pattern: string;
  at: number;
  depth: number;
}

function readChoice(reader: Reader): Part {
  const parts = [readRow(reader)];
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1;
    parts.push(readRow(reader));
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { is: 'choice', parts };
}

function readRow(reader: Reader): Part {
  const parts: Part[] = [];
  for (;;) {
    const next = reader.pattern[reader.at];
    if (next === undefined || next === '|' || next === ')') return { is: 'row', parts };
    parts.push(readRepeated(reader));
  }
}

const COUNTS = /^\{(\d{1,4})(,(\d{1,4})?)?\}/;

function readRepeated(reader: Reader): Part {
  const part = readAtom(reader);
  const rest = reader.pattern.slice(reader.at);
  const counts = COUNTS.exec(rest);
  const bounds = counts === null ? SIGNS[rest[0] ?? ''] : boundsOf(counts);
  if (bounds === undefined) return part;
  reader.at += counts?.[0].length ?? 1;
  // Whether as much or as little as possible is taken makes no difference to whether there is a match.
  if (reader.pattern[reader.at] === '?') reader.at += 1;
  if (bounds.most !== undefined && bounds.most < bounds.least)
    throw new SyntaxError('a repetition ends before it begins');
  return { is: 'repeat', part, ...bounds };
}

interface Bounds {
  readonly least: number;
  readonly most: number | undefined;
}

const SIGNS: { readonly [sign: string]: Bounds } = {
  '*': { least: 0, most: undefined },
  '+': { least: 1, most: undefined },
  '?': { least: 0, most: 1 },
};

function boundsOf([, least = '0', comma, most]: RegExpExecArray): Bounds {
  const from = Number(least);
  if (comma === undefined) return { least: from, most: from };
  return { least: from, most: most === undefined ? undefined : Number(most) };
}

function readAtom(reader: Reader): Part {
  const { pattern, at } = reader;
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (character === '(') return readGroup(reader);
  if (character === '[') return readOne(reader, classAt(pattern, at));
  if (character === '\\') return readEscape(reader);
  if ('*+?'.includes(character)) throw new SyntaxError(`"${character}" repeats nothing`);
  reader.at += character.length;
  if (character === '^') return place((_, index) => index === 0);
  if (character === '$') return place((characters, index) => index === characters.length);
  if (character === '.') return one((given) => !/^[\n\r\u2028\u2029]$/.test(given));
  return one((given) => given === character);
}

function readGroup(reader: Reader): Part {
  const opening = /^\((?:\?(?::|<[A-Za-z]\w*>))?/.exec(reader.pattern.slice(reader.at))?.[0] ?? '(';
  reader.at += opening.length;
  reader.depth += 1;
  if (opening === '(' && reader.pattern[reader.at] === '?')
    throw new SyntaxError('lookaround would need backtracking');
  if (reader.depth > DEEPEST) throw new SyntaxError('its groups are nested too deep');
  const part = readChoice(reader);
  if (reader.pattern[reader.at] !== ')') throw new SyntaxError('a "(" is not closed');
  reader.at += 1;
  reader.depth -= 1;
  return part;
}

function classAt(pattern: string, at: number): string {
  const text = /^\[\^?(?:\\[\s\S]|[^\]\\])*\]/.exec(pattern.slice(at))?.[0];
  if (text === undefined) throw new SyntaxError('a "[" is not closed');
  return text;
}

function readEscape(reader: Reader): Part {
  const rest = reader.pattern.slice(reader.at);
  if (/^\\[1-9k]/.test(rest)) throw new SyntaxError('a backreference would need backtracking');
  const border = /^\\([bB])/.exec(rest)?.[1];
  if (border !== undefined) {
    reader.at += 2;
    return place((characters, at) => isBorder(characters, at) === (border === 'b'));
  }
  const text =
    /^\\(?:p\{\w+(?:=\w+)?\}|P\{\w+(?:=\w+)?\}|u\{[\dA-Fa-f]+\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|[\s\S])/.exec(
      rest,
    )?.[0];
  if (text === undefined) throw new SyntaxError('it ends with a "\\"');
  return readOne(reader, text);
}

/** A class or an escape: what it means for one character is for the engine to say, which has nothing to repeat there. */
function readOne(reader: Reader, text: string): Part {
  reader.at += text.length;
  const single = singleOf(text);
  return one((character) => single.test(character));
}

function singleOf(text: string): RegExp {
  try {
    return new RegExp(`^${text}$`, 'u');
  } catch {
    // Older spellings, such as a needless backslash.
    return new RegExp(`^${text}$`);
  }
}

function isBorder(characters: readonly string[], at: number): boolean {
  const isWord = (character: string | undefined): boolean => /^\w$/.test(character ?? '');
  return isWord(characters[at - 1]) !== isWord(characters[at]);
}

function one(accepts: (character: string) => boolean): Part {
  return { is: 'atom', atom: { takes: 'character', accepts } };
}

function place(holds: (characters: readonly string[], at: number) => boolean): Part {
  return { is: 'atom', atom: { takes: 'nothing', holds } };
}
