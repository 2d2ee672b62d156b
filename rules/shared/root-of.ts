import type { Pointer } from 'specgate/rule';

/** The place of a whole file. */
export function rootOf(source: Pointer['source']): Pointer {
  return { source, parent: undefined, key: '' };
}
