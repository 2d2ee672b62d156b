import type { Kind } from '../../model/kinds.ts';
import { Node } from '../../model/node.ts';
import { suggest } from '../../rule/suggest.ts';
import type { Mistake } from '../validate.ts';
import { FLAG_FACTS, ofOperation, readFact, travels } from './facts.ts';
import { matchesGlob } from './glob-text.ts';
import { type Condition, TESTS } from './keys.ts';
import { entriesOf, kindOfField, readField, sizeOf, stepsOfField } from './read-field.ts';
import { compilePatternAt, compileSchema, isEqual } from './value-schema.ts';

/** Whether something holds for a node or a value. */
export type Holds = (subject: unknown) => boolean;

/** Where a condition stands in its file, what it is asked about, and what is wrong with it. */
export interface Compiling {
  readonly steps: readonly (string | number)[];
  /** The kind of its subject; undefined for plain values. */
  readonly kind: Kind | undefined;
  readonly mistakes: Mistake[];
}

/** Makes a condition into a function, once; all of its keys have to hold. */
export function compileCondition(given: unknown, compiling: Compiling): Holds {
  // Validated before against the table that the type follows from.
  const condition = given as Condition;
  const { steps, mistakes } = compiling;
  if (Object.keys(condition).length === 0) mistakes.push({ steps, message: 'says nothing' });
  const parts: readonly Holds[] = [
    ...compileJunctions(condition, compiling),
    ...compileFacts(condition, compiling),
    ...compileTests(condition, compiling),
  ];
  return (subject) => parts.every((holds) => holds(subject));
}

function below(compiling: Compiling, ...steps: readonly (string | number)[]): Compiling {
  return { ...compiling, steps: [...compiling.steps, ...steps] };
}

function compileJunctions({ all, any, not }: Condition, compiling: Compiling): readonly Holds[] {
  const holds: Holds[] = [];
  const listed = (key: string, list: readonly unknown[]): readonly Holds[] =>
    list.map((each, index) => compileCondition(each, below(compiling, key, index)));
  if (all !== undefined) holds.push(...listed('all', all));
  if (any !== undefined) {
    const alternatives = listed('any', any);
    holds.push((subject) => alternatives.some((each) => each(subject)));
  }
  if (not !== undefined) {
    const negated = compileCondition(not, below(compiling, 'not'));
    holds.push((subject) => !negated(subject));
  }
  return holds;
}

function compileFacts(
  condition: Condition,
  { steps, kind, mistakes }: Compiling,
): readonly Holds[] {
  const { direction, version } = condition;
  const holds: Holds[] = [];
  for (const [name, ask] of Object.entries(FLAG_FACTS)) {
    const wanted = condition[name as keyof typeof FLAG_FACTS]; // The key was taken from that table.
    if (wanted !== undefined)
      holds.push((subject) => (ofOperation(subject, ask) ?? false) === wanted);
  }
  for (const fact of ['path', 'name', 'method'] as const) {
    const globs = condition[fact];
    if (globs !== undefined) holds.push((subject) => matchesAny(readFact(subject, fact), globs));
  }
  if (direction !== undefined) {
    holds.push((subject) => travels(subject, direction));
    if (kind !== 'Schema')
      mistakes.push({ steps: [...steps, 'direction'], message: 'only schemas have a direction' });
  }
  if (version !== undefined)
    holds.push((subject) => version.some((each) => each === readFact(subject, 'version')));
  return holds;
}

function matchesAny(value: unknown, globs: string | readonly string[]): boolean {
  return typeof value === 'string' && [globs].flat().some((glob) => matchesGlob(value, glob));
}

