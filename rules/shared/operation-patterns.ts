import { type Operation, pathOf } from 'specgate/rule';

/** A list of patterns as it was given, and what was made of it. */
const compilations = new WeakMap<readonly string[], readonly RegExp[]>();

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
      pattern.test(path) ||
      pattern.test(`${operation.method.toUpperCase()} ${path}`) ||
      (operationId !== undefined && pattern.test(operationId)),
  );
}

function compiled(patterns: readonly string[]): readonly RegExp[] {
  let made = compilations.get(patterns);
  if (made === undefined) {
    made = patterns.map(compile);
    compilations.set(patterns, made);
  }
  return made;
}

function compile(pattern: string): RegExp {
  const text = pattern
    .split(/\*{2,}/)
    .map((part) => part.split('*').map(literal).join('[^/]*'))
    .join('.*');
  return new RegExp(`^${text}$`, 's');
}

function literal(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
