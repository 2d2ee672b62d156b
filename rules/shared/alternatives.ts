import type { Alternative } from 'specgate/rule';

/** Whether whoever holds what `strong` asks for also holds all that `weak` asks for. */
export function isCoveredBy(weak: Alternative, strong: Alternative): boolean {
  return weak.schemes.every(({ name, scopes }) => {
    const same = strong.schemes.find((scheme) => scheme.name === name);
    return same !== undefined && scopes.every((scope) => same.scopes.includes(scope));
  });
}
