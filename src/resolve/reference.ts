/** A reference taken apart: the part before `#`, and the fragment after it, still percent-encoded. */
export interface SplitReference {
  readonly uri: string;
  readonly fragment: string;
}

export function splitReference(text: string): SplitReference {
  const at = text.indexOf('#');
  return at === -1
    ? { uri: text, fragment: '' }
    : { uri: text.slice(0, at), fragment: text.slice(at + 1) };
}

/** The steps of a JSON Pointer fragment (RFC 6901 §6); undefined if it is no pointer or has a broken escape. */
export function pointerSteps(fragment: string): readonly string[] | undefined {
  if (fragment === '') return [];
  const decoded = percentDecode(fragment);
  if (decoded === undefined || !decoded.startsWith('/')) return undefined;
  const steps = decoded.slice(1).split('/');
  if (!decoded.includes('~')) return steps;
  if (steps.some((step) => /~(?![01])/.test(step))) return undefined;
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Undoes percent-encoding; undefined where an escape is broken. */
export function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The value that the steps lead to; own keys only. */
export function valueAt(value: unknown, steps: readonly string[]): unknown {
  let at = value;
  for (const step of steps) {
    if (Array.isArray(at)) at = /^(?:0|[1-9]\d*)$/.test(step) ? at[Number(step)] : undefined;
    else if (typeof at === 'object' && at !== null && Object.hasOwn(at, step)) {
      at = (at as { readonly [key: string]: unknown })[step];
    } else return undefined;
  }
  return at;
}

/** The text under an own key of an object. */
export function textAt(value: unknown, key: string): string | undefined {
  const text = valueAt(value, [key]);
  return typeof text === 'string' && !Array.isArray(value) ? text : undefined;
}
