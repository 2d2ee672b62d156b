import { type Pointer, stepsOf } from '../source/pointer.ts';
import type { Document } from './document.ts';
import { plainValue } from './yaml-scalar.ts';

/** The number at a place exactly as the text has it, also where a double would round it; '' if there is no number. */
export function numberText(document: Document, pointer: Pointer): string {
  const value = valueAt(document.value, stepsOf(pointer));
  if (typeof value !== 'number') return '';
  const { start, end } = document.source.span(pointer, 'value');
  const written = withoutProperties(document.source.text.slice(start, end));
  const text = written.startsWith('*')
    ? anchored(document.source.text.slice(0, start), written.slice(1), value)
    : written;
  return isWrittenAs(value, text) ? text : String(value);
}

function valueAt(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** A number in YAML may begin with an anchor and a tag, and after a tag stand in quotes. */
function withoutProperties(text: string): string {
  return text.replace(/^(?:[&!]\S*\s+)+/, '').replace(/^(["'])(.*)\1$/, '$2');
}

/** The text behind an alias. Strings and comments may hold something like an anchor, so only one with the right value counts. */
function anchored(before: string, name: string, value: number): string {
  for (
    let at = before.length;
    at !== -1;
    at = at === 0 ? -1 : before.lastIndexOf(`&${name}`, at - 1)
  ) {
    const text = /^&\S+\s+(?:!\S*\s+)?([^\s,\]}:]+)/.exec(before.slice(at, at + 1000))?.[1] ?? '';
    if (isWrittenAs(value, text)) return text;
  }
  return '';
}

function isWrittenAs(value: number, text: string): boolean {
  return text !== '' && (Object.is(plainValue(text), value) || Object.is(Number(text), value));
}
