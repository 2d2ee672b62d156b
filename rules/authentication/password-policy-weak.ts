import {
  type Context,
  defineRule,
  integer,
  type Pointer,
  partsOf,
  type Schema,
  typesOf,
} from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { type PasswordField, passwordFieldsOf } from '../shared/password-fields.ts';
import { isCalled } from '../shared/protection.ts';

const options = {
  minLength: integer('The shortest password that is long enough.', 8, { minimum: 1 }),
  maxLength: integer('The longest password that must be possible.', 64, { minimum: 1 }),
};

const messages = {
  unlimited: 'The password "{name}" may be of any length, one character included.',
  short: 'The password "{name}" may have only {length}.',
  ceiling: 'The password "{name}" can have no more than {length}.',
  alphabet: 'The password "{name}" may hold letters and digits only.',
} as const;

export default defineRule({
  id: 'password-policy-weak',
  title: 'Password is limited too little, or too tightly',
  category: 'authentication',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-521', 'OWASP-API2:2023'],
  tags: ['input-validation'],
  why: 'Short passwords are guessed; a low ceiling or a small alphabet keeps people from whole sentences and password managers.',
  fix: 'Write `minLength: 8` or more (15 where there is no second factor) and `maxLength: 64` or more, without a pattern.',
  links: ['https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver'],
  limits:
    'Asked where passwords are chosen, as in registrations and resets, not at logins: these must accept old ones.',

  options,
  messages,

  visit: {
    Operation(operation, context) {
      if (!isCalled(operation)) return;
      for (const field of passwordFieldsOf(operation)) judge(field, context);
    },
  },
});

type Settings = { readonly minLength: number; readonly maxLength: number };

function judge({ name, schema }: PasswordField, context: Context<typeof messages, Settings>): void {
  const { options: limits, report } = context;
  const parts = partsOf(schema);
  const types = typesOf(parts);
  if (types.length > 0 && !types.includes('string')) return;
  if (parts.some(({ values }) => values !== undefined)) return;
  const shortest = limitOf(parts, 'minLength', Math.max);
  const longest = limitOf(parts, 'maxLength', Math.min);
  const narrow = parts.find(({ pattern }) => pattern !== undefined && isNarrow(pattern));
  if (
    shortest === undefined &&
    !parts.some(({ pattern }) => pattern !== undefined && demandsLength(pattern))
  )
    report(schema, 'unlimited', { name });
  if (shortest !== undefined && shortest.value < limits.minLength)
    report(shortest.at, 'short', { name, length: counted(shortest.value, 'character') });
  if (longest !== undefined && longest.value < limits.maxLength)
    report(longest.at, 'ceiling', { name, length: counted(longest.value, 'character') });
  if (narrow !== undefined) report(narrow.at('pattern'), 'alphabet', { name });
}

interface Limit {
  readonly value: number;
  readonly at: Pointer;
}

/** The tightest of a limit over schemas that hold together. */
function limitOf(
  parts: readonly Schema[],
  field: 'minLength' | 'maxLength',
  tighter: (a: number, b: number) => number,
): Limit | undefined {
  let found: Limit | undefined;
  for (const part of parts) {
    const value = part[field];
    if (value === undefined || (found !== undefined && tighter(value, found.value) === found.value))
      continue;
    found = { value, at: part.at(field) };
  }
  return found;
}

/** One class of letters and digits, repeated, is all that the pattern lets through. */
function isNarrow(pattern: string): boolean {
  return /^\^?(?:\[(?:a-z|A-Z|0-9|\\d|\\w|_)+\]|\\w)(?:[+*]|\{\d*,?\d*\})\$?$/.test(pattern);
}

/** A count at the end of a pattern, as `^.{12,}$`, is a length. */
function demandsLength(pattern: string): boolean {
  return /\{\d+(?:,\d*)?\}\)?\$?$/.test(pattern);
}
