import { defineRule, isSent, partsOf, type Schema } from 'specgate/rule';
import { isAsked } from '../shared/asked-parameters.ts';
import { credentialIssueOnce, credentialNeverReturn } from '../shared/lexicons.ts';
import { fieldsIn, formField } from '../shared/named-fields.ts';
import { isMarked } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { isClassified } from '../shared/sensitivity.ts';
import { isSentByClients, senderOf } from '../shared/sent.ts';
import { holdsText } from '../shared/text-value.ts';

const LISTS = [credentialNeverReturn, credentialIssueOnce];

export default defineRule({
  id: 'secret-field-unmarked',
  title: 'Secret input field is not marked as such',
  category: 'data-exposure',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-532', 'CWE-1059', 'OWASP-API8:2023'],
  tags: ['field-encryption'],
  why: 'Consoles, logs, mocks and generated code decide by such marks whether to hide a value; without one they show the secret.',
  fix: 'Add `format: password`, and from OpenAPI 3.0 on `writeOnly: true` where the field is never returned.',

  messages: {
    unmarked:
      'Nothing marks the secret "{name}" as one: neither `format: password` nor `writeOnly`.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      for (const list of LISTS) {
        for (const { name, schema: property, at } of fieldsIn(schema, list, lexicons)) {
          if (!isSentByClients(schema)) return;
          if (!holdsText(property) || isHidden(property) || isClassified(schema, property))
            continue;
          if (
            isMarked(schema, name, 'writeOnly', isSent) ||
            isMarked(schema, name, 'readOnly', isSent)
          )
            continue;
          report({ at, related: related([senderOf(schema)], 'accepts it.') }, 'unmarked', { name });
        }
      }
    },
    Parameter(parameter, { lexicons, report }) {
      for (const list of LISTS) {
        const field = formField(parameter, list, lexicons);
        if (field === undefined || !isAsked(parameter) || !holdsText(field.schema)) continue;
        if (isHidden(field.schema) || isClassified(field.schema, field.schema)) continue;
        report(parameter.at('name'), 'unmarked', { name: field.name });
      }
    },
  },
});

function isHidden(property: Schema): boolean {
  return partsOf(property).some(({ format }) => format === 'password');
}
