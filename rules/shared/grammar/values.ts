import type { Node, Pointer } from 'specgate/rule';
import { type Problem, wrong } from './problem.ts';

/** A text that is not one of a few words; values of another type are left to the check of shapes. */
export function choiceProblems(
  node: Node,
  field: string,
  choices: readonly string[],
): readonly Problem[] {
  const value = node.raw[field];
  if (typeof value !== 'string' || choices.includes(value)) return [];
  return [wrong(node.at(field), field, oneOf(choices), value)];
}

export function oneOf(choices: readonly string[]): string {
  return choices.length === 1 ? `"${choices[0]}"` : `one of ${choices.join(', ')}`;
}

/** Keys of a map that are not of a form. */
export function keyProblems(
  node: Node,
  field: string,
  isAllowed: (key: string) => boolean,
  expected: string,
): readonly Problem[] {
  return keysOf(node.raw[field])
    .filter((key) => !isAllowed(key))
    .map((key) => wrong(node.at(field, key), key, expected, key));
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value)
    : [];
}

/** A list that must not be empty. */
export function emptyProblems(node: Node, field: string): readonly Problem[] {
  const value = node.raw[field];
  return Array.isArray(value) && value.length === 0
    ? [wrong(node.at(field), field, 'a list with an entry', value)]
    : [];
}

/** A map from names to texts. */
export function textMapProblems(at: Pointer, field: string, value: unknown): readonly Problem[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [wrong(at, field, 'an object', value)];
  return Object.entries(value)
    .filter(([, item]) => typeof item !== 'string')
    .map(([key, item]) => wrong({ source: at.source, parent: at, key }, key, 'a text', item));
}
