import { type Pointer, pointerText } from '../source/pointer.ts';
import type { Finding } from './finding.ts';

/** Drops what only follows from a root cause that is reported too. */
export function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  const inDocument = new Set<string>();
  const atPlace = new Map<string, Places>();
  for (const { rule, at } of findings) {
    for (const id of rule.silences?.document ?? []) inDocument.add(id);
    for (const id of rule.silences?.place ?? []) {
      const places = atPlace.get(id) ?? { keys: new Set(), texts: new Set() };
      places.keys.add(String(at.key));
      places.texts.add(placeText(at));
      atPlace.set(id, places);
    }
  }
  if (inDocument.size === 0 && atPlace.size === 0) return findings;
  return findings.filter(({ rule, at }) => {
    if (inDocument.has(rule.id)) return false;
    const places = atPlace.get(rule.id);
    return places === undefined || !isWithin(at, places);
  });
}

interface Places {
  /** The last steps: most places above a finding end in another one, which is known without writing them out. */
  readonly keys: Set<string>;
  readonly texts: Set<string>;
}

function isWithin(pointer: Pointer, { keys, texts }: Places): boolean {
  for (let at: Pointer | undefined = pointer; at !== undefined; at = at.parent) {
    if (keys.has(String(at.key)) && texts.has(placeText(at))) return true;
  }
  return false;
}

function placeText(pointer: Pointer): string {
  return `${pointer.source.uri}${pointerText(pointer)}`;
}
