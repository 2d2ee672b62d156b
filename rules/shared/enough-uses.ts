/** What is gone through for one shared thing at most, parts times uses. */
const MOST = 5000;
/** So many uses are looked at, however many parts there are. */
const FEWEST_USES = 20;

/**
 * Counts the uses of what is defined once, and tells when there have been enough: where thousands of operations share a body,
 * a response or a callback that has thousands of parts, nobody can go through all parts for all of them.
 */
export function enoughUses(): (shared: object, parts: number) => boolean {
  const counts = new Map<object, number>();
  return (shared, parts) => {
    const count = (counts.get(shared) ?? 0) + 1;
    counts.set(shared, count);
    return count > FEWEST_USES && count * parts > MOST;
  };
}
