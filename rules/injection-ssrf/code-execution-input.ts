import { defineRule, type Operation, pathOf } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { codeParam } from '../shared/lexicons.ts';
import { fieldsIn, isNamed } from '../shared/named-fields.ts';
import { isMarked } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { literalsOf } from '../shared/segments.ts';
import { isSentByClients, senderOf } from '../shared/sent.ts';
import { holdsText } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'code-execution-input',
  title: 'Code or command is accepted from the client',
  category: 'injection-ssrf',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-94', 'CWE-78', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'An interpreter behind such a field does what it is told, with all rights of the server.',
  fix: 'Offer named actions (`enum`) instead of code, or run it in a sandbox and let only callers with a scope of their own send it.',
  limits: 'The registration of commands of chat bots, which are names, is not asked.',

  messages: {
    parameter: 'The parameter "{name}" takes code or a command.',
    property: 'The property "{name}" takes code or a command.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Parameter(parameter, { lexicons, report }) {
      const { name } = parameter;
      if (name === undefined || !isNamed(name, codeParam, lexicons) || !isAsked(parameter)) return;
      const askers = askersOf(parameter).filter((asker) => !isRegistering(asker));
      if (askers.length === 0 && askersOf(parameter).length > 0) return;
      if (!holdsText(schemaOf(parameter))) return;
      report({ at: parameter.at('name'), related: related(askers, 'asks for it.') }, 'parameter', {
        name,
      });
    },
    Schema(schema, { lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      const fields = fieldsIn(schema, codeParam, lexicons);
      if (fields.length === 0 || !isSentByClients(schema)) return;
      const operation = senderOf(schema);
      if (operation !== undefined && isRegistering(operation)) return;
      for (const { name, schema: property, at } of fields) {
        if (!holdsText(property) || isMarked(schema, name, 'readOnly', isSentByClients)) continue;
        report({ at, related: related([operation], 'accepts it.') }, 'property', { name });
      }
    },
  },
});

/** `/applications/{id}/commands` of a chat bot takes names of commands, and descriptions. */
function isRegistering(operation: Operation): boolean {
  return literalsOf(pathOf(operation)).some((segment) => tokensOf(segment).includes('commands'));
}
