import { type Bound, defineRule, partsOf, type Schema } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'constraint-range-invalid',
  title: 'Lower limit exceeds upper limit',
  category: 'input-validation',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'CWE-1284', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'No value can pass, so that either the endpoint is dead or validation is switched off somewhere.',
  fix: 'Correct the limits; both may be the same, and none may be negative where lengths and numbers of items are meant.',
  peers: {
    kics: ['general/property_defining_maximum_not_greater_than_minimum'],
    '42crunch': ['*validation-property-greater', '*validation-property-overflow'],
    redocly: ['no-mixed-number-range-constraints'],
    ibm: [
      'ibm-property-attributes',
      'ibm-string-attributes',
      'ibm-integer-attributes',
      'ibm-array-attributes',
    ],
    zally: ['S007'],
  },

  messages: {
    empty: 'No value of "{name}" passes: `{lower}` is {least}, and `{upper}` is {most}.',
    negative: '`{keyword}` of "{name}" is negative.',
  },

  visit: {
    Schema(schema, { report }) {
      const parts = partsOf(schema);
      if (parts.length === 1 && !hasLimits(schema)) return;
      for (const range of [...COUNTS.map((names) => counts(parts, names)), numbers(parts)]) {
        if (range === undefined || !isEmptyRange(range)) continue;
        // A pair that a single part has is reported there.
        if (range.lower.part === range.upper.part && range.lower.part !== schema) continue;
        report(range.lower.part.at(range.lower.keyword), 'empty', {
          name: labelOf(schema),
          lower: range.lower.keyword,
          least: range.lower.value,
          upper: range.upper.keyword,
          most: range.upper.value,
        });
      }
      for (const keyword of LENGTHS) {
        const value = schema[keyword];
        if (value === undefined || value >= 0) continue;
        report(schema.at(keyword), 'negative', { name: labelOf(schema), keyword });
      }
    },
  },
});

const COUNTS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
] as const;
const LENGTHS = COUNTS.flat();

/** A limit, and who sets it. */
interface Limit extends Bound {
  readonly keyword: string;
  readonly part: Schema;
}

interface Range {
  readonly lower: Limit;
  readonly upper: Limit;
}

/** Whether there is an upper limit at all; without one no range is empty. Asked of every schema, so without making anything. */
function hasLimits({ raw }: Schema): boolean {
  return (
    raw.maxLength !== undefined ||
    raw.maximum !== undefined ||
    raw.maxItems !== undefined ||
    raw.exclusiveMaximum !== undefined ||
    raw.maxProperties !== undefined ||
    raw.maxContains !== undefined ||
    raw.minLength !== undefined ||
    raw.minItems !== undefined ||
    raw.minProperties !== undefined ||
    raw.minContains !== undefined
  );
}

function isEmptyRange({ lower, upper }: Range): boolean {
  if (lower.value !== upper.value) return lower.value > upper.value;
  return lower.exclusive || upper.exclusive;
}

/** The tightest pair of two keywords over parts that hold together. */
function counts(parts: readonly Schema[], [min, max]: (typeof COUNTS)[number]): Range | undefined {
  const limits = (keyword: typeof min | typeof max): readonly Limit[] =>
    parts.flatMap((part) => {
      const value = part[keyword];
      return value === undefined ? [] : [{ value, exclusive: false, keyword, part }];
    });
  return tightest(limits(min), limits(max));
}

function numbers(parts: readonly Schema[]): Range | undefined {
  const limits = (
    side: 'lower' | 'upper',
    inclusive: 'minimum' | 'maximum',
    exclusive: string,
  ): readonly Limit[] =>
    parts.flatMap((part) => {
      const bound = part[side];
      if (bound === undefined) return [];
      return [{ ...bound, part, keyword: part[inclusive] === bound.value ? inclusive : exclusive }];
    });
  return tightest(
    limits('lower', 'minimum', 'exclusiveMinimum'),
    limits('upper', 'maximum', 'exclusiveMaximum'),
  );
}

function tightest(lowers: readonly Limit[], uppers: readonly Limit[]): Range | undefined {
  const lower = lowers.reduce<Limit | undefined>(
    (best, limit) => (best === undefined || limit.value > best.value ? limit : best),
    undefined,
  );
  const upper = uppers.reduce<Limit | undefined>(
    (best, limit) => (best === undefined || limit.value < best.value ? limit : best),
    undefined,
  );
  return lower === undefined || upper === undefined ? undefined : { lower, upper };
}
