import { hash } from 'node:crypto';
import { shortHash } from '../policy/fingerprint.ts';

/** Up to here the plain hash is done before the cipher library is loaded. */
const LARGE = 500_000;

/** 16 hexadecimal digits by which a text is known again; nothing secret or hostile is at stake. */
export function digestOf(text: string): string {
  return text.length < LARGE ? shortHash(text) : hash('sha256', text, 'hex').slice(0, 16);
}
