import { Node } from '../model/node.ts';
import type { Location, Result } from '../policy/verdict.ts';
import type { Pointer } from '../source/pointer.ts';
import { isUrl } from './paths.ts';

/**
 * Where a finding stands in the files that were given. One inside a fetched document stands at the reference
 * that led there, because code scanning knows no other files than those of the repository.
 */
export function localLocation(result: Result): Location {
  if (!isUrl(result.location.source.uri)) return result.location;
  const place = referenceTo(result.finding.at) ?? result.finding.api ?? result.finding.at;
  return { source: place.source, range: place.source.locate(place, 'key') };
}

function referenceTo(pointer: Pointer): Pointer | undefined {
  for (let node = nodeAt(pointer); node !== undefined; node = node.owner) {
    if (!isUrl(node.source.uri)) return node;
    const reference = node.referrers.find((each) => !isUrl(each.source.uri));
    if (reference !== undefined) return reference.place;
  }
  return undefined;
}

function nodeAt(pointer: Pointer): Node | undefined {
  for (let at: Pointer | undefined = pointer; at !== undefined; at = at.parent) {
    if (at instanceof Node) return at;
  }
  return undefined;
}
