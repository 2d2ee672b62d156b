import type { Response, Schema } from 'specgate/rule';
import {
  credentialIssueOnce,
  credentialNeverReturn,
  piiFinancial,
  piiGovernmentId,
  piiHealth,
} from './lexicons.ts';
import { isMasked } from './masking.ts';
import { fieldsIn } from './named-fields.ts';
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
/** Larger answers are not looked through to the end. */
const MOST = 2000;

/** Whether a response returns a credential or grave personal data in the clear, however deep. */
export function isSensitiveAnswer(response: Response, lexicons: Lexicons): boolean {
  const seen = new Set<Schema>();
  for (const { schema, itemSchema } of response.content.values()) {
    for (const start of [schema, itemSchema]) if (start !== undefined) seen.add(start);
  }
  // A set goes on over what is added meanwhile.
  for (const schema of seen) {
    if (schema.writeOnly === true) continue;
    if (holdsSensitive(schema, lexicons)) return true;
    if (seen.size < MOST) for (const child of childrenOf(schema)) seen.add(child);
  }
  return false;
}

function holdsSensitive(schema: Schema, lexicons: Lexicons): boolean {
  return LISTS.some((list) =>
    fieldsIn(schema, list, lexicons).some(
      ({ name, schema: property }) =>
        property.writeOnly !== true &&
        holdsText(property) &&
        !isMasked(property) &&
        !isShortened(name, property),
    ),
  );
}
