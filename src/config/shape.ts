/** How a value of the configuration looks. From it follow the type, the JSON Schema, the validation and the reference page. */
export type Shape =
  | { readonly type: 'text'; readonly pattern?: string; readonly says?: string }
  | { readonly type: 'glob' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum?: number }
  | { readonly type: 'number' }
  | { readonly type: 'flag' }
  | { readonly type: 'date' }
  | { readonly type: 'any' }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'map'; readonly of: Shape; readonly keys: MapKeys }
  | { readonly type: 'object'; readonly fields: Fields }
  | { readonly type: 'either'; readonly of: readonly Shape[] }
  | { readonly type: 'named'; readonly name: string; readonly of: () => Shape };

/** What the keys of a map are: names of the author's choice, or ids of rules. */
export type MapKeys = 'name' | 'rule';

export interface Field<S extends Shape = Shape> {
  readonly shape: S;
  /** A sentence for editors and for the reference page. */
  readonly about: string;
  readonly required?: boolean;
  /** As written in the reference page. */
  readonly default?: unknown;
  readonly example?: unknown;
}

export type Fields = { readonly [name: string]: Field };

/** The type of a value of a shape. */
export type ValueOf<S> = S extends { readonly type: 'text' | 'glob' | 'date' }
  ? string
  : S extends { readonly type: 'choice'; readonly choices: readonly (infer C)[] }
    ? C
    : S extends { readonly type: 'integer' | 'number' }
      ? number
      : S extends { readonly type: 'flag' }
        ? boolean
        : S extends { readonly type: 'list'; readonly of: infer T }
          ? readonly ValueOf<T>[]
          : S extends { readonly type: 'map'; readonly of: infer T }
            ? { readonly [key: string]: ValueOf<T> }
            : S extends { readonly type: 'object'; readonly fields: infer F }
              ? ObjectOf<F>
              : S extends { readonly type: 'either'; readonly of: readonly (infer T)[] }
                ? ValueOf<T>
                : unknown;

type ObjectOf<F> = {
  readonly [N in keyof F as F[N] extends { readonly required: true } ? N : never]: F[N] extends {
    readonly shape: infer S;
  }
    ? ValueOf<S>
    : never;
} & {
  readonly [N in keyof F as F[N] extends { readonly required: true } ? never : N]?: F[N] extends {
    readonly shape: infer S;
  }
    ? ValueOf<S>
    : never;
};

export const text = { type: 'text' } as const;
export const glob = { type: 'glob' } as const;
export const flag = { type: 'flag' } as const;
export const date = { type: 'date' } as const;
export const any = { type: 'any' } as const;
export const number = { type: 'number' } as const;

export function choice<const C extends readonly string[]>(
  choices: C,
): { readonly type: 'choice'; readonly choices: C } {
  return { type: 'choice', choices };
}

export function integer(minimum: number, maximum?: number) {
  return { type: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }) } as const;
}

export function list<const S extends Shape>(of: S): { readonly type: 'list'; readonly of: S } {
  return { type: 'list', of };
}

export function map<const S extends Shape>(
  of: S,
  keys: MapKeys = 'name',
): { readonly type: 'map'; readonly of: S; readonly keys: MapKeys } {
  return { type: 'map', of, keys };
}

export function object<const F extends Fields>(
  fields: F,
): { readonly type: 'object'; readonly fields: F } {
  return { type: 'object', fields };
}

/** A shape that holds itself; the JSON Schema and the reference page describe it once, under its name. */
export function named<const N extends string>(
  name: N,
  of: () => Shape,
): { readonly type: 'named'; readonly name: N; readonly of: () => Shape } {
  return { type: 'named', name, of };
}

export function either<const S extends readonly Shape[]>(
  ...of: S
): { readonly type: 'either'; readonly of: S } {
  return { type: 'either', of };
}
