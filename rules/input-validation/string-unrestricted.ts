import { defineRule, type Schema, texts } from 'specgate/rule';
import { isBinary } from '../shared/binary.ts';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { FORMATS } from '../shared/formats.ts';
import { endsWithOneOf } from '../shared/free-form.ts';
import { labelOf } from '../shared/label.ts';
import { isUnlimited } from '../shared/unlimited.ts';

export default defineRule({
  id: 'string-unrestricted',
  title: 'String accepts any content',
  category: 'input-validation',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-20', 'CWE-1286', 'OWASP-API8:2023'],
  tags: ['input-validation', 'schema-validation'],
  why: 'Without a rule for its form, a text may be anything, code for an injection included, and still passes validation.',
  fix: 'Add a `pattern`, a registered `format` or an `enum`.',
  peers: {
    kics: ['general/pattern_undefined'],
    'spectral-owasp': ['owasp:api4:2023-string-restricted'],
    vacuum: ['owasp-string-restricted'],
    cherrybomb: ['CheckStrAttrs'],
    '42crunch': ['*-string-pattern'],
    ibm: ['ibm-string-attributes'],
  },

  aggregate: 'document',
  aggregateFrom: 5,
  options: {
    directions,
    freeTextNames: texts(
      'Last words of names whose values are prose, which no pattern describes.',
      [
        'description',
        'comment',
        'comments',
        'note',
        'notes',
        'message',
        'title',
        'name',
        'label',
        'text',
        'subject',
        'body',
        'content',
        'summary',
      ],
    ),
  },
  messages: {
    unrestricted: 'The text "{name}" may be anything: it has no `pattern`, `format` or `enum`.',
  },

  having: { Schema: ['type'] },
  visit: {
    Schema(schema, { options, report, eligible }) {
      if (!schema.types.includes('string') || !isAsked(schema, options.directions)) return;
      eligible();
      if (isRestricted(schema) || !isUnlimited(schema, isRestricted)) return;
      const name = labelOf(schema);
      if (endsWithOneOf(name, options.freeTextNames)) return;
      report(weighed(schema, schema.at('type')), 'unrestricted', { name });
    },
  },
});

function isRestricted(part: Schema): boolean {
  return (
    part.pattern !== undefined ||
    isOfTexts(part.format) ||
    part.values !== undefined ||
    part.contentMediaType !== undefined ||
    isBinary(part)
  );
}

/** Whether a format says anything of texts: `int32` is for numbers, and passes every text. */
function isOfTexts(format: string | undefined): boolean {
  return format !== undefined && (FORMATS.get(format)?.includes('string') ?? true);
}