function compileTests(condition: Condition, compiling: Compiling): readonly Holds[] {
  const { field, fact, schema } = condition;
  const { steps, kind, mistakes } = compiling;
  const named = Object.keys(TESTS).filter((name) => Object.hasOwn(condition, name));
  const isNamed = field !== undefined || fact !== undefined;
  if (field !== undefined && fact !== undefined)
    mistakes.push({ steps: [...steps, 'fact'], message: 'stands beside `field`; one is enough' });
  if (isNamed && named.length === 0)
    mistakes.push({
      steps: [...steps, field === undefined ? 'fact' : 'field'],
      message: 'nothing is asked of it',
      hint: `Ask one of ${Object.keys(TESTS).join(', ')}.`,
    });
  const [first] = named;
  if (!isNamed && kind !== undefined && first !== undefined && first !== 'schema')
    mistakes.push({ steps: [...steps, first], message: 'needs a `field` or a `fact`' });
  const path = field === undefined ? [] : stepsOfField(field);
  const { kind: inner, unknown } = kindOfField(fact === undefined ? kind : undefined, path);
  if (unknown !== undefined) mistakes.push(unknownField(unknown, [...steps, 'field'], kind));
  const read = (subject: unknown): unknown =>
    fact === undefined ? readField(subject, path) : readFact(subject, fact);
  const tests = testsOf(condition, { ...compiling, kind: inner });
  if (schema !== undefined) {
    const satisfies = compileSchema(schema, [...steps, 'schema'], mistakes);
    tests.push((value) => satisfies(value instanceof Node ? value.raw : plain(value)));
  }
  return tests.length === 0
    ? []
    : [
        (subject) => {
          const value = read(subject);
          return tests.every((test) => test(value));
        },
      ];
}

/** A word that is no field of a kind. */
export function unknownField(
  { step, known }: { readonly step: string; readonly known: readonly string[] },
  steps: Compiling['steps'],
  kind: Kind | undefined,
): Mistake {
  const near = suggest(step, known);
  const hint = near === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${near}"?`;
  return { steps, message: `there is no field "${step}" of ${kind ?? 'that'}`, hint };
}

/** Lists and maps of nodes as they are written. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return value instanceof Node ? value.raw : value;
}

function testsOf(condition: Condition, compiling: Compiling): Holds[] {
  const { present, equals, matches, glob, minimum, maximum, some, every } = condition;
  const oneOf = condition['one-of'];
  const tests: Holds[] = [];
  if (present !== undefined) tests.push((value) => (value !== undefined) === present);
  if (equals !== undefined) tests.push((value) => isEqual(plain(value), equals));
  if (oneOf !== undefined) tests.push((value) => oneOf.some((each) => isEqual(plain(value), each)));
  if (glob !== undefined) tests.push((value) => matchesAny(value, glob));
  if (matches !== undefined) {
    const finds = compilePatternAt(matches, [...compiling.steps, 'matches'], compiling.mistakes);
    tests.push((value) => typeof value === 'string' && finds(value));
  }
  if (minimum !== undefined) tests.push((value) => typeof value === 'number' && value >= minimum);
  if (maximum !== undefined) tests.push((value) => typeof value === 'number' && value <= maximum);
  tests.push(...sizeTests(condition));
  if (some !== undefined) {
    const holds = compileCondition(some, below(compiling, 'some'));
    tests.push((value) => entriesOf(value)?.some(holds) ?? false);
  }
  if (every !== undefined) {
    const holds = compileCondition(every, below(compiling, 'every'));
    tests.push((value) => entriesOf(value)?.every(holds) ?? true);
  }
  return tests;
}

function sizeTests(condition: Condition): readonly Holds[] {
  const lengthOf = (value: unknown) =>
    typeof value === 'string' ? Array.from(value).length : undefined;
  const limits = [
    ['min-length', lengthOf, Number.NaN],
    ['max-length', lengthOf, Number.NaN],
    ['min-count', sizeOf, 0],
    ['max-count', sizeOf, 0],
  ] as const;
  return limits.flatMap(([name, measure, absent]) => {
    const limit = condition[name];
    if (limit === undefined) return [];
    return [
      (value: unknown) => {
        const size = measure(value) ?? absent;
        return name.startsWith('min') ? size >= limit : size <= limit;
      },
    ];
  });
}
