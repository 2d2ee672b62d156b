import { defineRule, directionOf, flag, texts } from 'specgate/rule';
import { walked } from '../shared/document-walk.ts';
import { credentialInUrl, credentialIssueOnce, credentialNeverReturn } from '../shared/lexicons.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { PII_CLASSES } from '../shared/pii.ts';
import { isClassified, SENSITIVITY_EXTENSIONS } from '../shared/sensitivity.ts';
import { holdsText } from '../shared/text-value.ts';

const LISTS = [
  credentialNeverReturn,
  credentialIssueOnce,
  credentialInUrl,
  ...[...PII_CLASSES.values()].map(({ list }) => list),
];

export default defineRule({
  id: 'sensitive-field-unclassified',
  title: 'Sensitive field lacks a data classification',
  category: 'data-exposure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-1059', 'CWE-200', 'OWASP-API3:2023', 'OWASP-API9:2023'],
  tags: ['field-encryption', 'governance'],
  why: 'Gateways and loggers that hide values do so by such marks; a field that was forgotten slips through.',
  fix: 'Mark the field as the others are, for example with `x-data-classification: restricted`.',
  limits:
    'Asked only where the description classifies some field already, unless `requireEverywhere` is set.',

  options: {
    requireEverywhere: flag('Asked as well of descriptions that classify nothing.', false),
    extensions: texts('Extensions that classify a field.', SENSITIVITY_EXTENSIONS),
  },
  messages: {
    unclassified: 'Other fields say how sensitive they are, and "{name}" does not.',
    missing: 'The field "{name}" does not say how sensitive it is.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { options, lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      const used = walked(schema.api).extensions;
      const isUsed = options.extensions.some((extension) => used.has(extension));
      if (!isUsed && !options.requireEverywhere) return;
      const seen = new Set<string>();
      for (const list of LISTS) {
        for (const { name, schema: property, at } of fieldsIn(schema, list, lexicons)) {
          if (seen.has(name) || !holdsText(property)) continue;
          seen.add(name);
          const { request, response } = directionOf(schema);
          if (!request && !response) return;
          if (isClassified(schema, property, options.extensions)) continue;
          report(at, isUsed ? 'unclassified' : 'missing', { name });
        }
      }
    },
  },
});
