import { partsOf, type Schema, wholesOf } from 'specgate/rule';

/** Whether a schema, together with what else judges the same value, has a limit. */
type Limits = (part: Schema) => boolean;

/**
 * Whether the schema is used somewhere without a limit: neither it nor a schema that holds together with it sets one,
 * nor does each of their alternatives. An alternative that has a type of its own is asked by itself.
 */
export function isUnlimited(schema: Schema, limits: Limits): boolean {
  for (const { parts } of wholesOf(schema)) if (!areLimited(parts, limits, 0)) return true;
  return false;
}

/** Alternatives inside alternatives, no deeper than anyone writes them. */
const DEEPEST = 4;

function areLimited(parts: readonly Schema[], limits: Limits, depth: number): boolean {
  for (const part of parts) {
    if (limits(part)) return true;
    if (
      depth < DEEPEST &&
      (doAllAnswer(part.oneOf, parts, limits, depth) ||
        doAllAnswer(part.anyOf, parts, limits, depth))
    ) {
      return true;
    }
  }
  return false;
}

function doAllAnswer(
  branches: readonly Schema[],
  parts: readonly Schema[],
  limits: Limits,
  depth: number,
): boolean {
  if (branches.length === 0 || branches.some((branch) => parts.includes(branch))) return false;
  return branches.every((branch) => {
    const own = partsOf(branch);
    return own.some((part) => part.type !== undefined) || areLimited(own, limits, depth + 1);
  });
}

/** Whether a number has a limit below, by whichever keyword. */
export function hasLower(part: Schema): boolean {
  return part.lower !== undefined;
}

/** Whether a number has a limit above. */
export function hasUpper(part: Schema): boolean {
  return part.upper !== undefined;
}
