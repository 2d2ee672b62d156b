import type { Expression, Look } from './expression.ts';
import { EVERYTHING, includes } from './set.ts';

/** Whether whatever the expression finds begins where the value begins. */
export function isAnchoredAtStart(expression: Expression): boolean {
  return isHeld(expression, 'start');
}

/** Whether whatever the expression finds ends where the value ends. */
export function isAnchoredAtEnd(expression: Expression): boolean {
  return isHeld(expression, 'end');
}

function isHeld(expression: Expression, side: 'start' | 'end'): boolean {
  switch (expression.kind) {
    case 'choice':
      return expression.options.every((option) => isHeld(option, side));
    case 'repeat':
      return expression.min > 0 && isHeld(expression.body, side);
    case 'sequence':
      return isSequenceHeld(expression.items, side);
    case 'look':
      return isLookHeld(expression, side);
    default:
      return expression.kind === side;
  }
}

/** Only what takes no room may stand outside the anchor. */
function isSequenceHeld(items: readonly Expression[], side: 'start' | 'end'): boolean {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[side === 'start' ? index : items.length - 1 - index];
    if (item === undefined || isHeld(item, side)) return item !== undefined;
    if (longest(item) > 0) return false;
  }
  return false;
}

/** `(?=^…)`, `(?=$)`, and `(?![\s\S])`, which is another way to write `$`. */
function isLookHeld(look: Look, side: 'start' | 'end'): boolean {
  if (look.negated) return look.isAhead === (side === 'end') && isAnything(look.body);
  return isHeld(look.body, side);
}

function isAnything(body: Expression): boolean {
  return body.kind === 'set' && includes(body.set, EVERYTHING);
}

/** The most code points that a match can have; Infinity where there is no limit. */
export function longest(expression: Expression): number {
  switch (expression.kind) {
    case 'set':
      return 1;
    case 'echo':
      return Infinity;
    case 'sequence':
      return expression.items.reduce((sum, item) => sum + longest(item), 0);
    case 'choice':
      return expression.options.reduce((most, option) => Math.max(most, longest(option)), 0);
    case 'repeat': {
      const body = longest(expression.body);
      return body === 0 ? 0 : body * expression.max;
    }
    default:
      return 0;
  }
}

/** The fewest code points that a match can have. */
export function shortest(expression: Expression): number {
  switch (expression.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return expression.items.reduce((sum, item) => sum + shortest(item), 0);
    case 'choice':
      return expression.options.reduce(
        (least, option) => Math.min(least, shortest(option)),
        Infinity,
      );
    case 'repeat':
      return expression.min * shortest(expression.body);
    default:
      return 0;
  }
}
