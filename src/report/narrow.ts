import { UserError } from '../errors.ts';

/** Takes a value from outside for what it should be, or throws a UserError that says where it is something else. */
export type Read<T> = (value: unknown, where: string) => T;

type Shape = { readonly [key: string]: Read<unknown> };

/** What the shape's readers give, by key. */
export type Shaped<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

export const text: Read<string> = (value, where) =>
  typeof value === 'string' ? value : refuse(where, 'no text');

/** A whole number from 0 on, as lines and counts are. */
export const count: Read<number> = (value, where) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : refuse(where, 'no whole number');

export const flag: Read<boolean> = (value, where) =>
  typeof value === 'boolean' ? value : refuse(where, 'neither true nor false');

export function matching(pattern: RegExp): Read<string> {
  return (value, where) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(where, 'not as expected');
}

export function oneOf<T extends string>(choices: readonly T[]): Read<T> {
  return (value, where) =>
    choices.find((choice) => choice === value) ?? refuse(where, `not one of ${choices.join(', ')}`);
}

export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, where) => (value === undefined ? undefined : read(value, where));
}

export function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (value, where) =>
    Array.isArray(value)
      ? value.map((item, at) => read(item, `${where}[${at}]`))
      : refuse(where, 'no list');
}

/** The names of an object's keys. */
export const keys: Read<readonly string[]> = (value, where) =>
  isObject(value) ? Object.keys(value) : refuse(where, 'no object');

/** An object with at least these keys; others are passed over, since newer versions may have them. */
export function object<S extends Shape>(shape: S): Read<Shaped<S>> {
  return (value, where) => {
    if (!isObject(value)) return refuse(where, 'no object');
    const entries = Object.entries(shape).map(([key, read]) => [
      key,
      read(Object.hasOwn(value, key) ? value[key] : undefined, `${where}.${key}`),
    ]);
    // Made of the shape's own keys and what its readers gave.
    return Object.fromEntries(entries) as Shaped<S>;
  };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(where: string, what: string): never {
  throw new UserError(
    `${where} is ${what}.`,
    'Give results as `specgate scan --format json` writes them.',
  );
}
