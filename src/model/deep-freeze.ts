/** Makes a parsed value unchangeable all the way down, so that a rule that writes into it throws. Survives shared and cyclic values. */
export function deepFreeze(value: unknown): void {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue;
    Object.freeze(next);
    open.push(...Object.values(next));
  }
}
