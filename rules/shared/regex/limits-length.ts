import { isAnchoredAtEnd, isAnchoredAtStart, longest } from './anchors.ts';
import { parse } from './parse.ts';

/** Whether a pattern by itself limits the length of what it accepts. */
export function limitsLength(pattern: string): boolean {
  const tree = parse(pattern);
  return (
    tree !== undefined &&
    isAnchoredAtStart(tree) &&
    isAnchoredAtEnd(tree) &&
    longest(tree) < Infinity
  );
}
