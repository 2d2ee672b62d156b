import { defineRule, type Operation, partsOf, type Schema } from 'specgate/rule';
import { askersOf, schemaOf } from '../shared/asked-parameters.ts';
import { jsonpParam } from '../shared/lexicons.ts';
import { essenceOf, isJson } from '../shared/media-types.ts';
import { isNamed } from '../shared/named-fields.ts';
import { related } from '../shared/related.ts';
import { holdsText } from '../shared/text-value.ts';

export default defineRule({
  id: 'jsonp-callback',
  title: 'JSONP callback parameter',
  category: 'data-exposure',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-346', 'CWE-79', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'JSONP hands the answers for a signed-in user to any page that includes a script tag, and lets it choose the code around them.',
  fix: 'Remove the parameter, and allow the sites that need it by CORS.',

  messages: {
    jsonp: 'With "{name}", any page can read the answers as a script.',
  },

  visit: {
    Parameter(parameter, { lexicons, report }) {
      const { name, description } = parameter;
      if (parameter.in !== 'query' || name === undefined || !isNamed(name, jsonpParam, lexicons))
        return;
      const schema = schemaOf(parameter);
      if (!holdsText(schema) || isUrl(schema)) return;
      if (description !== undefined && ABOUT_URL.test(description) && !/jsonp/i.test(description))
        return;
      const askers = askersOf(parameter).filter(isScriptable);
      if (askers.length === 0) return;
      report({ at: parameter.at('name'), related: related(askers, 'asks for it.') }, 'jsonp', {
        name,
      });
    },
  },
});

const ABOUT_URL = /\b(?:ur[il]s?|webhooks?|endpoint|address|redirect\w*|notif\w+)\b/i;

function isUrl(schema: Schema | undefined): boolean {
  return (
    schema !== undefined &&
    partsOf(schema).some(({ format }) => format === 'uri' || format === 'url')
  );
}

/** Whether a script tag could call it: a GET that answers with JSON or JavaScript. */
function isScriptable(operation: Operation): boolean {
  if (operation.method !== 'get') return false;
  for (const { content } of operation.responses.values()) {
    for (const { name } of content.values()) {
      if (isJson(name) || essenceOf(name) === '*/*' || /javascript|ecmascript/.test(name))
        return true;
    }
  }
  return false;
}
