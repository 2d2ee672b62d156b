import { type Operation, pathOf } from 'specgate/rule';
import { isMatch, type Wildcards, wildcardsIn } from './wildcards.ts';

/** A list of patterns as it was given, and what was made of it. */
const compilations = new WeakMap<readonly string[], readonly Wildcards[]>();

/**
 * Whether one of the patterns names the operation: its path, `METHOD path` or its operationId.
 * `*` stands for any text within a segment, `**` for any text.
 */
export function isNamed(operation: Operation, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const path = pathOf(operation);
  const { operationId } = operation;
  return compiled(patterns).some(
    (pattern) =>
      isMatch(path, pattern) ||
      isMatch(`${operation.method.toUpperCase()} ${path}`, pattern) ||
      (operationId !== undefined && isMatch(operationId, pattern)),
  );
}

function compiled(patterns: readonly string[]): readonly Wildcards[] {
  let made = compilations.get(patterns);
  if (made === undefined) {
    made = patterns.map((pattern) => wildcardsIn(pattern, true));
    compilations.set(patterns, made);
  }
  return made;
}
