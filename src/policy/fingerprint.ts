import type { Finding } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';

/** Makes fingerprints; what it has found out about a place serves all findings below it. */
export interface Fingerprinter {
  /** The identity of a finding in a file: rule, file, place by names and what else the rule says tells it apart. Never a line. */
  of(finding: Finding, file: string): string;
}

/** A place by names, and the value that stands there. */
interface Named {
  readonly text: string;
  readonly value: unknown;
}

export function fingerprinter(): Fingerprinter {
  const places = new Map<Pointer, Named>();
  const roots = new Map<Source, unknown>();
  const known = new Set<Api>();
  const named = (pointer: Pointer): Named => {
    let place = places.get(pointer);
    if (place === undefined) {
      const { parent, key, source } = pointer;
      place =
        parent === undefined ? { text: '', value: roots.get(source) } : step(named(parent), key);
      places.set(pointer, place);
    }
    return place;
  };
  return {
    of({ rule, at, message, detail, api }, file) {
      if (api !== undefined && !known.has(api)) {
        known.add(api);
        for (const { source, value } of api.documents) roots.set(source, value);
      }
      return shortHash(`${rule.id}\n${file}\n${named(at).text}\n${message}\n${detail ?? ''}`);
    },
  };
}

/** A step further; an index is replaced by what the item is called where it is called anything, so that moving it changes nothing. */
function step({ text, value }: Named, key: string | number): Named {
  const child = childOf(value, key);
  const written = String(key);
  const escaped =
    written.includes('~') || written.includes('/')
      ? written.replaceAll('~', '~0').replaceAll('/', '~1')
      : written;
  const name = Array.isArray(value) ? (nameOf(child) ?? escaped) : escaped;
  return { text: text === '' ? name : `${text}/${name}`, value: child };
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
