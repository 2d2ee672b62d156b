import type { Source } from './source.ts';

/** A place in a document: a link to the step before it, turned into text or a line only when asked. */
export interface Pointer {
  readonly source: Source;
  readonly parent: Pointer | undefined;
  /** The key in the parent's object, or the index in its list; '' for the root. */
  readonly key: string | number;
}

/** The place of a whole document. */
export function rootPointer(source: Source): Pointer {
  return { source, parent: undefined, key: '' };
}

/** The place `keys` below `start`. */
export function below(start: Pointer, ...keys: readonly (string | number)[]): Pointer {
  let pointer = start;
  for (const key of keys) pointer = { source: start.source, parent: pointer, key };
  return pointer;
}

/** The steps from the root to the place. */
export function stepsOf(pointer: Pointer): (string | number)[] {
  const steps: (string | number)[] = [];
  let at = pointer;
  while (at.parent !== undefined) {
    steps.push(at.key);
    at = at.parent;
  }
  return steps.reverse();
}

/** The JSON Pointer of the place as a URI fragment without percent-encoding: `#/paths/~1pets/get` (RFC 6901). */
export function pointerText(pointer: Pointer): string {
  let text = '';
  for (let at = pointer; at.parent !== undefined; at = at.parent) {
    text = `/${escapeStep(at.key)}${text}`;
  }
  return `#${text}`;
}

/** A step as it is written in a JSON Pointer. Most hold nothing to escape, which is cheaper to ask than to replace. */
export function escapeStep(step: string | number): string {
  const text = String(step);
  if (!text.includes('~') && !text.includes('/')) return text;
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}
