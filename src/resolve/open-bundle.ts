import type { Document } from '../parse/parse.ts';
import { type Pointer, stepsOf } from '../source/pointer.ts';
import type { Base, Bundle } from './bundle.ts';
import { load } from './load.ts';
import { type Entry, type Fetched, startOpening } from './opening.ts';
import type { ReferencePolicy } from './policy.ts';
import { splitReference, valueAt } from './reference.ts';
import { spotBelow } from './spot-below.ts';

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
      return entry.embedded.size === 0 ? entry.whole : innermost(entry, place);
    },
    find(base, text) {
      const { uri, fragment } = splitReference(text);
      const there = uri === '' ? base : load(opening, base, uri);
      return there.problem === undefined ? spotBelow(opening, there, fragment) : there;
    },
    isNamed(address) {
      const named = opening.known.get(address);
      return named !== undefined && named.problem === undefined;
    },
  };
}

/** The smallest schema with an `$id` that holds the place, or the whole document. */
function innermost({ whole, embedded }: Entry, place: Pointer): Base {
  let base = whole;
  let value = whole.value;
  for (const step of stepsOf(place)) {
    value = valueAt(value, [String(step)]);
    if (typeof value !== 'object' || value === null) break;
    base = embedded.get(value) ?? base;
  }
  return base;
}
