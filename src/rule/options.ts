/** Options of a rule: each has a default, which the preset `strict` may tighten, and a sentence that says what it does. */
export interface Option<T> {
  readonly type: 'integer' | 'number' | 'flag' | 'texts' | 'choice';
  readonly about: string;
  readonly default: T;
  readonly strict?: T;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly choices?: readonly string[];
}

export type OptionTable = { readonly [name: string]: Option<unknown> };

/** The values that a rule reads: one for each declared option. */
export type OptionValues<S> = {
  readonly [N in keyof S]: S[N] extends Option<infer T> ? T : never;
};

interface NumberBounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly strict?: number;
}

/** A whole number; `minimum` is 0 unless said otherwise. */
export function integer(
  about: string,
  fallback: number,
  bounds: NumberBounds = {},
): Option<number> {
  return { type: 'integer', about, default: fallback, minimum: 0, ...bounds };
}

export function number(about: string, fallback: number, bounds: NumberBounds = {}): Option<number> {
  return { type: 'number', about, default: fallback, ...bounds };
}

export function flag(
  about: string,
  fallback: boolean,
  strict: boolean = fallback,
): Option<boolean> {
  return { type: 'flag', about, default: fallback, strict };
}

/** A list of texts. */
export function texts(
  about: string,
  fallback: readonly string[] = [],
  strict: readonly string[] = fallback,
): Option<readonly string[]> {
  return { type: 'texts', about, default: fallback, strict };
}

/** One of a few words. */
export function choice<const C extends string>(
  about: string,
  choices: readonly C[],
  fallback: NoInfer<C>,
  strict: NoInfer<C> = fallback,
): Option<C> {
  return { type: 'choice', about, default: fallback, strict, choices };
}
