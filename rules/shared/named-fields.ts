import type { Parameter, Pointer, Schema } from 'specgate/rule';
import * as lists from './lexicons.ts';
import { isListed, type Lexicon, type Lexicons, lastWordsOf, tokensOf } from './words.ts';

/** The lists that rules ask about fields. Each is a bit, so that a name is split and compared once for all of them. */
const LISTS: readonly Lexicon[] = [
  lists.credentialNeverReturn,
  lists.credentialIssueOnce,
  lists.credentialInUrl,
  lists.credentialInQuery,
  lists.gatewaySecret,
  lists.cardCode,
  lists.piiGovernmentId,
  lists.piiFinancial,
  lists.piiHealth,
  lists.piiBirth,
  lists.piiContact,
  lists.piiNameAddress,
  lists.privilegedField,
  lists.serverManagedField,
  lists.urlInputStrong,
  lists.urlInputWeak,
  lists.urlInputDisplay,
  lists.redirectParam,
  lists.jsonpParam,
  lists.filePathParam,
  lists.filePathParamStrictExtra,
  lists.queryLanguageParam,
  lists.queryLanguageStrictExtra,
  lists.codeParam,
  lists.errorInternalField,
  lists.errorInternalStrictExtra,
];

/** A property of a schema, or a form field of 2.0. */
export interface Field {
  readonly name: string;
  readonly schema: Schema;
  /** The key of the property, or the form field. */
  readonly at: Pointer;
}

interface MarkedField extends Field {
  readonly bits: number;
}

/** The properties written in a schema whose names are in a list. */
export function fieldsIn(schema: Schema, list: Lexicon, lexicons: Lexicons): readonly Field[] {
  // Nearly all schemas have no properties: the slot says so at once.
  if (schema.slots?.properties === undefined) return NONE;
  const marked = markedIn(schema, scopeOf(lexicons));
  if (marked.length === 0) return NONE;
  const bit = bitOf(list);
  return marked.filter((field) => (field.bits & bit) !== 0);
}

/** The properties written in a schema whose names are in any of some lists, each once. */
export function fieldsInAny(
  schema: Schema,
  some: readonly Lexicon[],
  lexicons: Lexicons,
): readonly Field[] {
  if (schema.slots?.properties === undefined) return NONE;
  const marked = markedIn(schema, scopeOf(lexicons));
  if (marked.length === 0) return NONE;
  return marked.filter((field) => some.some((list) => (field.bits & bitOf(list)) !== 0));
}

/** Whether a name is in a list about fields and parameters. */
export function isNamed(name: string, list: Lexicon, lexicons: Lexicons): boolean {
  return (bitsOf(name, scopeOf(lexicons)) & bitOf(list)) !== 0;
}

/** A form field of 2.0, which stands among the parameters, if its name is in a list. */
export function formField(
  parameter: Parameter,
  list: Lexicon,
  lexicons: Lexicons,
): Field | undefined {
  const { name, schema } = parameter;
  if (parameter.in !== 'formData' || name === undefined || schema === undefined) return undefined;
  return isNamed(name, list, lexicons) ? { name, schema, at: parameter } : undefined;
}

const NONE: readonly never[] = [];

const BITS: ReadonlyMap<Lexicon, number> = new Map(LISTS.map((list, index) => [list, 1 << index]));

function bitOf(list: Lexicon): number {
  const bit = BITS.get(list);
  if (bit === undefined)
    throw new TypeError(`the list "${list.name}" is not among those about fields`);
  return bit;
}

/** What is known under one configuration of the lists. */
interface Scope {
  readonly lexicons: Lexicons;
  /** The lists that have an entry with this last word. */
  readonly byLastWord: ReadonlyMap<string, number>;
  readonly bitsByName: Map<string, number>;
  readonly markedBySchema: WeakMap<Schema, readonly MarkedField[]>;
}

const scopes = new WeakMap<Lexicons, Scope>();
/** Names repeat; beyond this many different ones they are compared anew. */
const MOST_KNOWN = 50_000;

const UNCHANGED: Lexicons = {};

function scopeOf(lexicons: Lexicons): Scope {
  const known = scopes.get(lexicons);
  if (known !== undefined) return known;
  // Most configurations change no list, and share what is known of names.
  const isChanged = Object.keys(lexicons).length > 0 || lexicons === UNCHANGED;
  const scope = isChanged ? newScope(lexicons) : scopeOf(UNCHANGED);
  scopes.set(lexicons, scope);
  return scope;
}

function newScope(lexicons: Lexicons): Scope {
  const byLastWord = lastWords(lexicons);
  return { lexicons, byLastWord, bitsByName: new Map(), markedBySchema: new WeakMap() };
}

function lastWords(lexicons: Lexicons): ReadonlyMap<string, number> {
  const byLastWord = new Map<string, number>();
  for (const [list, bit] of BITS) {
    for (const word of lastWordsOf(list, lexicons)) {
      byLastWord.set(word, (byLastWord.get(word) ?? 0) | bit);
    }
  }
  return byLastWord;
}

function markedIn(schema: Schema, scope: Scope): readonly MarkedField[] {
  let marked = scope.markedBySchema.get(schema);
  if (marked === undefined) {
    marked = mark(schema, scope);
    scope.markedBySchema.set(schema, marked);
  }
  return marked;
}

function mark(schema: Schema, scope: Scope): readonly MarkedField[] {
  let marked: MarkedField[] | undefined;
  for (const [name, property] of schema.properties) {
    const bits = bitsOf(name, scope);
    if (bits === 0) continue;
    marked ??= [];
    marked.push({ name, schema: property, at: schema.at('properties', name), bits });
  }
  return marked ?? NONE;
}

function bitsOf(name: string, scope: Scope): number {
  let bits = scope.bitsByName.get(name);
  if (bits === undefined) {
    bits = compare(name, scope);
    if (scope.bitsByName.size < MOST_KNOWN) scope.bitsByName.set(name, bits);
  }
  return bits;
}

/** Asks the lists that have an entry with the last word of the name: for nearly all names, none. */
function compare(name: string, { lexicons, byLastWord }: Scope): number {
  const possible = byLastWord.get(tokensOf(name).at(-1) ?? '') ?? 0;
  if (possible === 0) return 0;
  let bits = 0;
  for (const [list, bit] of BITS) {
    if ((possible & bit) !== 0 && isListed(name, list, lexicons)) bits |= bit;
  }
  return bits;
}
