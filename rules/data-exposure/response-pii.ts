import { defineRule, type Schema, texts } from 'specgate/rule';
import { isMasked } from '../shared/masking.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { PII_CLASSES } from '../shared/pii.ts';
import { isMarked } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { leavingOf } from '../shared/returned.ts';
import { isClassified } from '../shared/sensitivity.ts';
import { isShortened } from '../shared/shortened-field.ts';
import { holdsText } from '../shared/text-value.ts';

const GRAVE = ['government-id', 'financial', 'health'];

export default defineRule({
  id: 'response-pii',
  title: 'Response exposes high-risk personal data',
  category: 'data-exposure',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-359', 'CWE-213', 'OWASP-API3:2023'],
  tags: ['field-encryption'],
  why: 'Where ordinary answers carry whole numbers of passports, cards or patients, one missing check makes a breach that has to be reported.',
  fix: 'Return masked values, and whole ones from an operation of its own with a scope of its own.',

  options: {
    classes: texts('The kinds of personal data that are asked about, as in `url-pii`.', GRAVE, [
      ...GRAVE,
      'birth',
    ]),
  },
  messages: {
    returned: 'Responses return {kind} in "{name}", with no sign that it is masked.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { options, lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      for (const id of options.classes) {
        const kind = PII_CLASSES.get(id);
        if (kind === undefined) continue;
        for (const { name, schema: property, at } of fieldsIn(schema, kind.list, lexicons)) {
          const leaving = leavingOf(schema);
          if (leaving === undefined) return;
          if (!holdsText(property) || isShown(schema, name, property)) continue;
          report({ at, related: related([leaving.operation], 'returns it.') }, 'returned', {
            name,
            kind: kind.title,
          });
        }
      }
    },
  },
});

/** Whether the author has thought of it: masked, cut, classified, or not returned at all. */
function isShown(owner: Schema, name: string, property: Schema): boolean {
  if (isShortened(name, property) || isMasked(property) || isClassified(owner, property))
    return true;
  return isMarked(owner, name, 'writeOnly', (head) => leavingOf(head) !== undefined);
}
