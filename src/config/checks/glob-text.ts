/**
 * Whether a text matches a glob: `*` stands for anything but `/`, `**` for anything, `?` for one character. Braces mean
 * themselves, since paths have them. Takes time in proportion to the text times the glob.
 */
export function matchesGlob(text: string, glob: string): boolean {
  const parts = glob.match(/\*\*|[\s\S]/gu) ?? [];
  let open = skipStars(parts, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const at of open) {
      const part = parts[at];
      if (part === '**' || (part === '*' && character !== '/')) next.add(at);
      else if (part === '?' || part === character) next.add(at + 1);
    }
    open = skipStars(parts, next);
    if (open.size === 0) return false;
  }
  return open.has(parts.length);
}

function skipStars(parts: readonly string[], open: Set<number>): Set<number> {
  for (const at of open) if (parts[at] === '*' || parts[at] === '**') open.add(at + 1);
  return open;
}
