import type { Kind, Kinds } from './kinds.ts';

/**
 * Whether a value is a node of a kind. A plug-in has its own copy of this package, and thus of the classes: `instanceof`
 * tells whose class made a node, this tells what it is.
 */
export function isKind<K extends Kind>(value: unknown, kind: K): value is Kinds[K] {
  const node = value as { readonly kind?: unknown } | null | undefined;
  // The kind stands on the prototype, where nothing that a document holds can stand.
  return node?.kind === kind && !Object.hasOwn(node, 'kind');
}
