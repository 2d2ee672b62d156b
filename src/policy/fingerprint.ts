import type { Finding } from '../engine/finding.ts';
import { stepsOf } from '../source/pointer.ts';

/** The identity of a finding: rule, file, place by names and what else the rule says tells it apart. Never a line. */
export function fingerprintOf(finding: Finding, file: string): string {
  const { rule, at, message, detail, api } = finding;
  const document = api.documents.find(({ source }) => source === at.source);
  const place = namedSteps(document?.value, stepsOf(at)).join('/');
  return shortHash([rule.id, file, place, message, detail ?? ''].join('\n'));
}

/**
 * 16 hexadecimal digits of a text: two mixes of 32-bit multiplications (cyrb53) with different seeds. Nothing secret or
 * hostile is at stake, since who can choose a place can also waive it; loading a cipher library would cost more than the scan
 * of a small file.
 */
export function shortHash(text: string): string {
  return mixed(text, 0xdeadbeef, 0x41c6ce57) + mixed(text, 0x9e3779b9, 0x85ebca6b);
}

function mixed(text: string, firstSeed: number, secondSeed: number): string {
  let first = firstSeed;
  let second = secondSeed;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 2654435761);
    second = Math.imul(second ^ unit, 1597334677);
  }
  first =
    Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  return (first >>> 0).toString(16).padStart(8, '0');
}

/** The steps, with an index replaced by what the item is called where it is called anything: moving it changes nothing. */
function namedSteps(root: unknown, steps: readonly (string | number)[]): readonly string[] {
  let value = root;
  return steps.map((step) => {
    const holder = value;
    value = childOf(holder, step);
    const text = String(step).replaceAll('~', '~0').replaceAll('/', '~1');
    return Array.isArray(holder) ? (nameOf(value) ?? text) : text;
  });
}

function childOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as { readonly [key: string | number]: unknown })[step];
}

/** What a list item is known by: a parameter by place and name, a reference by its text, a requirement by its schemes. */
function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return `=${item}`;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const { name, in: place, url, $ref, title } = item as { readonly [key: string]: unknown };
  if (typeof name === 'string') return typeof place === 'string' ? `${place}:${name}` : name;
  for (const known of [$ref, url, title]) if (typeof known === 'string') return known;
  const values = Object.values(item);
  if (values.every(Array.isArray)) return `{${Object.keys(item).sort().join(',')}}`;
  return undefined;
}
