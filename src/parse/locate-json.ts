import type { Locator } from '../source/source.ts';
import { skipSpace, skipString, skipValue } from './skip-json.ts';
import { childNamed, childSpelled, forget, placesOf, type Wanted, wantedTree } from './wanted.ts';

/** Finds places in a text that is valid JSON: one pass, in which only the way to wanted places is read. */
export function jsonLocator(text: string): Locator {
  return (pointers) => {
    const tree = wantedTree(pointers);
    locateValue(text, skipSpace(text, 0), tree.root);
    return placesOf(tree);
  };
}

/** Each of these takes the offset where its part starts and gives the one after its end. */
function locateValue(text: string, start: number, wanted: Wanted): number {
  forget(wanted);
  wanted.end = locateBelow(text, start, wanted);
  wanted.start = start;
  return wanted.end;
}

function locateBelow(text: string, start: number, wanted: Wanted): number {
  const first = text.charCodeAt(start);
  if (wanted.first === undefined) return skipValue(text, start);
  if (first === 123) return locateMembers(text, start, wanted);
  if (first === 91) return locateItems(text, start, wanted);
  return skipValue(text, start);
}

function locateMembers(text: string, start: number, parent: Wanted): number {
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) === 34) {
    const keyEnd = skipString(text, at);
    const wanted = childAt(text, at, keyEnd, parent);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (wanted !== undefined) {
      wanted.keyStart = at;
      wanted.keyEnd = keyEnd;
      at = locateValue(text, valueStart, wanted);
    } else at = skipValue(text, valueStart);
    at = skipComma(text, at);
  }
  return at + 1;
}

function locateItems(text: string, start: number, parent: Wanted): number {
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text.charCodeAt(at) !== 93; index += 1) {
    const wanted = childNamed(parent, String(index));
    at = wanted === undefined ? skipValue(text, at) : locateValue(text, at, wanted);
    at = skipComma(text, at);
  }
  return at + 1;
}

/** The step to the key from `start` to `end`, which may be spelled with escapes. */
function childAt(text: string, start: number, end: number, parent: Wanted): Wanted | undefined {
  for (let at = start + 1; at < end; at += 1) {
    if (text.charCodeAt(at) !== 92) continue;
    return childNamed(parent, String(JSON.parse(text.slice(start, end))));
  }
  return childSpelled(parent, text, start + 1, end - 1);
}

function skipComma(text: string, start: number): number {
  const at = skipSpace(text, start);
  return text.charCodeAt(at) === 44 ? skipSpace(text, at + 1) : at;
}
