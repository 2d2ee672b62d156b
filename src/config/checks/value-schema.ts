import type { Mistake } from '../validate.ts';
import { compilePattern } from './linear-pattern.ts';

type Steps = readonly (string | number)[];
type Test = (value: unknown) => boolean;
type Json = { readonly [key: string]: unknown };

/**
 * Compiles a JSON Schema (2020-12) into a test. What it cannot honour is a mistake, never passed over; no code is generated and
 * no pattern can hang, since the schema may come with a pull request.
 */
export function compileSchema(schema: unknown, steps: Steps, mistakes: Mistake[]): Test {
  if (typeof schema === 'boolean') return () => schema;
  if (!isObject(schema)) {
    mistakes.push({ steps, message: 'has to be a JSON Schema: an object, true or false' });
    return () => true;
  }
  const tests = Object.entries(schema).flatMap(([keyword, given]) => {
    if (SILENT.has(keyword)) return [];
    const here = [...steps, keyword];
    const make = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    const test = make?.({ given, schema, steps: here, mistakes });
    if (test !== undefined) return [test];
    const message =
      make === undefined
        ? `the keyword "${keyword}" is not among those of checks`
        : `has a value that "${keyword}" does not take`;
    mistakes.push({ steps: here, message, hint: `There are ${Object.keys(KEYWORDS).join(', ')}.` });
    return [];
  });
  return (value) => tests.every((test) => test(value));
}

const SILENT = new Set(['title', 'description', '$comment', '$schema', 'examples', 'default']);

interface Making {
  readonly given: unknown;
  readonly schema: Json;
  readonly steps: Steps;
  readonly mistakes: Mistake[];
}

type Keyword = (making: Making) => Test | undefined;

const TYPES: { readonly [type: string]: Test } = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isObject,
};

/** A keyword with a number, for values of one type. */
const limit =
  (
    measure: (value: unknown) => number | undefined,
    holds: (size: number, given: number) => boolean,
  ): Keyword =>
  ({ given }) => {
    if (typeof given !== 'number') return undefined;
    return (value) => {
      const size = measure(value);
      return size === undefined || holds(size, given);
    };
  };

const atLeast = (size: number, given: number): boolean => size >= given;
const atMost = (size: number, given: number): boolean => size <= given;
const lengthOf = (value: unknown) =>
  typeof value === 'string' ? Array.from(value).length : undefined;
const itemsIn = (value: unknown) => (Array.isArray(value) ? value.length : undefined);
const keysIn = (value: unknown) => (isObject(value) ? Object.keys(value).length : undefined);
const amountOf = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** A keyword with a schema, which a part of the value has to satisfy. */
const within =
  (judge: (test: Test, value: unknown) => boolean): Keyword =>
  ({ given, steps, mistakes }) => {
    const test = compileSchema(given, steps, mistakes);
    return (value) => judge(test, value);
  };

/** A keyword with a list of schemas. */
const together =
  (judge: (tests: readonly Test[], value: unknown) => boolean): Keyword =>
  ({ given, steps, mistakes }) => {
    if (!Array.isArray(given)) return undefined;
    const tests = given.map((each, index) => compileSchema(each, [...steps, index], mistakes));
    return (value) => judge(tests, value);
  };

const KEYWORDS: { readonly [keyword: string]: Keyword } = {
  type: ({ given }) => {
    const tests = [given].flat().map((type) => TYPES[String(type)]);
    const known = tests.filter((test) => test !== undefined);
    return known.length === tests.length ? (value) => known.some((test) => test(value)) : undefined;
  },
  enum: ({ given }) =>
    Array.isArray(given) ? (value) => given.some((each) => isEqual(each, value)) : undefined,
  const:
    ({ given }) =>
    (value) =>
      isEqual(given, value),
  minimum: limit(amountOf, atLeast),
  maximum: limit(amountOf, atMost),
  exclusiveMinimum: limit(amountOf, (amount, given) => amount > given),
  exclusiveMaximum: limit(amountOf, (amount, given) => amount < given),
  multipleOf: limit(amountOf, (amount, given) => Number.isInteger(amount / given)),
  minLength: limit(lengthOf, atLeast),
  maxLength: limit(lengthOf, atMost),
  minItems: limit(itemsIn, atLeast),
  maxItems: limit(itemsIn, atMost),
  minProperties: limit(keysIn, atLeast),
  maxProperties: limit(keysIn, atMost),
  pattern: ({ given, steps, mistakes }) => patternTest(given, steps, mistakes),
  required: ({ given }) =>
    Array.isArray(given)
      ? (value) => !isObject(value) || given.every((name) => Object.hasOwn(value, String(name)))
      : undefined,
  properties: ({ given, steps, mistakes }) => {
    if (!isObject(given)) return undefined;
    const tests = Object.entries(given).map(
      ([name, each]) => [name, compileSchema(each, [...steps, name], mistakes)] as const,
    );
    return (value) =>
      !isObject(value) ||
      tests.every(([name, test]) => !Object.hasOwn(value, name) || test(value[name]));
  },
  additionalProperties: ({ given, schema, steps, mistakes }) => {
    const test = compileSchema(given, steps, mistakes);
    const known = new Set(Object.keys(isObject(schema.properties) ? schema.properties : {}));
    return (value) =>
      !isObject(value) ||
      Object.entries(value).every(([name, item]) => known.has(name) || test(item));
  },
  propertyNames: within((test, value) => !isObject(value) || Object.keys(value).every(test)),
  items: within((test, value) => !Array.isArray(value) || value.every((item) => test(item))),
  contains: within((test, value) => !Array.isArray(value) || value.some((item) => test(item))),
  uniqueItems: ({ given }) =>
    typeof given === 'boolean'
      ? (value) => !given || !Array.isArray(value) || isUnique(value)
      : undefined,
  not: within((test, value) => !test(value)),
  allOf: together((tests, value) => tests.every((test) => test(value))),
  anyOf: together((tests, value) => tests.some((test) => test(value))),
  oneOf: together((tests, value) => tests.filter((test) => test(value)).length === 1),
};

/** The keywords that a check's schema may have. */
export const SCHEMA_KEYWORDS: readonly string[] = Object.keys(KEYWORDS);

/** Whether no two items are the same, in time that grows with their number: the list may be a stranger's. */
function isUnique(items: readonly unknown[]): boolean {
  const [flat, deep] = [new Set<unknown>(), new Set<string>()];
  for (const item of items) {
    if (typeof item === 'object' && item !== null) deep.add(JSON.stringify(item, inOrder));
    else flat.add(item);
  }
  return flat.size + deep.size === items.length;
}

function inOrder(_: string, value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).toSorted(byKey)) : value;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function patternTest(given: unknown, steps: Steps, mistakes: Mistake[]): Test | undefined {
  if (typeof given !== 'string') return undefined;
  const pattern = compilePatternAt(given, steps, mistakes);
  return (value) => typeof value !== 'string' || pattern(value);
}

/** A pattern as a test of texts; one that is wrong is noted. */
export function compilePatternAt(
  pattern: string,
  steps: Steps,
  mistakes: Mistake[],
): (text: string) => boolean {
  try {
    const compiled = compilePattern(pattern);
    return (text) => compiled.test(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `the regular expression cannot be used: ${error.message}`;
    mistakes.push({ steps, message });
    return () => true;
  }
}

/** Whether two values of JSON are the same. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
