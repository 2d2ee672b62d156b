import { type Parameter, type Pointer, partsOf, type Schema, typesOf } from 'specgate/rule';
import { entropyOf } from './entropy.ts';
import { isSample } from './samples.ts';

/** A value in a description that somebody may use as a credential. */
export interface WrittenValue {
  readonly at: Pointer;
  readonly text: string;
  readonly message: 'default' | 'fixed' | 'example';
}

export interface Demands {
  readonly examples: boolean;
  readonly minEntropy: number;
}

/** The values of a field that may be credentials. */
export function credentialValuesOf(
  schema: Schema | undefined,
  parameter: Parameter | undefined,
  demands: Demands,
): readonly WrittenValue[] {
  const values: WrittenValue[] = [];
  const add = (at: Pointer, value: unknown, message: WrittenValue['message']): void => {
    if (typeof value === 'string' && isReal(value, message, demands))
      values.push({ at, text: value, message });
  };
  const parts = schema === undefined ? [] : partsOf(schema);
  const types = typesOf(parts);
  if (types.length > 0 && !types.includes('string')) return values;
  for (const part of parts) {
    add(part.at('default'), part.default, 'default');
    if (Array.isArray(part.enum) && part.enum.length === 1)
      add(part.at('enum', 0), part.enum[0], 'fixed');
    add(part.at('const'), part.const, 'fixed');
    add(part.at('example'), part.example, 'example');
    const listed: readonly unknown[] = Array.isArray(part.examples) ? part.examples : [];
    for (const [index, value] of listed.entries())
      add(part.at('examples', index), value, 'example');
  }
  if (parameter !== undefined) {
    add(parameter.at('example'), parameter.example, 'example');
    for (const example of parameter.examples.values())
      add(example.at('value'), example.value, 'example');
  }
  return values;
}

/** Names of schemes and of nothing, which are no credentials. */
const WORDS =
  /^(?:bearer|basic|digest|token|none|null|undefined|default|disabled|enabled|auto|n\/a|-)?\s*$/i;
const SHORTEST_EXAMPLE = 16;
/** A word for a password, blanks, or a JWT, which `secret-jwt` judges. */
const NOT_RANDOM = /pass|\s|^eyJ|^[^0-9]+$/i;

function isReal(
  value: string,
  message: WrittenValue['message'],
  { examples, minEntropy }: Demands,
): boolean {
  if (WORDS.test(value) || isSample(value)) return false;
  if (message !== 'example') return true;
  return (
    examples &&
    value.length >= SHORTEST_EXAMPLE &&
    !NOT_RANDOM.test(value) &&
    entropyOf(value) >= minEntropy
  );
}
