import type { Document } from '../parse/parse.ts';
import { stepsOf } from '../source/pointer.ts';
import type { Bundle } from './bundle.ts';
import { type Fetched, startOpening } from './opening.ts';
import type { ReferencePolicy } from './policy.ts';
import { find, innermost } from './spot-below.ts';

/** A bundle whose references can be followed at once. */
export function openBundle(
  root: Document,
  policy: ReferencePolicy,
  fetched: Fetched = new Map(),
): Bundle {
  const opening = startOpening(root, policy, fetched);
  const { documents, failures, entries } = opening;
  return {
    root,
    documents,
    failures,
    baseAt(place) {
      const entry = entries.get(place.source) ?? entries.get(root.source);
      if (entry === undefined) throw new TypeError('the root has no entry');
      return entry.embedded.size === 0 ? entry.whole : innermost(entry, stepsOf(place));
    },
    find: (base, text) => find(opening, base, text),
    isNamed(address) {
      const named = opening.known.get(address);
      return named !== undefined && named.problem === undefined;
    },
  };
}
