import { defineRule, flag, lowest, partsOf, type Schema } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { queryLanguageParam, queryLanguageStrictExtra } from '../shared/lexicons.ts';
import { fieldsIn, isNamed } from '../shared/named-fields.ts';
import { related } from '../shared/related.ts';
import { isSentByClients, senderOf } from '../shared/sent.ts';
import { holdsText } from '../shared/text-value.ts';
import type { Lexicons } from '../shared/words.ts';

export default defineRule({
  id: 'query-language-input',
  title: 'Query language fragment is accepted from the client',
  category: 'injection-ssrf',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-943', 'CWE-89', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Raw conditions end up in databases and search engines, where they read what they should not, or keep the server busy.',
  fix: 'Offer filters with fields and operators from a list, or parse the text against a grammar of your own with limits.',
  limits:
    'APIs whose title says that queries are their business (databases, warehouses, search engines) are not asked.',
  peers: { cherrybomb: ['active:CheckForSQLInjections'] },

  options: {
    ambiguous: flag(
      'Names such as "filter", "sort" and "q" are asked about too, where nothing limits them.',
      false,
      true,
    ),
  },
  messages: {
    parameter: 'The parameter "{name}" takes a piece of a query language.',
    property: 'The property "{name}" takes a piece of a query language.',
    querystring: 'The whole query string is free text.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { name, in: location } = parameter;
      if (name === undefined || location === 'path') return;
      const schema = schemaOf(parameter);
      const isFree = location === 'querystring' && isFreeText(schema);
      if (!isFree && !isQuery(name, schema, options.ambiguous, lexicons)) return;
      if (!isAsked(parameter) || isItsBusiness(parameter)) return;
      const uses = related(askersOf(parameter), 'asks for it.');
      const place = { at: parameter.at('name'), related: uses };
      if (isFree) report(place, 'querystring');
      else if (location !== 'querystring') report(place, 'parameter', { name });
    },
    Schema(schema, { options, lexicons, report }) {
      if (schema.slots?.properties === undefined) return;
      const sure = fieldsIn(schema, queryLanguageParam, lexicons);
      const all = options.ambiguous
        ? [...sure, ...fieldsIn(schema, queryLanguageStrictExtra, lexicons)]
        : sure;
      if (all.length === 0 || isItsBusiness(schema) || !isSentByClients(schema)) return;
      for (const { name, schema: property, at } of all) {
        if (!isQuery(name, property, options.ambiguous, lexicons)) continue;
        report({ at, related: related([senderOf(schema)], 'accepts it.') }, 'property', { name });
      }
    },
  },
});

const BUSINESS =
  /\b(?:sql|quer(?:y|ies)|data ?warehouse|warehouse|search|database|db|elastic|graph|analytics|log)\b/i;

function isItsBusiness({ api }: Pick<Schema, 'api'>): boolean {
  return BUSINESS.test(api.info?.title ?? '');
}

function isQuery(
  name: string,
  schema: Schema | undefined,
  ambiguous: boolean,
  lexicons: Lexicons,
): boolean {
  const isSure = isNamed(name, queryLanguageParam, lexicons);
  if (!isSure && !(ambiguous && isNamed(name, queryLanguageStrictExtra, lexicons))) return false;
  if (!holdsText(schema)) return false;
  const parts = schema === undefined ? [] : partsOf(schema);
  if (isSure) return !parts.some(isAnchored);
  const isLimited = parts.some(({ pattern }) => pattern !== undefined);
  return !isLimited && lowest(parts, 'maxLength') === undefined;
}

function isAnchored({ pattern = '' }: Schema): boolean {
  return pattern.startsWith('^') && pattern.endsWith('$') && !/^\^\.[*+]\$$/.test(pattern);
}

/** A query string (3.2) that no properties describe. */
function isFreeText(schema: Schema | undefined): boolean {
  return schema === undefined || (holdsText(schema) && !partsOf(schema).some(isAnchored));
}
