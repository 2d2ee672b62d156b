import { isIban, isLuhn } from './checksums.ts';
import { piiFinancial, piiGovernmentId } from './lexicons.ts';
import type { Lexicon } from './words.ts';

/** A number in an example that may be that of a real person. */
export interface PiiNumber {
  readonly kind: 'card' | 'iban' | 'ssn';
  /** As it is written. */
  readonly text: string;
  /** The names of fields that hold such numbers. */
  readonly list: Lexicon;
}

/** What a text must hold to be worth a look; a number is looked at as a text. */
export const NUMBER_HINT =
  /\d{3}-\d{2}-\d{4}|\d{4}[ -]?\d{4}[ -]?\d{4,}|\d{4}[ -]\d{6}|[A-Z]{2}\d{2}[ A-Z0-9]{11}/;

/** The numbers in a text that pass the tests of cards, bank accounts and US social security, without published samples. */
export function piiNumbersIn(text: string): readonly PiiNumber[] {
  const found: PiiNumber[] = [];
  for (const [card] of text.matchAll(CARD)) {
    if (isCard(card.replace(/[ -]/g, '')))
      found.push({ kind: 'card', text: card, list: piiFinancial });
  }
  for (const [iban] of text.matchAll(IBAN)) {
    if (isAccount(iban.replaceAll(' ', '')))
      found.push({ kind: 'iban', text: iban, list: piiFinancial });
  }
  for (const [ssn] of text.matchAll(SSN)) {
    if (!isSampleSsn(ssn)) found.push({ kind: 'ssn', text: ssn, list: piiGovernmentId });
  }
  return found;
}

const CARD = /(?<![\w.,+-])\d(?:[ -]?\d){12,18}(?![\w-])/g;
/** Visa; Mastercard; American Express; Discover; JCB; Diners Club, each with its lengths. */
const BRANDS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d{2}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720))\d{12}|3[47]\d{13}|6(?:011|5\d{2}|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11})$/;
/** Numbers that payment providers publish for tests. */
const TEST_CARDS = new Set([
  '4111111111111111',
  '4242424242424242',
  '4012888888881881',
  '4012000033330026',
  '4000000000000002',
  '4000056655665556',
  '4000002500003155',
  '4917610000000000',
  '4222222222222',
  '4444333322221111',
  '4988438843884305',
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '5454545454545454',
  '2223003122003222',
  '2223000048400011',
  '378282246310005',
  '371449635398431',
  '370000000000002',
  '6011111111111117',
  '6011000990139424',
  '30569309025904',
  '36227206271667',
  '38520000023237',
  '3530111333300000',
  '3566002020360505',
]);

function isCard(digits: string): boolean {
  if (TEST_CARDS.has(digits) || !BRANDS.test(digits) || !isLuhn(digits)) return false;
  // Zeros and repetitions are made up.
  return !/(\d)\1{4}|1234|(\d{2})\2{3}/.test(digits);
}

const IBAN = /\b[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?[A-Z0-9]{1,4}){2,7}\b/g;
/** Lengths by country (SWIFT, IBAN Registry). */
const LENGTHS: { readonly [country: string]: number } = {
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  TR: 26,
};
/** The examples of the registry, and those that documentation copies most. */
const SAMPLE_IBANS = new Set([
  'AT611904300234573201',
  'BE68539007547034',
  'BE62510007547061',
  'CH9300762011623852957',
  'DE89370400440532013000',
  'DE75512108001245126199',
  'DE40100100103307118608',
  'DK5000400440116243',
  'ES9121000418450200051332',
  'ES7921000813610123456789',
  'FI2112345600000785',
  'FR1420041010050500013M02606',
  'FR7630006000011234567890189',
  'FR7612345987650123456789014',
  'GB82WEST12345698765432',
  'GB29NWBK60161331926819',
  'GB33BUKB20201555555555',
  'IE29AIBK93115212345678',
  'IE64IRCE92050112345678',
  'IT60X0542811101000000123456',
  'LU280019400644750000',
  'NL91ABNA0417164300',
  'NL02ABNA0123456789',
  'NO9386011117947',
  'PL61109010140000071219812874',
  'PT50000201231234567890154',
  'SE4550000000058398257466',
]);

function isAccount(iban: string): boolean {
  if (LENGTHS[iban.slice(0, 2)] !== iban.length || SAMPLE_IBANS.has(iban)) return false;
  return isIban(iban) && !/(\d)\1{5}|12345/.test(iban);
}

/** Areas 000, 666 and from 900 on, group 00 and serial 0000 were never given to anybody. */
const SSN = /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g;
const SAMPLE_SSNS = new Set([
  '078-05-1120',
  '219-09-9999',
  '457-55-5462',
  '123-45-6789',
  '123-12-1234',
]);

function isSampleSsn(ssn: string): boolean {
  return SAMPLE_SSNS.has(ssn) || /^(\d)\1\1-|-(\d)\2{3}$|1234$|6789$|4321$/.test(ssn);
}
