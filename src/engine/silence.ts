import { type Pointer, pointerText } from '../source/pointer.ts';
import type { Finding } from './finding.ts';

/** Drops what only follows from a root cause that is reported too, and what says the same twice. */
export function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  const inDocument = new Set<string>();
  const atPlace = new Map<string, Set<string>>();
  for (const { rule, at } of findings) {
    for (const id of rule.silences?.document ?? []) inDocument.add(id);
    for (const id of rule.silences?.place ?? []) {
      const places = atPlace.get(id) ?? new Set<string>();
      places.add(placeText(at));
      atPlace.set(id, places);
    }
  }
  const seen = new Set<string>();
  return findings.filter((finding) => {
    if (inDocument.has(finding.rule.id)) return false;
    const places = atPlace.get(finding.rule.id);
    if (places !== undefined && isWithin(finding.at, places)) return false;
    const identity = identityOf(finding);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function isWithin(pointer: Pointer, places: ReadonlySet<string>): boolean {
  for (let at: Pointer | undefined = pointer; at !== undefined; at = at.parent) {
    if (places.has(placeText(at))) return true;
  }
  return false;
}

function placeText(pointer: Pointer): string {
  return `${pointer.source.uri}${pointerText(pointer)}`;
}

function identityOf({ rule, message, at, detail, span }: Finding): string {
  return `${rule.id} ${message} ${detail ?? ''} ${span?.start ?? ''} ${placeText(at)}`;
}
