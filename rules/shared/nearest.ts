/** Names longer than this are not compared. */
const LONGEST = 80;
/** Nor are more than so many: where a list is so long, all of its names are alike. */
const MOST = 500;

/** The candidate that a name was most likely meant to be; undefined where none is close. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const plain = fold(name);
  let best: string | undefined;
  // One slip in four letters, two in eight, never more than three.
  let least = Math.min(3, Math.floor(plain.length / 4)) + 1;
  let compared = 0;
  for (const candidate of candidates) {
    compared += 1;
    if (compared > MOST) break;
    const distance = distanceOf(plain, fold(candidate), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Names that differ only in case and separators read the same. */
function fold(name: string): string {
  return name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Insertions, deletions, exchanges and swaps of neighbours that lead from one to the other; `limit` if not fewer. */
function distanceOf(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(
        (last[column] ?? limit) + 1,
        (next[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + cost,
      );
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) least = Math.min(least, (before[column - 2] ?? limit) + 1);
      next.push(least);
    }
    // What a row has lost already, no later one makes up for.
    if (Math.min(...next) >= limit) return limit;
    before = last;
    last = next;
  }
  return last[to.length] ?? limit;
}
