import { isAnchoredAtEnd, isAnchoredAtStart, longest, shortest } from './anchors.ts';
import type { Expression } from './expression.ts';
import { parse } from './parse.ts';
import { type CharacterSet, includes, union } from './set.ts';

/** Whether a pattern, at both ends or not, accepts practically everything: any text, or any that is not empty. */
export function isPermissive(pattern: string): boolean {
  const tree = parse(pattern);
  return (
    tree !== undefined && optionsOf(tree).some((option) => !hasTest(option) && isAnyText(option))
  );
}

/** One alternative that accepts everything is enough. */
function optionsOf(tree: Expression): readonly Expression[] {
  return tree.kind === 'choice' && unionOf(tree.options) === undefined ? tree.options : [tree];
}

/** Lookarounds and word boundaries may ask for anything. */
function hasTest(expression: Expression): boolean {
  switch (expression.kind) {
    case 'look':
    case 'boundary':
    case 'echo':
      return true;
    case 'sequence':
      return expression.items.some(hasTest);
    case 'choice':
      return expression.options.some(hasTest);
    case 'repeat':
      return hasTest(expression.body);
    default:
      return false;
  }
}

/** What one sees on an English keyboard, and what a billion people write beside it: whoever refuses either does check. */
const ORDINARY: CharacterSet = [0x21, 0x7e, 0x4e00, 0x9fff];

/** A run of characters of which nearly all are allowed, one or none at least; or nothing at all, which is found everywhere. */
function isAnyText(tree: Expression): boolean {
  return longest(tree) > 0 ? shortest(tree) <= 1 && isRun(tree) : !isEmptyOnly(tree);
}

/** `^$`, which accepts the empty text alone. */
function isEmptyOnly(tree: Expression): boolean {
  return isAnchoredAtStart(tree) && isAnchoredAtEnd(tree);
}

function isRun(expression: Expression): boolean {
  const { kind } = expression;
  if (kind === 'start' || kind === 'end') return true;
  if (kind === 'set') return includes(expression.set, ORDINARY);
  if (kind === 'repeat') return isRun(expression.body);
  if (kind === 'sequence') return expression.items.every(isRun);
  const set = kind === 'choice' ? unionOf(expression.options) : undefined;
  return set !== undefined && includes(set, ORDINARY);
}

/** The characters of alternatives that are one character each, as in `(.|\n)`. */
function unionOf(options: readonly Expression[]): CharacterSet | undefined {
  let all: CharacterSet = [];
  for (const option of options) {
    const item = option.kind === 'repeat' ? option.body : option;
    if (item.kind !== 'set') return undefined;
    all = union(all, item.set);
  }
  return all;
}
