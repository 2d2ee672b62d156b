import type { Finding } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import { namesIn } from './item-names.ts';

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
  const lists = new Map<readonly unknown[], readonly string[]>();
  const roots = new Map<Source, unknown>();
  const known = new Set<Api>();
  const named = (pointer: Pointer): Named => {
    let place = places.get(pointer);
    if (place === undefined) {
      const { parent, key, source } = pointer;
      place =
        parent === undefined
          ? { text: '', value: roots.get(source) }
          : step(named(parent), key, lists);
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

/** A step further; an index is replaced by what the item is called, so that moving it changes nothing. */
function step(
  { text, value }: Named,
  key: string | number,
  lists: Map<readonly unknown[], readonly string[]>,
): Named {
  const child = childOf(value, key);
  const written = String(key);
  const escaped =
    written.includes('~') || written.includes('/')
      ? written.replaceAll('~', '~0').replaceAll('/', '~1')
      : written;
  let name = escaped;
  if (Array.isArray(value)) {
    const names = lists.get(value) ?? namesIn(value);
    lists.set(value, names);
    name = names[Number(key)] ?? escaped;
  }
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
