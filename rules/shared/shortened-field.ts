import { lowest, partsOf, type Schema } from 'specgate/rule';
import { tokensOf } from './words.ts';

const SIGNS = new Set([
  'masked',
  'mask',
  'last4',
  'first6',
  'partial',
  'hash',
  'hashed',
  'token',
  'tokenized',
  'truncated',
  'obfuscated',
  'redacted',
]);
/** The last four digits give nobody away. */
const SHORT = 4;

/** Whether a field holds only a part or a stand-in of what its name ends with: `last4CardNumber`, `maxLength: 4`. */
export function isShortened(name: string, property: Schema): boolean {
  if (tokensOf(name).some((token) => SIGNS.has(token))) return true;
  const most = lowest(partsOf(property), 'maxLength');
  return most !== undefined && most <= SHORT;
}
