import { defineRule, flag, isSent, partsOf, type Schema } from 'specgate/rule';
import { serverManagedField } from '../shared/lexicons.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { isMarked, isSaidReadOnly } from '../shared/property-marks.ts';
import { recordWrites } from '../shared/record-writes.ts';
import { related } from '../shared/related.ts';
import { leavingOf } from '../shared/returned.ts';
import { definitionNameOf } from '../shared/schema-name.ts';
import { holdsScalar } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'mass-assignment-server-managed',
  title: 'Server-managed field is writable',
  category: 'authorization',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-915', 'OWASP-API3:2023'],
  tags: ['input-validation'],
  why: 'A caller who sends dates, authors or ids of her choice forges the history of a record, or overwrites the record of somebody else.',
  fix: 'Mark the field `readOnly: true`, or split the schema into one for input and one for output.',
  limits:
    'Asked only of schemas that are both sent and returned. Imports, synchronisation and events are fine, and so is a PUT that creates.',

  options: {
    reportId: flag(
      'An `id` in a body is reported as well, where the server or the path gives it.',
      true,
    ),
  },
  messages: {
    field: 'Clients can set "{name}", which the server should set.',
    id: 'Clients can set "id" in the body, although the server or the path gives it.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { options, lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      const fields = fieldsIn(schema, serverManagedField, lexicons);
      const id = options.reportId ? schema.properties.get('id') : undefined;
      if ((fields.length === 0 && id === undefined) || leavingOf(schema) === undefined) return;
      if (isRecordOfEvents(schema)) return;
      const { any, withId } = recordWrites(schema.api);
      const operation = any.get(schema)?.operation;
      if (operation === undefined) return;
      for (const { name, at, schema: property } of fields) {
        if (!holdsScalar(property) && !isSwitch(property)) continue;
        if (isSaidReadOnly(property) || isMarked(schema, name, 'readOnly', isSent)) continue;
        report({ at, related: related([operation], 'accepts it.') }, 'field', { name });
      }
      const writer = withId.get(schema)?.operation;
      if (id === undefined || writer === undefined || !holdsScalar(id)) return;
      if (isSaidReadOnly(id) || isMarked(schema, 'id', 'readOnly', isSent)) return;
      report(
        { at: schema.at('properties', 'id'), related: related([writer], 'accepts it.') },
        'id',
      );
    },
  },
});

/** `is_deleted` */
function isSwitch(property: Schema): boolean {
  return partsOf(property).some(({ types }) => types.includes('boolean'));
}

const EVENTS = new Set([
  'event',
  'events',
  'message',
  'messages',
  'webhook',
  'log',
  'notification',
]);

/** What happened elsewhere is told with its own dates and ids. */
function isRecordOfEvents(schema: Schema): boolean {
  return tokensOf(definitionNameOf(schema)).some((token) => EVENTS.has(token));
}
