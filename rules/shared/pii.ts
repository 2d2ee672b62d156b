import {
  piiBirth,
  piiContact,
  piiFinancial,
  piiGovernmentId,
  piiHealth,
  piiNameAddress,
} from './lexicons.ts';
import type { Lexicon } from './words.ts';

export interface PiiClass {
  readonly list: Lexicon;
  readonly title: string;
}

/** Personal data by class: the word list, and what it is called in messages. */
export const PII_CLASSES: ReadonlyMap<string, PiiClass> = new Map([
  ['government-id', { list: piiGovernmentId, title: 'a government id' }],
  ['financial', { list: piiFinancial, title: 'a card or account number' }],
  ['health', { list: piiHealth, title: 'health data' }],
  ['birth', { list: piiBirth, title: 'a date of birth' }],
  ['contact', { list: piiContact, title: 'contact data' }],
  ['name-address', { list: piiNameAddress, title: 'a name or an address' }],
]);
