import type { Base } from './bundle.ts';

/** A text that may be a reference, and what it is relative to. */
export interface PossibleReference {
  readonly text: string;
  readonly base: Base;
}

/** Keys whose text is a reference wherever they mean anything. */
const KEYS = new Set(['$ref', '$dynamicRef', 'operationRef', 'defaultMapping']);

/** Every text in a document that may be a reference, also where it turns out to be data. */
export function textsIn(
  whole: Base,
  embedded: ReadonlyMap<object, Base>,
): readonly PossibleReference[] {
  const found: PossibleReference[] = [];
  const seen = new Set<object>();
  enter(whole.value, whole);
  return found;

  function enter(value: unknown, around: Base): void {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const base = embedded.get(value) ?? around;
    for (const [key, child] of Object.entries(value)) {
      for (const text of textsUnder(key, child)) found.push({ text, base });
      enter(child, base);
    }
  }
}

function textsUnder(key: string, value: unknown): readonly string[] {
  if (typeof value === 'string') return KEYS.has(key) ? [value] : NONE;
  if (key === 'mapping') return textsOf(value);
  // Since 3.2, the name of a scheme may be its address.
  if (key === 'security' && Array.isArray(value)) return value.flatMap((item) => keysOf(item));
  return NONE;
}

const NONE: readonly string[] = [];

function textsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return NONE;
  return Object.values(value).filter((text) => typeof text === 'string');
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : NONE;
}
