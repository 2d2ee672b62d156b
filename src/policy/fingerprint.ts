import type { Finding } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import { placeNames } from '../model/place-names.ts';
import type { Source } from '../source/source.ts';

/** Makes fingerprints; what it has found out about a place serves all findings below it. */
export interface Fingerprinter {
  /** The identity of a finding in a file: rule, file, place by names and what else the rule says tells it apart. Never a line. */
  of(finding: Finding, file: string): string;
  /** The place by names; what the model says, where it is at hand. */
  nameOf(finding: Finding): string;
}

export function fingerprinter(): Fingerprinter {
  const roots = new Map<Source, unknown>();
  const known = new Set<Api>();
  const placeName = placeNames((source) => roots.get(source));
  const nameOf = ({ at, api, settled }: Finding): string => {
    if (settled !== undefined) return settled.name;
    if (api !== undefined && !known.has(api)) {
      known.add(api);
      for (const { source, value } of api.documents) roots.set(source, value);
    }
    return placeName(at);
  };
  return {
    nameOf,
    of(finding, file) {
      const { rule, message, detail } = finding;
      return shortHash(`${rule.id}\n${file}\n${nameOf(finding)}\n${message}\n${detail ?? ''}`);
    },
  };
}

/**
 * 16 hexadecimal digits of a text: two mixes of 32-bit multiplications (cyrb53) with different seeds. Nothing secret or
 * hostile is at stake, since who can choose a place can also waive it; loading a cipher library would cost more than the scan
 * of a small file.
 */
export function shortHash(text: string): string {
  let [first, second, third, fourth] = [0xdeadbeef, 0x41c6ce57, 0x9e3779b9, 0x85ebca6b];
  // All in one pass: the processor multiplies the four beside each other.
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 2654435761);
    second = Math.imul(second ^ unit, 1597334677);
    third = Math.imul(third ^ unit, 2654435761);
    fourth = Math.imul(fourth ^ unit, 1597334677);
  }
  return mixed(first, second) + mixed(third, fourth);
}

function mixed(first: number, second: number): string {
  const last =
    Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  return (last >>> 0).toString(16).padStart(8, '0');
}
