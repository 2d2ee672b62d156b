import type { Problem } from './document.ts';
import { duplicateKey, type Refusal, tooDeep } from './problem.ts';

/** What a careful reading of a JSON text finds: the first error, if any, and each key that repeats one before it. */
export interface JsonScan {
  readonly error: Refusal | undefined;
  readonly duplicates: readonly Problem[];
}

interface Level {
  readonly isObject: boolean;
  /** Where each name of an object was seen first. */
  readonly names: Map<string, number>;
}

type Expected =
  | 'value'
  | 'value-or-end'
  | 'key'
  | 'key-or-end'
  | 'colon'
  | 'comma-or-end'
  | 'nothing';

interface State {
  readonly text: string;
  readonly maxDepth: number;
  readonly levels: Level[];
  readonly duplicates: Problem[];
  at: number;
  expected: Expected;
  /** Where the last comma stands, for the message about one too many. */
  comma: number;
}

/** Reads a text strictly by RFC 8259, without recursion. Slower than `JSON.parse`, so only asked when that found something amiss. */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const duplicates: Problem[] = [];
  const state: State = {
    text,
    maxDepth,
    levels: [],
    duplicates,
    at: 0,
    expected: 'value',
    comma: 0,
  };
  let error: Refusal | undefined;
  while (error === undefined) {
    state.at = skipSpace(text, state.at);
    if (state.at < text.length) error = step(state, text.charAt(state.at));
    else if (state.expected === 'nothing') break;
    else error = { offset: state.at, message: endMessage(state) };
  }
  return { error, duplicates };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
  return at;
}

function step(state: State, char: string): Refusal | undefined {
  if (char === '/' || char === '#') return refusal(state, 'JSON has no comments.');
  switch (state.expected) {
    case 'value':
    case 'value-or-end':
      return char === ']' && isInList(state) ? close(state, 'value') : readValue(state, char);
    case 'key':
    case 'key-or-end':
      return char === '}' ? close(state, 'key') : readKey(state, char);
    case 'colon':
      return readColon(state, char);
    case 'comma-or-end':
      return readComma(state, char);
    case 'nothing':
      return refusal(state, `The JSON value has ended, yet ${shown(char)} follows.`);
  }
}

function refusal(state: State, message: string, offset = state.at): Refusal {
  return { offset, message };
}

function isInList(state: State): boolean {
  return state.levels.at(-1)?.isObject === false;
}

/** `afterComma` is what a comma before the end would still expect. */
function close(state: State, afterComma: Expected): Refusal | undefined {
  if (state.expected === afterComma) {
    const end = afterComma === 'key' ? '}' : ']';
    return refusal(state, `JSON allows no comma before "${end}".`, state.comma);
  }
  state.levels.pop();
  state.at += 1;
  return afterValue(state);
}

function afterValue(state: State): undefined {
  state.expected = state.levels.length === 0 ? 'nothing' : 'comma-or-end';
}

function readColon(state: State, char: string): Refusal | undefined {
  if (char !== ':') return refusal(state, `Expected ":" after the key, found ${shown(char)}.`);
  state.at += 1;
  state.expected = 'value';
  return undefined;
}

function readComma(state: State, char: string): Refusal | undefined {
  const end = isInList(state) ? ']' : '}';
  if (char === end) return close(state, 'nothing');
  if (char !== ',') return refusal(state, `Expected "," or "${end}", found ${shown(char)}.`);
  state.comma = state.at;
  state.at += 1;
  state.expected = isInList(state) ? 'value' : 'key';
  return undefined;
}

function readKey(state: State, char: string): Refusal | undefined {
  const start = state.at;
  if (char !== '"') {
    return refusal(state, `A JSON key stands in double quotes, found ${shown(char)}.`);
  }
  const name = readString(state);
  if (typeof name !== 'string') return name;
  const names = state.levels.at(-1)?.names;
  const first = names?.get(name);
  if (first === undefined) names?.set(name, start);
  else state.duplicates.push(duplicateKey(name, first, { start, end: state.at }));
  state.expected = 'colon';
  return undefined;
}

function readValue(state: State, char: string): Refusal | undefined {
  if (char === '{' || char === '[') return open(state, char === '{');
  if (char === '"') {
    const text = readString(state);
    return typeof text === 'string' ? afterValue(state) : text;
  }
  const word = /^[^\s,:\]}[{"/]*/.exec(state.text.slice(state.at, state.at + 2000))?.[0] ?? '';
  if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) {
    return refusal(state, wordMessage(state, word, char));
  }
  state.at += word.length;
  return afterValue(state);
}

function open(state: State, isObject: boolean): Refusal | undefined {
  if (state.levels.length >= state.maxDepth) return refusal(state, tooDeep(state.maxDepth));
  state.levels.push({ isObject, names: new Map() });
  state.at += 1;
  state.expected = isObject ? 'key-or-end' : 'value-or-end';
  return undefined;
}

function wordMessage(state: State, word: string, char: string): string {
  if (char === "'") return 'JSON strings stand in double quotes, not in single ones.';
  if (word === '') return `Expected a value, found ${shown(char)}.`;
  const short = word.length > 20 ? `${word.slice(0, 20)}…` : word;
  if (/^[+-]?[.\d]/.test(word)) return `"${short}" is not a number in JSON.`;
  if (state.levels.length === 0) {
    return `This is not JSON: it begins with "${short}". If it is YAML, name the file .yaml.`;
  }
  return `"${short}" is not a value in JSON; text stands in double quotes.`;
}

/** Reads the string at the current place. */
function readString(state: State): string | Refusal {
  const { text } = state;
  const start = state.at;
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) break;
    if (code < 32) {
      const what = code === 10 || code === 13 ? 'A line break' : 'A control character';
      return refusal(state, `${what} in a JSON string is written as an escape, such as \\n.`, at);
    }
    if (code !== 92) continue;
    const escaped = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))?.[0];
    if (escaped === undefined) {
      return refusal(
        state,
        `"${text.slice(at, at + 2)}" is no escape in JSON; write \\\\ for a backslash.`,
        at,
      );
    }
    at += escaped.length - 1;
  }
  if (at >= text.length) return refusal(state, 'This string is not closed.');
  state.at = at + 1;
  const raw = text.slice(start, state.at);
  return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
}

function endMessage(state: State): string {
  if (state.levels.length === 0) return 'The file is empty.';
  return `The text ends before its last ${isInList(state) ? 'list' : 'object'} is closed.`;
}

function shown(char: string): string {
  const code = char.charCodeAt(0);
  if (code > 32 && code < 127) return `"${char}"`;
  return `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
