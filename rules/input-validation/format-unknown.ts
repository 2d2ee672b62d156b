import { defineRule, flag, type Schema, texts, typesOf, wholesOf } from 'specgate/rule';
import { FORMATS } from '../shared/formats.ts';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'format-unknown',
  title: 'Format does not fit its type or is not registered',
  category: 'input-validation',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'CWE-20', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Validators pass over a format that they do not know, or that is made for another type: the check exists on paper only.',
  fix: 'Use a registered format of the type, or a `pattern`.',
  links: ['https://spec.openapis.org/registry/format/'],
  peers: {
    kics: ['general/invalid_format'],
    cherrybomb: ['CheckIntegerType'],
    '42crunch': ['*-unknown-format', '*format-improper'],
    redocly: ['no-schema-type-mismatch'],
    ibm: ['ibm-schema-type-format'],
    zally: ['171'],
  },

  options: {
    additionalFormats: texts('Formats of your own that your validators know.'),
    reportUnregistered: flag('Formats that no registry knows are reported.', false, true),
  },
  messages: {
    mismatch: 'The format "{format}" is not made for "{name}", whose type is {type}.',
    unregistered: 'The format "{format}" of "{name}" is not registered.',
  },

  having: { Schema: ['format'] },
  visit: {
    Schema(schema, { options, report }) {
      const { format } = schema;
      if (format === undefined || options.additionalFormats.includes(format)) return;
      const suitable = FORMATS.get(format);
      if (suitable === undefined) {
        if (!options.reportUnregistered) return;
        report(schema.at('format'), 'unregistered', { format, name: labelOf(schema) });
        return;
      }
      const types = mismatch(schema, suitable);
      if (types === undefined) return;
      report(schema.at('format'), 'mismatch', {
        format,
        name: labelOf(schema),
        type: types.join(' or '),
      });
    },
  },
});

/** The types that values have, if the format is made for none of them in any use of the schema. */
function mismatch(schema: Schema, suitable: readonly string[]): readonly string[] | undefined {
  const uses =
    schema.types.length > 0 ? [schema.types] : wholesOf(schema).map(({ parts }) => typesOf(parts));
  const fits = uses.some(
    (types) => types.length === 0 || types.some((type) => suitable.includes(type)),
  );
  return fits ? undefined : uses[0];
}
