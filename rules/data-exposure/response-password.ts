import { defineRule, isSent, propertiesOf, type Schema } from 'specgate/rule';
import { credentialNeverReturn } from '../shared/lexicons.ts';
import { isMasked } from '../shared/masking.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { isMarked } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { type Leaving, leavingOf } from '../shared/returned.ts';
import { holdsText } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'response-password',
  title: 'Response returns a password or card security code',
  category: 'data-exposure',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-522', 'CWE-201', 'OWASP-API3:2023', 'OWASP-API2:2023'],
  tags: ['field-encryption'],
  why: 'A password that can be read back is stored in a form that can be stolen, and every log, cache and client of the answer now holds it.',
  fix: 'Remove the field from what is returned, or mark it `writeOnly: true` if it is only ever sent to the API.',
  limits:
    'Passwords that are meant to be passed on (of meetings, rooms, shared links, guest networks) are not reported, nor those that the API makes up and tells once, nor those whose description says that the value is masked.',

  messages: {
    returned: 'Responses return "{name}", which nobody should be able to read back.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { lexicons, report }) {
      const fields = fieldsIn(schema, credentialNeverReturn, lexicons);
      if (fields.length === 0) return;
      const leaving = leavingOf(schema);
      if (leaving === undefined) return;
      for (const { name, schema: property, at } of fields) {
        if (!holdsText(property) || isPassedOn(name) || isMasked(property)) continue;
        if (isPostcode(schema, name) || isIssued(schema, name, leaving)) continue;
        if (isMarked(schema, name, 'writeOnly', (head) => leavingOf(head) !== undefined)) continue;
        report({ at, related: related([leaving.operation], 'returns it.') }, 'returned', { name });
      }
    },
  },
});

const PASSED_ON = new Set(['meeting', 'share', 'shared', 'room', 'wifi', 'ppp', 'guest']);

function isPassedOn(name: string): boolean {
  return tokensOf(name).some((token) => PASSED_ON.has(token));
}

/** In India, the pin code is part of an address. */
function isPostcode(schema: Schema, name: string): boolean {
  return (
    /pin(?:_?code)?$/i.test(name) &&
    ['city', 'state', 'country', 'district', 'address'].some((other) =>
      schema.properties.has(other),
    )
  );
}

/** Whether the API makes the value up and tells it once, or is asked for nothing else. */
function isIssued(schema: Schema, name: string, { way, operation }: Leaving): boolean {
  if (way !== 'answered') return false;
  if (isSent(schema)) return false;
  for (const { schema: body } of operation?.requestBody?.content.values() ?? []) {
    if (body !== undefined && propertiesOf(body).has(name)) return false;
  }
  return true;
}
