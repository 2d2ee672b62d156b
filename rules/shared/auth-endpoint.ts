import { type Operation, pathOf } from 'specgate/rule';
import { isTemplated, segmentsOf } from './segments.ts';

/** The last words of paths at which passwords, codes and tokens are tried or handed out. */
export const AUTH_ENDPOINTS = [
  'login',
  'signin',
  'sign-in',
  'log-in',
  'authenticate',
  'token',
  'session',
  'sessions',
  'otp',
  'verify-otp',
  '2fa',
  'mfa',
  'password-reset',
  'reset-password',
  'forgot-password',
  'recover-password',
  'forgot',
  'register',
  'signup',
  'sign-up',
  'magic-link',
] as const;

const plain = (word: string): string => word.toLowerCase().replace(/[-_.]/g, '');
const WORDS: ReadonlySet<string> = new Set(AUTH_ENDPOINTS.map(plain));

/** The word by which an operation tries or hands out credentials: a POST or PUT whose path ends with it; else undefined. */
export function authEndpointOf(operation: Operation): string | undefined {
  if (operation.method !== 'post' && operation.method !== 'put') return undefined;
  const last = segmentsOf(pathOf(operation)).at(-1);
  if (last === undefined || isTemplated(last) || !WORDS.has(plain(last))) return undefined;
  return last;
}
