import type { Pointer } from 'specgate/rule';

/** A way in which an object is not what the specification says. */
export type Problem =
  | { readonly what: 'missing'; readonly at: Pointer; readonly fields: string }
  | {
      readonly what: 'unknown';
      readonly at: Pointer;
      readonly field: string;
      readonly near?: string;
    }
  | { readonly what: 'misplaced'; readonly at: Pointer; readonly field: string }
  | {
      readonly what: 'wrong';
      readonly at: Pointer;
      readonly field: string;
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly what: 'conflict';
      readonly at: Pointer;
      readonly field: string;
      readonly other: string;
    };

export function wrong(
  at: Pointer,
  field: string | number,
  expected: string,
  value: unknown,
): Problem {
  return { what: 'wrong', at, field: String(field), expected, found: inWords(value) };
}

/** What a value is called in a message; long texts are cut. */
export function inWords(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object')
    return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  if (typeof value === 'string')
    return value === ''
      ? 'an empty text'
      : `"${value.length > 30 ? `${value.slice(0, 29)}…` : value}"`;
  return String(value);
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `a`, `a and b`, `a, b and c` in quotes. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
