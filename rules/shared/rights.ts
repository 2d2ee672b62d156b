import {
  type EffectiveSecurity,
  fact,
  isInbound,
  type Operation,
  partsOf,
  pathOf,
  securityOf,
} from 'specgate/rule';
import type { Field } from './named-fields.ts';
import { literalsOf } from './segments.ts';
import { ADMIN_SEGMENTS, segmentIn } from './sensitive-segments.ts';
import { tokensOf } from './words.ts';

/** Most paths have none of these letters in them, and need not be taken apart. */
const HINT = /role|permission|privilege|member|collaborator|invit/i;
const RIGHTS = new Set([
  'role',
  'roles',
  'permission',
  'permissions',
  'privilege',
  'privileges',
  'member',
  'members',
  'membership',
  'memberships',
  'collaborator',
  'collaborators',
  'invite',
  'invites',
  'invitation',
  'invitations',
]);

/** Whether an operation is there to give rights, or for those who may: by its path, or by the scopes that it asks for. */
export function isAboutRights(operation: Operation): boolean {
  const path = pathOf(operation);
  if (segmentIn(path, ADMIN_SEGMENTS) !== undefined) return true;
  if (
    HINT.test(path) &&
    literalsOf(path)
      .flatMap(tokensOf)
      .some((token) => RIGHTS.has(token))
  ) {
    return true;
  }
  return asksForRights(securityOf(operation));
}

const asksForRights = fact(
  ({ alternatives }: EffectiveSecurity) =>
    alternatives.length > 0 &&
    alternatives.every(({ schemes }) => schemes.some(({ scopes }) => scopes.some(isAdminScope))),
);

const ADMIN_SCOPES = new Set(['admin', 'manage', 'superuser']);

function isAdminScope(scope: string): boolean {
  return tokensOf(scope).some((token) => ADMIN_SCOPES.has(token));
}

const OWN = new Set([
  'me',
  'self',
  'profile',
  'account',
  'register',
  'registration',
  'signup',
  'sign-up',
]);

/** Whether callers write to their own account with an operation: `/users/me`, `/signup`. */
export function isOnOwnAccount(operation: Operation): boolean {
  const last = literalsOf(pathOf(operation)).at(-1)?.toLowerCase();
  return last !== undefined && OWN.has(last) && isInbound(operation);
}

const PEOPLE = new Set([
  'user',
  'users',
  'account',
  'accounts',
  'profile',
  'me',
  'customer',
  'customers',
  'person',
  'employee',
  'employees',
  'signup',
  'register',
  'registration',
  'identity',
  'principal',
]);
const GROUPS = new Set(['group', 'groups', 'scheme', 'schemes', 'job', 'jobs']);
const PURSES = new Set([
  'user',
  'users',
  'account',
  'accounts',
  'wallet',
  'wallets',
  'customer',
  'customers',
  'loyalty',
  'gift',
  'card',
  'player',
  'me',
]);
/** What is owed, and what banks report, is no purse of the caller. */
const BOOKS = new Set(['invoice', 'invoices', 'bill', 'bills', 'bank', 'accounting', 'ledger']);

/** `role` of a message, not of a user. */
const SPEAKERS: ReadonlySet<unknown> = new Set(['assistant', 'system', 'tool', 'developer']);

/**
 * Whether a field decides what somebody may do or has. `role`, `permissions` and the like do so for people only, not for
 * messages, contacts and views; a balance does so in purses only, not on invoices.
 */
export function isPrivilege({ name, schema }: Field, context: string): boolean {
  const parts = partsOf(schema);
  if (parts.some(({ values }) => values?.some((value) => SPEAKERS.has(value)))) return false;
  const tokens = tokensOf(context);
  const isAbout = (words: ReadonlySet<string>) => tokens.some((token) => words.has(token));
  if (/balance|limit/i.test(name)) return isAbout(PURSES) && !isAbout(BOOKS);
  if (/role|permissions|privileges|root/i.test(name)) return isAbout(PEOPLE) && !isAbout(GROUPS);
  return !parts.some((part) => part.properties.size > 0 || part.items !== undefined);
}
