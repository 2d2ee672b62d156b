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

const NAMES = new Set(['password', 'new password']);
const DEEPEST = 3;

/** Where an operation lets somebody choose a password; nothing for those that check one. */
export function passwordFieldsOf(operation: Operation): readonly PasswordField[] {
  if (!operation.isWriting || operation.requestBody === undefined) return [];
  const words = literalsOf(pathOf(operation)).flatMap((segment) => [
    ...tokensOf(segment),
    tokensOf(segment).join(''),
  ]);
  const named = tokensOf(operation.operationId ?? '');
  if (!words.some((word) => CHOOSING.has(word))) return [];
  if ([...words, ...named].some((word) => TRYING.has(word))) return [];
  const found = new Map<Schema, PasswordField>();
  for (const { schema } of operation.requestBody.content.values()) {
    if (schema !== undefined) collect(schema, 0, found);
  }
  return [...found.values()];
}

function collect(schema: Schema, depth: number, found: Map<Schema, PasswordField>): void {
  for (const [name, property] of propertiesOf(schema)) {
    if (property.readOnly === true) continue;
    if (NAMES.has(tokensOf(name).join(' '))) found.set(property, { name, schema: property });
    else if (depth < DEEPEST) collect(property, depth + 1, found);
  }
  if (depth < DEEPEST) for (const branch of branchesOf(schema)) collect(branch, depth + 1, found);
}
