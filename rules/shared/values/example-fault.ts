import { partsOf, type Schema, typesOf } from 'specgate/rule';
import { type Mismatch, mismatchOf, type Question } from './mismatch.ts';

/** Longer texts are not read as JSON. */
const LONGEST = 100_000;

/** The fault of an example; one that is written as a text may be JSON, where the schema asks for something else. */
export function exampleFault(
  example: unknown,
  schema: Schema,
  question: Question,
): Mismatch | undefined {
  const found = mismatchOf(example, schema, question);
  if (found === undefined || typeof example !== 'string') return found;
  const read = jsonIn(example);
  return read !== undefined && mismatchOf(read, schema, question) === undefined ? undefined : found;
}

function jsonIn(text: string): unknown {
  if (text.length > LONGEST || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * As `exampleFault`, for parameters and headers, which travel as text and may be written so: `a,b` for a list, `"true"`
 * for a flag.
 */
export function parameterFault(
  example: unknown,
  schema: Schema,
  question: Question,
): Mismatch | undefined {
  const found = exampleFault(example, schema, question);
  if (found === undefined || typeof example !== 'string') return found;
  const types = typesOf(partsOf(schema));
  if (types.length === 0 || types.includes('string')) return found;
  // How lists and objects are written depends on the style.
  if (types.includes('array') || types.includes('object')) return undefined;
  const read = types.includes('boolean') ? FLAGS.get(example) : numberIn(example);
  return read === undefined ? found : mismatchOf(read, schema, question);
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function numberIn(text: string): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
