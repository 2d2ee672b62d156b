import { defineRule, directionOf, texts } from 'specgate/rule';
import { ENCRYPTION_EXTENSIONS, isEncrypted } from '../shared/encryption-marks.ts';
import { cardCode } from '../shared/lexicons.ts';
import { isMasked } from '../shared/masking.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { PII_CLASSES } from '../shared/pii.ts';
import { isShortened } from '../shared/shortened-field.ts';
import { holdsText } from '../shared/text-value.ts';

const CLASSES = new Map([
  ...PII_CLASSES,
  ['card-code', { list: cardCode, title: 'a card security code' }],
]);

export default defineRule({
  id: 'sensitive-field-unencrypted',
  title: 'Highly sensitive field has no field-level encryption marker',
  category: 'data-exposure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-311', 'CWE-312', 'OWASP-API3:2023', 'OWASP-API8:2023'],
  tags: ['field-encryption'],
  why: 'TLS ends at gateways, queues and logs; only a value that is encrypted by itself stays unreadable in between.',
  fix: 'Send the field as JWE (RFC 7516), or a token in its place, and say so with `contentMediaType: application/jose` or `x-encrypted: true`.',

  options: {
    classes: texts('The kinds of data that are asked about, as in `url-pii`, and `card-code`.', [
      'government-id',
      'financial',
      'health',
      'card-code',
    ]),
    markers: texts('Extensions that say that a field is encrypted.', ENCRYPTION_EXTENSIONS),
  },
  messages: {
    plain: 'The field "{name}" holds {kind}, and nothing says that it is encrypted.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { options, lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      for (const id of options.classes) {
        const kind = CLASSES.get(id);
        if (kind === undefined) continue;
        for (const { name, schema: property, at } of fieldsIn(schema, kind.list, lexicons)) {
          const { request, response } = directionOf(schema);
          if (!request && !response) return;
          if (!holdsText(property) || isShortened(name, property) || isMasked(property)) continue;
          if (isEncrypted(schema, name, property, options.markers)) continue;
          report(at, 'plain', { name, kind: kind.title });
        }
      }
    },
  },
});
