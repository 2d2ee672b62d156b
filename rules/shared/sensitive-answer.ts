import type { Response, Schema } from 'specgate/rule';
import {
  credentialIssueOnce,
  credentialNeverReturn,
  piiFinancial,
  piiGovernmentId,
  piiHealth,
} from './lexicons.ts';
import { isMasked } from './masking.ts';
import { fieldsInAny } from './named-fields.ts';
import { isShortened } from './shortened-field.ts';
import { childrenOf } from './spread.ts';
import { holdsText } from './text-value.ts';
import type { Lexicons } from './words.ts';

const LISTS = [
  credentialNeverReturn,
  credentialIssueOnce,
  piiGovernmentId,
  piiFinancial,
  piiHealth,
];
/** Schemas that lead to nothing sensitive, so that what many answers share is looked through once. */
const harmless = new WeakMap<Lexicons, WeakSet<Schema>>();

/** Whether a response returns a credential or grave personal data in the clear, however deep. */
export function isSensitiveAnswer(response: Response, lexicons: Lexicons): boolean {
  const known = harmless.get(lexicons) ?? new WeakSet();
  harmless.set(lexicons, known);
  const seen = new Set<Schema>();
  const add = (schema: Schema | undefined): void => {
    if (schema !== undefined && !known.has(schema) && schema.writeOnly !== true) seen.add(schema);
  };
  for (const { schema, itemSchema } of response.content.values()) {
    add(schema);
    add(itemSchema);
  }
  // A set goes on over what is added meanwhile.
  for (const schema of seen) {
    if (holdsSensitive(schema, lexicons)) return true;
    for (const child of childrenOf(schema)) add(child);
  }
  for (const schema of seen) known.add(schema);
  return false;
}

function holdsSensitive(schema: Schema, lexicons: Lexicons): boolean {
  return fieldsInAny(schema, LISTS, lexicons).some(
    ({ name, schema: property }) =>
      property.writeOnly !== true &&
      holdsText(property) &&
      !isMasked(property) &&
      !isShortened(name, property),
  );
}
