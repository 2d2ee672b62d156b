import { Node } from '../model/node.ts';
import { type Pointer, pointerText } from '../source/pointer.ts';
import type { Placed } from './verdict.ts';
import { type Waiver, waiverKey } from './waiver.ts';

/** Whether a waiver speaks of the place of a finding, whatever its rule. */
export function covers(waiver: Waiver, { finding, location }: Placed, path: string): boolean {
  const { scope } = waiver;
  if (scope.by === 'config') {
    return (
      (finding.api === undefined || scope.holdsFor(finding.api.source.uri)) &&
      scope.matches(path) &&
      (scope.pointer === undefined || isBelow(pointerText(finding.at), scope.pointer))
    );
  }
  const { settled } = finding;
  if (settled !== undefined) return settled.waivedBy.includes(waiverKey(waiver));
  if (scope.by === 'place') return isReached(finding.at, (at) => isSame(at, scope.at), new Set());
  const { source, line } = scope;
  if (location.source.uri === source.uri && location.range.start.line === line) return true;
  return isReached(
    finding.at,
    (at) =>
      at.source.uri === source.uri &&
      at.parent !== undefined &&
      at.source.locate(at).start.line === line,
    new Set(),
  );
}

/**
 * Whether the place, something above it, or every reference by which it is reached is meant. A definition that others use
 * as well is not waived by what one of its users says.
 */
function isReached(place: Pointer, isMeant: (at: Pointer) => boolean, seen: Set<Pointer>): boolean {
  for (let at: Pointer | undefined = place; at !== undefined; at = at.parent) {
    if (isMeant(at)) return true;
    if (!(at instanceof Node) || at.referrers.length === 0 || seen.has(at)) continue;
    seen.add(at);
    if (at.referrers.every((reference) => isReached(reference.place, isMeant, seen))) return true;
  }
  return false;
}

function isSame(a: Pointer, b: Pointer): boolean {
  if (a === b) return true;
  return a.source.uri === b.source.uri && a.key === b.key && pointerText(a) === pointerText(b);
}

/** Whether a JSON Pointer is another one, or lies below it; either may be written with or without `#`. */
export function isBelow(pointer: string, above: string): boolean {
  const start = above.startsWith('#') ? above : `#${above}`;
  return pointer === start || pointer.startsWith(start.endsWith('/') ? start : `${start}/`);
}
