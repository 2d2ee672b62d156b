import { defineRule, isInbound, partsOf, typesOf } from 'specgate/rule';
import { essenceOf, isJson } from '../shared/media-types.ts';

export default defineRule({
  id: 'response-array-toplevel',
  title: 'Success response is a bare array',
  category: 'data-exposure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-213', 'OWASP-API3:2023', 'OWASP-API4:2023'],
  tags: ['governance'],
  why: 'A bare array has no room for pages and limits later on, and old browsers gave it to foreign sites as a script.',
  fix: 'Return an object that has the list in a property, as in `{ "items": [] }`.',
  aggregate: 'document',
  peers: { ibm: ['ibm-no-array-responses'], zally: ['110'] },

  messages: {
    array: 'The response is a bare array.',
  },

  visit: {
    Operation(operation, { report, eligible }) {
      if (operation.method !== 'get' || !isInbound(operation)) return;
      for (const [status, response] of operation.responses) {
        if (!status.startsWith('2')) continue;
        let isCounted = false;
        for (const mediaType of response.content.values()) {
          const { name, schema, itemSchema } = mediaType;
          if (!isJson(name) || LINES.test(essenceOf(name)) || itemSchema !== undefined) continue;
          // In 2.0, one schema holds for all media types.
          if (!isCounted || operation.api.version !== '2.0') eligible();
          isCounted = true;
          const types = schema === undefined ? [] : typesOf(partsOf(schema));
          if (types.length !== 1 || types[0] !== 'array') continue;
          const holder = operation.api.version === '2.0' ? response : mediaType;
          report(holder.at('schema'), 'array');
        }
      }
    },
  },
});

/** A value a line (JSON Lines), or after a separator (RFC 7464): the list is that of the lines. */
const LINES = /(?:jsonl|ndjson|jsonlines|json-seq)$/;
