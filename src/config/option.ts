import type { Option } from '../rule/options.ts';

/** Whether a value is one that the option takes. */
export function isOption(value: unknown, option: Option<unknown>): boolean {
  switch (option.type) {
    case 'flag':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'choice':
      return typeof value === 'string' && (option.choices ?? []).includes(value);
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || (option.type === 'integer' && !Number.isInteger(value)))
        return false;
      return value >= (option.minimum ?? -Infinity) && value <= (option.maximum ?? Infinity);
    }
  }
}

/** What an option takes, to complete a sentence. */
export function optionWords(option: Option<unknown>): string {
  if (option.type === 'flag') return 'true or false';
  if (option.type === 'texts') return 'a list of texts';
  if (option.type === 'choice') return `one of ${(option.choices ?? []).join(', ')}`;
  const bounds = [
    option.minimum === undefined ? '' : ` from ${option.minimum}`,
    option.maximum === undefined ? '' : ` up to ${option.maximum}`,
  ].join('');
  return `${option.type === 'integer' ? 'a whole number' : 'a number'}${bounds}`;
}
