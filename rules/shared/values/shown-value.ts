import { shownText } from '../shown-text.ts';

/** A value as messages show it: short, a text in quotes. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `"${shownText(value, 24)}"`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value).slice(0, 24);
}
