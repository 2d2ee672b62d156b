import { type Operation, pathOf } from 'specgate/rule';
import { literalsOf } from './segments.ts';

/** Last words of paths that are about the caller, whoever that is. */
const SELF = new Set(['me', 'self', 'current', 'userinfo', 'whoami']);

/** Whether an operation is about the caller's own data: `/users/me`, `/userinfo`. */
export function isAboutCaller(operation: Operation): boolean {
  const last = literalsOf(pathOf(operation)).at(-1);
  return last !== undefined && SELF.has(last.toLowerCase());
}
