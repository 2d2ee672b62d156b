import { defineRule, partsSentIn, REQUEST_PARTS, type Schema, texts } from 'specgate/rule';
import { isBinary } from '../shared/binary.ts';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { labelOf } from '../shared/label.ts';
import { limitsLength } from '../shared/regex/limits-length.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'string-unbounded',
  title: 'String has no maximum length',
  category: 'input-validation',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-770', 'CWE-1284', 'OWASP-API4:2023', 'OWASP-API8:2023'],
  tags: ['input-validation', 'schema-validation'],
  why: 'A text of any size is accepted: it can exhaust memory, overflow a database column and give room to injected code.',
  fix: 'Set `maxLength` to what the business needs.',
  limits: 'Uploads, and whatever else is binary, are left to `upload-size-unbounded`.',
  peers: {
    kics: ['general/maximum_length_undefined'],
    'spectral-owasp': ['owasp:api4:2023-string-limit'],
    vacuum: ['owasp-string-limit'],
    cherrybomb: ['CheckStrAttrs', 'active:CheckStringMaxLength'],
    '42crunch': ['*-string-maxlength'],
    redocly: ['cookbook/rule/limit-string-length'],
    ibm: ['ibm-string-attributes'],
    zally: ['S007'],
  },

  aggregate: 'document',
  aggregateFrom: 5,
  options: {
    directions,
    formatsThatLimit: texts('Formats whose values have a limited length by themselves.', [
      'date',
      'date-time',
      'time',
      'uuid',
      'ipv4',
      'ipv6',
      'duration',
    ]),
    locations: texts(
      'Parts of a request that are asked about: `path`, `query`, `header`, `cookie`, `body`.',
      REQUEST_PARTS,
    ),
  },
  messages: {
    unlimited: 'The text "{name}" may be of any length: it has no `maxLength`.',
  },

  having: { Schema: ['type'] },
  visit: {
    Schema(schema, { options, report, eligible }) {
      if (!schema.types.includes('string') || !isAsked(schema, options.directions)) return;
      if (isElsewhere(schema, options.locations)) return;
      eligible();
      const isLimited = (part: Schema): boolean =>
        part.maxLength !== undefined ||
        part.values !== undefined ||
        isBinary(part) ||
        (part.format !== undefined && options.formatsThatLimit.includes(part.format)) ||
        (part.pattern !== undefined && limitsLength(part.pattern));
      if (isLimited(schema) || !isUnlimited(schema, isLimited)) return;
      report(weighed(schema, schema.at('type')), 'unlimited', { name: labelOf(schema) });
    },
  },
});

/** Whether the schema is sent, and only in parts of requests that are not asked about. */
function isElsewhere(schema: Schema, asked: readonly string[]): boolean {
  if (REQUEST_PARTS.every((part) => asked.includes(part))) return false;
  const parts = partsSentIn(schema);
  return parts.length > 0 && !parts.some((part) => asked.includes(part));
}
