import { fact, type Operation, Schema } from 'specgate/rule';
import { piiFinancial, piiHealth } from './lexicons.ts';
import { fieldsIn } from './named-fields.ts';
import type { Lexicons } from './words.ts';

/** A body with more schemas than this is not read to its end. */
const MOST_SCHEMAS = 300;

/** The schemas of an operation's request and response bodies, and what is below them. */
const bodySchemas: (operation: Operation) => readonly Schema[] = fact((operation: Operation) => {
  const found = new Set<Schema>();
  const contents = [operation.requestBody, ...operation.responses.values()];
  for (const body of contents) {
    for (const { schema } of body?.content.values() ?? [])
      if (schema !== undefined) found.add(schema);
  }
  // A set goes on over what is added meanwhile.
  for (const schema of found) {
    if (found.size > MOST_SCHEMAS) break;
    for (const slot of Object.values(schema.slots ?? {})) {
      if (slot instanceof Schema) found.add(slot);
      else if (slot instanceof Map || Array.isArray(slot)) {
        for (const child of slot.values()) if (child instanceof Schema) found.add(child);
      }
    }
  }
  return [...found];
});

/** Which kind of sensitive data the bodies of an operation name, if any. */
export function sensitiveDataOf(
  operation: Operation,
  lexicons: Lexicons,
): ReadonlySet<'financial' | 'health'> {
  const found = new Set<'financial' | 'health'>();
  for (const schema of bodySchemas(operation)) {
    if (fieldsIn(schema, piiFinancial, lexicons).length > 0) found.add('financial');
    if (fieldsIn(schema, piiHealth, lexicons).length > 0) found.add('health');
  }
  return found;
}
