import { hash } from 'node:crypto';
import type { Finding } from '../engine/finding.ts';
import { stepsOf } from '../source/pointer.ts';

/** The identity of a finding: rule, file, place by names and what else the rule says tells it apart. Never a line. */
export function fingerprintOf(finding: Finding, file: string): string {
  const { rule, at, message, detail, api } = finding;
  const document = api.documents.find(({ source }) => source === at.source);
  const place = namedSteps(document?.value, stepsOf(at)).join('/');
  return shortHash([rule.id, file, place, message, detail ?? ''].join('\n'));
}

/** 16 hexadecimal digits of SHA-256. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16);
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
