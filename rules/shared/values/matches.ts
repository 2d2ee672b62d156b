import { isAnchoredAtStart } from '../regex/anchors.ts';
import type { Expression } from '../regex/expression.ts';
import { flagOf } from '../regex/flag.ts';
import { parse } from '../regex/parse.ts';

/** Longer values are not tried. */
const LONGEST = 200;
/** Patterns that may need more steps than this on such a value are not tried either. */
const MOST_STEPS = 1_000_000;
const MOST_KNOWN = 10_000;

const known = new Map<string, RegExp | undefined>();

/** Whether a value matches a pattern; undefined where trying could take long, or the pattern cannot be read. */
export function matches(value: string, pattern: string): boolean | undefined {
  if (value.length > LONGEST) return undefined;
  if (!known.has(pattern) && known.size < MOST_KNOWN) known.set(pattern, compile(pattern));
  return known.get(pattern)?.test(value);
}

function compile(pattern: string): RegExp | undefined {
  const tree = parse(pattern);
  const flag = flagOf(pattern);
  if (tree === undefined || flag === undefined) return undefined;
  const starts = isAnchoredAtStart(tree) ? 1 : LONGEST;
  return starts * stepsOf(tree) > MOST_STEPS ? undefined : new RegExp(pattern, flag);
}

/** How many ways there are to match a text of the greatest length at one place, at most. */
function stepsOf(expression: Expression): number {
  switch (expression.kind) {
    case 'sequence':
      return product(expression.items.map(stepsOf));
    case 'choice':
      return expression.options.map(stepsOf).reduce((sum, steps) => sum + steps, 0);
    case 'repeat': {
      const times = Math.min(expression.max, LONGEST);
      const inside = stepsOf(expression.body);
      // Several ways inside, as often as it repeats: this is where the time explodes.
      if (inside > 1 && times > 1) return inside ** times;
      return times - Math.min(expression.min, times) + 1;
    }
    // A lookaround reads the rest of the text at each place.
    case 'look':
      return LONGEST * stepsOf(expression.body);
    case 'echo':
      return Number.POSITIVE_INFINITY;
    default:
      return 1;
  }
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all * number, 1);
}
