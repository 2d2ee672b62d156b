/** Deeper values are taken for different. */
const DEEPEST = 50;

/** Whether two plain values are the same, as JSON Schema means it: the order of keys does not matter. */
export function isSame(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth > DEEPEST || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    if (!right.has(key) || !isSame(value, right.get(key), depth + 1)) return false;
  }
  return true;
}
