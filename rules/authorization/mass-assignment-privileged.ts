import {
  type Api,
  defineRule,
  fact,
  inboundOperations,
  integer,
  isSent,
  operationOf,
  pathOf,
  type Schema,
} from 'specgate/rule';
import { privilegedField } from '../shared/lexicons.ts';
import { fieldsIn, formField } from '../shared/named-fields.ts';
import { isMarked, isSaidReadOnly } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { leavingOf } from '../shared/returned.ts';
import { isAboutRights, isOnOwnAccount, isPrivilege } from '../shared/rights.ts';
import { definitionNameOf } from '../shared/schema-name.ts';
import { bodiesOf, type Written, writtenSchemas } from '../shared/written-schemas.ts';

const MOST_DEPTH = 5;

export default defineRule({
  id: 'mass-assignment-privileged',
  title: 'Request body lets callers set a privileged field',
  category: 'authorization',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-915', 'OWASP-API3:2023'],
  tags: ['input-validation'],
  why: 'Where a body is copied into the record as it comes, a user makes herself an administrator, or changes her balance, by sending one field more.',
  fix: 'Mark the field `readOnly: true`, or give the operation an input schema of its own that lacks it and has `additionalProperties: false`.',

  options: {
    maxDepth: integer('How many steps below the body fields are asked about.', 2, {
      minimum: 1,
      maximum: MOST_DEPTH,
    }),
  },
  messages: {
    shared: 'Clients can set the privileged field "{name}", which the API also returns.',
    own: 'Callers can set the privileged field "{name}" on their own account.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { options, lexicons, report }) {
      const fields = fieldsIn(schema, privilegedField, lexicons);
      if (fields.length === 0 || !isSent(schema)) return;
      const { any, own } = writes(schema.api)(options.maxDepth);
      const byOwn = own.get(schema)?.operation;
      const operation = byOwn ?? (leavingOf(schema) && any.get(schema)?.operation);
      if (operation === undefined) return;
      const context = `${definitionNameOf(schema)} ${schema.key} ${pathOf(operation)}`;
      for (const field of fields) {
        if (!isPrivilege(field, context)) continue;
        if (isSaidReadOnly(field.schema) || isMarked(schema, field.name, 'readOnly', isSent))
          continue;
        const place = { at: field.at, related: related([operation], 'accepts it.') };
        report(place, byOwn === undefined ? 'shared' : 'own', { name: field.name });
      }
    },
    Parameter(parameter, { lexicons, report }) {
      const field = formField(parameter, privilegedField, lexicons);
      const operation = operationOf(parameter);
      if (field === undefined || operation === undefined || !isOnOwnAccount(operation)) return;
      if (isPrivilege(field, pathOf(operation)))
        report(parameter.at('name'), 'own', { name: field.name });
    },
  },
});

const METHODS = new Set(['post', 'put', 'patch']);

interface Writes {
  readonly any: ReadonlyMap<Schema, Written>;
  readonly own: ReadonlyMap<Schema, Written>;
}

/** The schemas that clients write with any operation that is not about privileges, and those with one on their own account. */
const writes = fact((api: Api) => {
  const operations = inboundOperations(api).filter(
    (operation) => METHODS.has(operation.method) && !isAboutRights(operation),
  );
  const all = operations.flatMap(bodiesOf);
  const ofOwn = operations.filter(isOnOwnAccount).flatMap(bodiesOf);
  const byDepth = new Map<number, Writes>();
  return (depth: number): Writes => {
    const known = byDepth.get(depth);
    if (known !== undefined) return known;
    const made = { any: writtenSchemas(all, depth), own: writtenSchemas(ofOwn, depth) };
    byDepth.set(depth, made);
    return made;
  };
});
