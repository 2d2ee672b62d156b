import { readClass, readEscape } from './escape.ts';
import { EMPTY, type Expression } from './expression.ts';
import { flagOf } from './flag.ts';
import { next, peek, type Reader, take, takeMatch, Unreadable } from './reader.ts';
import { DOT } from './set.ts';

/** Longer or deeper patterns are not read: whoever writes them means harm. */
const LONGEST = 5000;
const DEEPEST = 100;

/** The tree of an ECMA-262 pattern that compiles; undefined for one that does not, or that is too large. */
export function parse(pattern: string): Expression | undefined {
  const known = trees.get(pattern);
  if (known !== undefined) return known.tree;
  const tree = readWhole(pattern);
  if (trees.size < MOST_TREES) trees.set(pattern, { tree });
  return tree;
}

/** Several rules ask about the same patterns. */
const trees = new Map<string, { readonly tree: Expression | undefined }>();
const MOST_TREES = 10_000;

function readWhole(text: string): Expression | undefined {
  if (text.length > LONGEST) return undefined;
  const flag = flagOf(text);
  if (flag === undefined) return undefined;
  const reader: Reader = { text, isUnicode: flag === 'u', at: 0, depth: 0 };
  try {
    const tree = readChoice(reader);
    return reader.at === text.length ? tree : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function readChoice(reader: Reader): Expression {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw new Unreadable('too many groups inside each other');
  const options = [readSequence(reader)];
  while (take(reader, '|')) options.push(readSequence(reader));
  reader.depth -= 1;
  return options.length === 1 && options[0] !== undefined
    ? options[0]
    : { kind: 'choice', options };
}

function readSequence(reader: Reader): Expression {
  const items: Expression[] = [];
  while (reader.at < reader.text.length && peek(reader) !== '|' && peek(reader) !== ')') {
    items.push(readRepeat(reader, readAtom(reader)));
  }
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
}

const COUNT = /\{(\d+)(?:(,)(\d*))?\}/y;

function readRepeat(reader: Reader, body: Expression): Expression {
  const bounds = readBounds(reader);
  if (bounds === undefined) return body;
  const [min, max] = bounds;
  const isLazy = take(reader, '?');
  return max === 0 ? EMPTY : { kind: 'repeat', body, min, max, isLazy };
}

function readBounds(reader: Reader): readonly [number, number] | undefined {
  if (take(reader, '*')) return [0, Infinity];
  if (take(reader, '+')) return [1, Infinity];
  if (take(reader, '?')) return [0, 1];
  const count = takeMatch(reader, COUNT);
  if (count === undefined) return undefined;
  const min = Number(count[1]);
  if (count[2] === undefined) return [min, min];
  return [min, count[3] === '' ? Infinity : Number(count[3])];
}

function readAtom(reader: Reader): Expression {
  const point = next(reader);
  switch (point) {
    case 0x5e:
      return { kind: 'start' };
    case 0x24:
      return { kind: 'end' };
    case 0x2e:
      return { kind: 'set', set: DOT };
    case 0x28:
      return readGroup(reader);
    case 0x5b:
      return { kind: 'set', set: readClass(reader) };
    case 0x5c:
      return readEscaped(reader);
    default:
      return { kind: 'set', set: [point, point] };
  }
}

const ECHO = /k<\w+>|[1-9]\d*/y;

function readEscaped(reader: Reader): Expression {
  if (take(reader, 'b')) return { kind: 'boundary', negated: false };
  if (take(reader, 'B')) return { kind: 'boundary', negated: true };
  if (takeMatch(reader, ECHO) !== undefined) return { kind: 'echo' };
  return { kind: 'set', set: readEscape(reader) };
}

const NAME = /\?<[^=!][^>]*>/y;

function readGroup(reader: Reader): Expression {
  for (const [opening, isAhead, negated] of LOOKS) {
    if (take(reader, opening)) return { kind: 'look', isAhead, negated, body: readBody(reader) };
  }
  if (!take(reader, '?:')) takeMatch(reader, NAME);
  return readBody(reader);
}

const LOOKS = [
  ['?=', true, false],
  ['?!', true, true],
  ['?<=', false, false],
  ['?<!', false, true],
] as const;

function readBody(reader: Reader): Expression {
  const body = readChoice(reader);
  if (!take(reader, ')')) throw new Unreadable('a group does not end');
  return body;
}
