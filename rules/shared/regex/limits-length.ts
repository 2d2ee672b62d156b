import { isAnchoredAtEnd, isAnchoredAtStart, longest } from './anchors.ts';
import type { Expression } from './expression.ts';
import { parse } from './parse.ts';

/** Whether a pattern by itself limits the length of what it accepts. */
export function limitsLength(pattern: string): boolean {
  const tree = parse(pattern);
  return tree !== undefined && isLimited(tree);
}

function isLimited(tree: Expression): boolean {
  if (tree.kind === 'choice') return tree.options.every(isLimited);
  if (!isAnchoredAtStart(tree)) return false;
  return (isAnchoredAtEnd(tree) && longest(tree) < Infinity) || looksToTheEnd(tree);
}

/** `^(?=.{1,20}$)…`: before anything is read, all of it is looked at. */
function looksToTheEnd(tree: Expression): boolean {
  if (tree.kind !== 'sequence') return false;
  for (const item of tree.items) {
    if (longest(item) > 0) return false;
    if (item.kind !== 'look' || !item.isAhead || item.negated) continue;
    if (isAnchoredAtEnd(item.body) && longest(item.body) < Infinity) return true;
  }
  return false;
}
