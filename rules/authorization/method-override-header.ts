import { defineRule } from 'specgate/rule';
import { askersOf, isAsked } from '../shared/asked-parameters.ts';
import { related } from '../shared/related.ts';
import { isSentByClients, senderOf } from '../shared/sent.ts';

const HEADERS = new Set(['x-http-method-override', 'x-http-method', 'x-method-override']);
const FIELDS = ['_method', 'x-http-method-override'];

export default defineRule({
  id: 'method-override-header',
  title: 'HTTP method can be overridden by the caller',
  category: 'authorization',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-650', 'OWASP-API5:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Gateways, filters and scopes decide by the method that they see, while the application carries out the one that hides in the request.',
  fix: 'Drop the override, and offer the real method.',

  messages: {
    header: 'The header "{name}" replaces the HTTP method.',
    field: 'The field "{name}" replaces the HTTP method.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Parameter(parameter, { report }) {
      const { name = '', in: location } = parameter;
      const plain = name.toLowerCase();
      const isHeader = location === 'header' && HEADERS.has(plain);
      const isField = (location === 'query' || location === 'formData') && FIELDS.includes(plain);
      if ((!isHeader && !isField) || !isAsked(parameter)) return;
      const place = {
        at: parameter.at('name'),
        related: related(askersOf(parameter), 'asks for it.'),
      };
      report(place, isHeader ? 'header' : 'field', { name });
    },
    Schema(schema, { report }) {
      if (schema.slots?.properties === undefined) return;
      for (const name of FIELDS) {
        if (!schema.properties.has(name) || !isSentByClients(schema)) continue;
        const at = schema.at('properties', name);
        report({ at, related: related([senderOf(schema)], 'accepts it.') }, 'field', { name });
      }
    },
  },
});
