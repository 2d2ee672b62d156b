import type { Finding } from '../engine/finding.ts';
import type { Failure } from '../errors.ts';
import { docsPage } from '../home.ts';
import type { Result } from '../policy/verdict.ts';
import { type CweId, OWASP_API_2023, type OwaspId } from '../rule/references.ts';
import type { Rule } from '../rule/rule.ts';
import type { Mask } from './mask.ts';
import { NOT_PLAIN, neutralise } from './neutral.ts';

/** Longer names from a document are cut in the middle: a message is one readable sentence. */
const LONGEST_VALUE = 120;
const LONGEST_SENTENCE = 1000;

/** What a finding says, in one line that ends with a period; text from the document is harmless and secrets are masked. */
export function messageOf(result: Result, mask: Mask): string {
  return worded(templateOf(result.finding), result, (value, length) =>
    shorten(harmless(value, mask), length),
  );
}

/** As `messageOf`, with names between single quotes, as code scanning wants them. */
export function quotedMessageOf(result: Result, mask: Mask): string {
  const template = templateOf(result.finding).replace(/"(\{\w+\})"/g, "'$1'");
  return worded(template, result, (value, length) => shorten(harmless(value, mask), length));
}

/** As `messageOf`, as Markdown: what comes from the document stands in code spans, where nothing has a meaning. */
export function markdownMessageOf(result: Result, mask: Mask): string {
  const template = templateOf(result.finding).replace(/"(\{\w+\})"/g, '$1');
  return worded(template, result, (value, length) =>
    codeSpan(shorten(harmless(value, mask), length)),
  );
}

function templateOf({ rule, message }: Finding): string {
  return rule.messages[message] ?? rule.title;
}

type Write = (value: string, length?: number) => string;

function worded(template: string, result: Result, write: Write): string {
  if (result.said !== undefined) return write(result.said, LONGEST_SENTENCE);
  const { data } = result.finding;
  const said = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name];
    return value === undefined ? whole : write(String(value));
  });
  if (result.places <= 1) return endWithPeriod(said);
  const others = result.places - 1;
  const of = result.eligible >= result.places ? ` of ${result.eligible}` : '';
  const noun = others === 1 && of === '' ? 'place' : 'places';
  return `${said.replace(/\.$/, '')} (and ${others} more${of} ${noun}).`;
}

/** A harmless text as a code span of Markdown, whatever backticks it holds. */
export function codeSpan(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : '';
  return fence + pad + text + pad + fence;
}

/** A text from a document as one line, harmless and without secrets. */
export function harmless(text: string, mask: Mask): string {
  return neutralise(mask.text(text));
}

/** Why something could not be scanned, in one line that ends with a period. */
export function failureMessage({ message }: Failure, mask: Mask): string {
  return endWithPeriod(harmless(message, mask));
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
  // Rules of plug-ins and of configurations have no page of ours.
  if (rule.id.includes('/')) return rule.links?.[0] ?? docsPage('plugins');
  return docsPage(`rules/${encodeURIComponent(rule.id)}`);
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
export function shorten(text: string, length = LONGEST_VALUE): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) * 0.7);
  const tail = length - 1 - head;
  const start = text.slice(0, head).replace(/[\ud800-\udbff]$/, '');
  return `${start}…${text.slice(text.length - tail).replace(/^[\udc00-\udfff]/, '')}`;
}

function endWithPeriod(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function oneLine(text: string): string {
  // Most are one line as they are written, and replacing nothing takes longest in a short scan.
  const isOneLine = !NOT_PLAIN.test(text) && !text.includes('  ');
  return isOneLine ? text.trim() : neutralise(text.replace(/\s+/g, ' ').trim());
}
