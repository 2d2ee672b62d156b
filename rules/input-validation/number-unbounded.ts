import { defineRule, flag, type Schema, texts } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { labelOf } from '../shared/label.ts';
import { hasLower, hasUpper, isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'number-unbounded',
  title: 'Number has no lower or upper bound',
  category: 'input-validation',
  severity: { recommended: 'off', strict: 'medium' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-1284', 'CWE-770', 'OWASP-API4:2023', 'OWASP-API8:2023'],
  tags: ['input-validation', 'schema-validation'],
  why: 'Negative or enormous numbers end up in loops, allocations, prices and offsets that nobody made for them.',
  fix: 'State `minimum` and `maximum`.',
  limits: 'The size of a page is left to `page-size-unbounded` where that rule reports it.',
  peers: {
    kics: ['general/numeric_schema_without_maximum', 'general/numeric_schema_without_minimum'],
    'spectral-owasp': ['owasp:api4:2023-integer-limit', 'owasp:api4:2023-integer-limit-legacy'],
    vacuum: ['owasp-integer-limit'],
    cherrybomb: ['CheckIntAttrs', 'active:CheckMinMax'],
    '42crunch': ['*-numerical-max', '*-numerical-min'],
    ibm: ['ibm-integer-attributes'],
    zally: ['S006'],
  },

  aggregate: 'document',
  aggregateFrom: 5,
  options: {
    directions,
    formatImpliesRange: flag(
      'Formats of at most 32 bits, as `int32`, count as bounds, although many validators do not ask them.',
      true,
      false,
    ),
    types: texts('The types that are asked about.', ['integer', 'number']),
  },
  messages: {
    both: 'The number "{name}" has neither a minimum nor a maximum.',
    lower: 'The number "{name}" has no minimum.',
    upper: 'The number "{name}" has no maximum.',
  },

  having: { Schema: ['type'] },
  visit: {
    Schema(schema, { options, report, eligible }) {
      const { types } = schema;
      if (types.length === 0 || !options.types.some((type) => types.includes(type))) return;
      if (!isAsked(schema, options.directions)) return;
      eligible();
      if (hasLower(schema) && hasUpper(schema)) return;
      const isRanged = (part: Schema): boolean =>
        part.values !== undefined || (options.formatImpliesRange && SMALL.has(part.format));
      const lacksLower = isUnlimited(schema, (part) => hasLower(part) || isRanged(part));
      const lacksUpper = isUnlimited(schema, (part) => hasUpper(part) || isRanged(part));
      if (!lacksLower && !lacksUpper) return;
      const message = lacksLower && lacksUpper ? 'both' : lacksLower ? 'lower' : 'upper';
      report(weighed(schema, schema.at('type')), message, { name: labelOf(schema) });
    },
  },
});

/** Formats of the registry with a range that a counter or a price may well have. */
const SMALL = new Set<string | undefined>(['int8', 'int16', 'int32', 'uint8', 'uint16', 'uint32']);
