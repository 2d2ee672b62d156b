import type { Base, Dead, Spot } from '../resolve/bundle.ts';
import { below, type Pointer, rootPointer } from '../source/pointer.ts';
import type { Building } from './building.ts';
import type { Reference } from './kinds.ts';
import type { Raw } from './node.ts';

/** What a reference is relative to. */
export function baseOf({ bundle }: Building, reference: Reference): Base {
  const { base, source } = reference;
  return bundle.baseAt(base === source ? reference : rootPointer(base));
}

/** Notes why a reference leads nowhere. */
export function fail(reference: Reference, { problem, reason, address }: Dead): void {
  reference.problem = problem;
  reference.reason = reason;
  reference.address = address;
}

/** The place of a value in a document. */
export function placeOf({ document, steps }: Spot): Pointer {
  const { source, parent, key } = below(rootPointer(document.source), ...steps);
  return { source, parent, key };
}

/** The `$ref` of a container, which no map of objects can hold under that name otherwise. */
export function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$ref')) {
    return undefined;
  }
  const { $ref } = value as Raw;
  return typeof $ref === 'string' ? $ref : undefined;
}
