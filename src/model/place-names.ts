import { escapeStep, type Pointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import { namesIn } from './item-names.ts';

/** A place by names, and the value that stands there. */
interface Named {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Calls places by names, with what items are called instead of their indexes, so that neither moving nor sorting them
 * changes anything. What was found out about a place serves all below it. `rootOf` gives the value of a file.
 */
export function placeNames(rootOf: (source: Source) => unknown): (place: Pointer) => string {
  const places = new Map<Pointer, Named>();
  const lists = new Map<readonly unknown[], readonly string[]>();
  const named = (pointer: Pointer): Named => {
    let place = places.get(pointer);
    if (place === undefined) {
      const { parent, key, source } = pointer;
      place =
        parent === undefined
          ? { text: '', value: rootOf(source) }
          : step(named(parent), key, lists);
      places.set(pointer, place);
    }
    return place;
  };
  return (place) => named(place).text;
}

/** A step further; an index is replaced by what the item is called. */
function step(
  { text, value }: Named,
  key: string | number,
  lists: Map<readonly unknown[], readonly string[]>,
): Named {
  const child = childOf(value, key);
  const escaped = escapeStep(key);
  let name = escaped;
  if (Array.isArray(value)) {
    const names = lists.get(value) ?? namesIn(value);
    lists.set(value, names);
    name = names[Number(key)] ?? escaped;
  }
  return { text: shortened(text === '' ? name : `${text}/${name}`), value: child };
}

/** Longer names are cut in the middle: each of thousands of findings below such a place would spell and compare all of it. */
const LONGEST = 10_000;

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 4)}…${text.length}…${text.slice(-LONGEST / 4)}`;
}

function childOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  // An object, whose members are not known.
  return (value as { readonly [key: string | number]: unknown })[step];
}
