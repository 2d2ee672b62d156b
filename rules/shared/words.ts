import type { Context } from 'specgate/rule';

/** What the configuration adds to and removes from word lists. */
export type Lexicons = Context<Record<never, never>, unknown>['lexicons'];

/** A list of names, matched token by token and never inside a word. */
export interface Lexicon {
  /** By which the configuration extends it. */
  readonly name: string;
  /** `suffix`: the name ends with an entry. `exact`: it is an entry. `contains`: an entry stands somewhere in it. */
  readonly match: 'suffix' | 'exact' | 'contains';
  /** Entries of one or more tokens, separated by spaces. */
  readonly words: readonly string[];
  /** Entries that veto a hit wherever they stand in the name. */
  readonly not?: readonly string[];
}

const known = new Map<string, readonly string[]>();
/** Names repeat; beyond this many different ones they are split anew. */
const MOST_KNOWN = 50_000;

/**
 * The words of a name in lower case: `userAPIKey` → user, api, key; `filter[phone_number]` → filter, phone, number. Those of
 * credentials also where they are not told apart, or where one is: `ACCESSTOKEN` → access, token; `passWord` → password.
 */
export function tokensOf(name: string): readonly string[] {
  let tokens = known.get(name);
  if (tokens === undefined) {
    tokens = split(name);
    if (known.size < MOST_KNOWN) known.set(name, tokens);
  }
  return tokens;
}

function split(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replace(PLURAL_INITIALS, lower)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(RUN_TOGETHER, '$1 $2')
    .replace(PULLED_APART, 'password')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}

/** `imageURLs` is about URLs: the `s` begins no word. */
const PLURAL_INITIALS = /[A-Z]{2,}s(?![a-z])/g;
const lower = (initials: string): string => ` ${initials.toLowerCase()}`;

/** Hardly a word ends so that is none of these with another before it; of those that end with "key", many do. */
const RUN_TOGETHER =
  /([a-z])((?:token|secret|password|passwd)s?|(?<=access|secret|private)key)(?![a-z])/g;
const PULLED_APART = /(?<![a-z])pass[ _-]word(?=s?(?![a-z]))/g;

/** Whether a name is in a word list, as the configuration leaves it. */
export function isListed(name: string, lexicon: Lexicon, lexicons: Lexicons = {}): boolean {
  return hitOf(name, lexicon, lexicons) !== undefined;
}

/** The entry that a name hits; undefined if none does, or one vetoes. */
export function hitOf(name: string, lexicon: Lexicon, lexicons: Lexicons = {}): string | undefined {
  const tokens = tokensOf(name);
  if (tokens.length === 0) return undefined;
  const { entries, vetoes } = compiled(lexicon, lexicons);
  const candidates =
    lexicon.match === 'contains'
      ? tokens.flatMap((token) => entries.get(token) ?? [])
      : (entries.get(tokens.at(-1) ?? '') ?? []);
  const hit = candidates.find((entry) => fits(tokens, entry, lexicon.match));
  if (hit === undefined || vetoes.some((veto) => indexIn(tokens, veto) !== -1)) return undefined;
  return hit.join(' ');
}

function fits(
  tokens: readonly string[],
  entry: readonly string[],
  match: Lexicon['match'],
): boolean {
  if (match === 'exact' && tokens.length !== entry.length) return false;
  if (match === 'contains') return indexIn(tokens, entry) !== -1;
  const offset = tokens.length - entry.length;
  return offset >= 0 && entry.every((token, index) => tokens[offset + index] === token);
}

function indexIn(tokens: readonly string[], entry: readonly string[]): number {
  for (let start = 0; start + entry.length <= tokens.length; start += 1) {
    if (entry.every((token, index) => tokens[start + index] === token)) return start;
  }
  return -1;
}

/** The last words of all entries: a name that ends otherwise is not in the list, unless it matches anywhere. */
export function lastWordsOf(lexicon: Lexicon, lexicons: Lexicons): Iterable<string> {
  return compiled(lexicon, lexicons).entries.keys();
}

interface Compiled {
  /** Entries by their last token. */
  readonly entries: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly vetoes: readonly (readonly string[])[];
}

const compilations = new WeakMap<Lexicons, Map<Lexicon, Compiled>>();
const UNCHANGED: Lexicons = {};

function compiled(lexicon: Lexicon, lexicons: Lexicons): Compiled {
  const change = lexicons[lexicon.name];
  const scope = change === undefined ? UNCHANGED : lexicons;
  let byLexicon = compilations.get(scope);
  if (byLexicon === undefined) {
    byLexicon = new Map();
    compilations.set(scope, byLexicon);
  }
  let result = byLexicon.get(lexicon);
  if (result === undefined) {
    result = compile(lexicon, change?.add ?? [], change?.remove ?? []);
    byLexicon.set(lexicon, result);
  }
  return result;
}

function compile(lexicon: Lexicon, add: readonly string[], remove: readonly string[]): Compiled {
  const entries = new Map<string, (readonly string[])[]>();
  for (const word of [...lexicon.words, ...add]) {
    if (remove.includes(word)) continue;
    const tokens = tokensOf(word);
    const last = tokens.at(-1);
    if (last !== undefined) entries.set(last, [...(entries.get(last) ?? []), tokens]);
  }
  return { entries, vetoes: (lexicon.not ?? []).map(tokensOf) };
}
