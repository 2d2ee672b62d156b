import type { Locator } from '../source/source.ts';
import { skipSpace, skipString, skipValue } from './skip-json.ts';
import { childNamed, childSpelled, forget, placesOf, type Wanted, wantedTree } from './wanted.ts';

/**
 * Finds places in a text that is valid JSON: one pass, in which only the way to wanted places is read, and nothing behind
 * the last of them. Where a key stands twice in an object, the later counts, so that all has to be read.
 */
export function jsonLocator(text: string, hasDuplicates: boolean): Locator {
  return (pointers) => {
    const tree = wantedTree(pointers);
    const left = hasDuplicates ? Number.POSITIVE_INFINITY : tree.size;
    locateValue({ text, left }, skipSpace(text, 0), tree.root);
    return placesOf(tree);
  };
}

interface Walk {
  readonly text: string;
  /** How many places are still to be found. */
  left: number;
}

/** Each of these takes the offset where its part starts and gives the one after its end, or any once nothing is left. */
function locateValue(walk: Walk, start: number, wanted: Wanted): number {
  forget(wanted);
  wanted.end = locateBelow(walk, start, wanted);
  if (walk.left === 0) return wanted.end;
  wanted.start = start;
  if (wanted.isEnd) walk.left -= 1;
  return wanted.end;
}

function locateBelow(walk: Walk, start: number, wanted: Wanted): number {
  const { text } = walk;
  const first = text.charCodeAt(start);
  if (wanted.first === undefined) return skipValue(text, start);
  if (first === 123) return locateMembers(walk, start, wanted);
  if (first === 91) return locateItems(walk, start, wanted);
  return skipValue(text, start);
}

function locateMembers(walk: Walk, start: number, parent: Wanted): number {
  const { text } = walk;
  let at = skipSpace(text, start + 1);
  while (walk.left > 0 && text.charCodeAt(at) === 34) {
    const keyEnd = skipString(text, at);
    const wanted = childAt(text, at, keyEnd, parent);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (wanted !== undefined) {
      wanted.keyStart = at;
      wanted.keyEnd = keyEnd;
      at = locateValue(walk, valueStart, wanted);
    } else at = skipValue(text, valueStart);
    at = skipComma(text, at);
  }
  return at + 1;
}

function locateItems(walk: Walk, start: number, parent: Wanted): number {
  const { text } = walk;
  let at = skipSpace(text, start + 1);
  for (let index = 0; walk.left > 0 && at < text.length && text.charCodeAt(at) !== 93; index += 1) {
    const wanted = childNamed(parent, String(index));
    at = wanted === undefined ? skipValue(text, at) : locateValue(walk, at, wanted);
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
