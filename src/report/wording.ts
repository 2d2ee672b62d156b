import type { Finding } from '../engine/finding.ts';
import type { Result } from '../policy/verdict.ts';
import { type CweId, OWASP_API_2023, type OwaspId } from '../rule/references.ts';
import type { Data, Rule } from '../rule/rule.ts';
import type { Mask } from './mask.ts';
import { neutralise } from './neutral.ts';

const RULE_PAGES = 'https://specgate.dev/rules/';
/** Where the tool is at home. */
export const HOME_PAGE = 'https://specgate.dev';

/** Longer names from a document are cut in the middle: a message is one readable sentence. */
const LONGEST_VALUE = 120;

/** What a finding says, in one line that ends with a period; text from the document is harmless and secrets are masked. */
export function messageOf(result: Result, mask: Mask): string {
  return worded(templateOf(result.finding), result, mask);
}

/** As `messageOf`, with names between single quotes, as code scanning wants them. */
export function quotedMessageOf(result: Result, mask: Mask): string {
  return worded(templateOf(result.finding).replace(/"(\{\w+\})"/g, "'$1'"), result, mask);
}

function templateOf({ rule, message }: Finding): string {
  return rule.messages[message] ?? rule.title;
}

function worded(template: string, result: Result, mask: Mask): string {
  const said = fill(template, result.finding.data, mask);
  if (result.places <= 1) return endWithPeriod(said);
  const others = result.places - 1;
  const of = result.eligible >= result.places ? ` of ${result.eligible}` : '';
  return `${withoutPeriod(said)} (and ${others} more${of} ${others === 1 && of === '' ? 'place' : 'places'}).`;
}

/** A text from a document as one line, harmless and without secrets. */
export function harmless(text: string, mask: Mask): string {
  return neutralise(mask.text(text));
}

/** What to write instead, in one line. */
export function fixOf(rule: Rule): string {
  return oneLine(rule.fix);
}

/** Why it matters, in one line. */
export function whyOf(rule: Rule): string {
  return oneLine(rule.why);
}

/** The page that explains a rule. */
export function pageOf(rule: Rule): string {
  return RULE_PAGES + rule.id.split('/').map(encodeURIComponent).join('/');
}

/** The weaknesses that a rule is about. */
export function cwesOf(rule: Rule): readonly CweId[] {
  return rule.references.filter((reference): reference is CweId => reference.startsWith('CWE-'));
}

/** The items of the OWASP API Security Top 10 that a rule is about. */
export function owaspOf(rule: Rule): readonly OwaspId[] {
  return rule.references
    .map((reference) => reference.replace('OWASP-', ''))
    .filter((id): id is OwaspId => Object.hasOwn(OWASP_API_2023, id));
}

/** A number with its noun: `1 finding`, `2 findings`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A number with its thousands set apart. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `text` cut in the middle to at most `length` units, never between the halves of a character. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) * 0.7);
  const tail = length - 1 - head;
  const start = text.slice(0, head).replace(/[\ud800-\udbff]$/, '');
  return `${start}…${text.slice(text.length - tail).replace(/^[\udc00-\udfff]/, '')}`;
}

function fill(template: string, data: Data, mask: Mask): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name];
    return value === undefined ? whole : shorten(harmless(String(value), mask), LONGEST_VALUE);
  });
}

function endWithPeriod(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function withoutPeriod(text: string): string {
  return text.replace(/\.$/, '');
}

function oneLine(text: string): string {
  return neutralise(text.replace(/\s+/g, ' ').trim());
}
