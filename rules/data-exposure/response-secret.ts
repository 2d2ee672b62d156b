import { defineRule, pathOf, type Schema } from 'specgate/rule';
import { credentialIssueOnce } from '../shared/lexicons.ts';
import { isMasked } from '../shared/masking.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { isMarked } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { leavingOf } from '../shared/returned.ts';
import { definitionNameOf } from '../shared/schema-name.ts';
import { holdsTexts } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'response-secret',
  title: 'Response returns a secret outside its creation',
  category: 'data-exposure',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-522', 'CWE-201', 'OWASP-API3:2023'],
  tags: ['field-encryption'],
  why: 'Everybody who may read the record, or has stolen a token that may, collects credentials that work.',
  fix: 'Show the secret once, in the answer that creates or renews it; afterwards return an id or its last characters.',
  limits:
    'Answers to POST and PUT are fine, and so are paths that are about the secret itself (`/apps/{id}/secret`, `/secrets/{name}`) and client secrets that a payment provider means for browsers.',

  messages: {
    returned: 'Reading returns "{name}", which should be shown once, when it is made.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Schema(schema, { lexicons, report }) {
      const fields = fieldsIn(schema, credentialIssueOnce, lexicons);
      if (fields.length === 0) return;
      const leaving = leavingOf(schema);
      if (leaving?.way !== 'read') return;
      const { operation } = leaving;
      if (operation !== undefined && /secret-scanning/i.test(pathOf(operation))) return;
      for (const { name, schema: property, at } of fields) {
        if (!holdsTexts(property) || isMasked(property) || isForBrowsers(schema, name)) continue;
        if (isMarked(schema, name, 'writeOnly', (head) => leavingOf(head) !== undefined)) continue;
        report({ at, related: related([operation], 'returns it.') }, 'returned', { name });
      }
    },
  },
});

const PAYMENTS = new Set(['intent', 'setup', 'session', 'payment']);

/** With the client secret of a payment, the buyer's browser completes it; it opens nothing else. */
function isForBrowsers(schema: Schema, name: string): boolean {
  if (!/^client_?secret$/i.test(name)) return false;
  for (const other of schema.properties.keys()) if (/^publishable/i.test(other)) return true;
  return tokensOf(definitionNameOf(schema)).some((token) => PAYMENTS.has(token));
}
