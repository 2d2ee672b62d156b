import type { CharacterSet } from './set.ts';

/** A regular expression as a tree; which groups capture does not matter to any question that rules ask. */
export type Expression =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | Repeat
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'boundary'; readonly negated: boolean }
  | Look
  /** What a group matched, once more. */
  | { readonly kind: 'echo' };

export interface Repeat {
  readonly kind: 'repeat';
  readonly body: Expression;
  readonly min: number;
  /** Infinity for `*`, `+` and `{n,}`. */
  readonly max: number;
  readonly isLazy: boolean;
}

/** A lookahead or lookbehind. */
export interface Look {
  readonly kind: 'look';
  readonly body: Expression;
  readonly isAhead: boolean;
  readonly negated: boolean;
}

export const EMPTY: Expression = { kind: 'sequence', items: [] };
