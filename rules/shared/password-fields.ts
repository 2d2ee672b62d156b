import { branchesOf, type Operation, pathOf, propertiesOf, type Schema } from 'specgate/rule';
import { literalsOf } from './segments.ts';
import { tokensOf } from './words.ts';

/** A property in which somebody chooses a password. */
export interface PasswordField {
  readonly name: string;
  readonly schema: Schema;
}

/** Words of paths and operationIds under which passwords are chosen. */
const CHOOSING = new Set([
  'register',
  'registration',
  'signup',
  'user',
  'users',
  'account',
  'accounts',
  'reset',
  'change',
  'password',
  'passwords',
]);
/** Words under which passwords that exist are tried; those must go on working. */
const TRYING = new Set([
  'login',
  'signin',
  'authenticate',
  'token',
  'oauth',
  'oauth2',
  'session',
  'sessions',
  'auth',
  'verify',
  'logon',
]);

const VERBS = new Set(['create', 'new', 'add', 'update', 'set', 'edit', 'me', 'invite']);

const NAMES = new Set(['password', 'new password']);
const DEEPEST = 3;

/** Where an operation lets somebody choose a password; nothing for those that check one. */
export function passwordFieldsOf(operation: Operation): readonly PasswordField[] {
  if (!operation.isWriting || operation.requestBody === undefined) return [];
  if (!choosesPassword(operation)) return [];
  const found = new Map<Schema, PasswordField>();
  for (const { schema } of operation.requestBody.content.values()) {
    if (schema !== undefined) collect(schema, 0, found);
  }
  return [...found.values()];
}

/** What the last word of the path is about; before a verb such as `create`, the word before it. */
function choosesPassword(operation: Operation): boolean {
  const segments = literalsOf(pathOf(operation)).slice(-2).map(wordsOf);
  const last = segments.at(-1) ?? [];
  const words = last.some((word) => VERBS.has(word)) ? segments.flat() : last;
  if (!words.some((word) => CHOOSING.has(word))) return false;
  const named = tokensOf(operation.operationId ?? '');
  return ![...segments.flat(), ...named].some((word) => TRYING.has(word));
}

/** The words of a segment, and all of them as one: `sign-up` is also `signup`. */
function wordsOf(segment: string): readonly string[] {
  const tokens = tokensOf(segment);
  return tokens.length < 2 ? tokens : [...tokens, tokens.join('')];
}

function collect(schema: Schema, depth: number, found: Map<Schema, PasswordField>): void {
  for (const [name, property] of propertiesOf(schema)) {
    if (property.readOnly === true) continue;
    if (NAMES.has(tokensOf(name).join(' '))) found.set(property, { name, schema: property });
    else if (depth < DEEPEST) collect(property, depth + 1, found);
  }
  if (depth < DEEPEST) for (const branch of branchesOf(schema)) collect(branch, depth + 1, found);
}
