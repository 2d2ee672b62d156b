import {
  defineRule,
  type Parameter,
  partsOf,
  pathOf,
  type Schema,
  schemesOf,
  texts,
} from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { credentialInQuery, credentialInUrl } from '../shared/lexicons.ts';
import { type Field, fieldsIn } from '../shared/named-fields.ts';
import { related } from '../shared/related.ts';
import { isTemplated, literalsOf, segmentsOf } from '../shared/segments.ts';
import { holdsText } from '../shared/text-value.ts';
import { isListed, type Lexicons, tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'url-credential',
  title: 'Credential is passed in the URL',
  category: 'data-exposure',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-598', 'CWE-522', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'URLs are written to access logs, browser histories, Referer headers and monitoring tools, and whoever reads those can use the credential.',
  fix: 'Send the value in a header such as `Authorization`, or in the body of a POST.',
  limits:
    'A path parameter that is called like the collection before it (`/secrets/{secret}`) is taken for its name, and single-use links (`/verify/{token}`) are fine. A parameter that an API key scheme describes too is left to `auth-apikey-in-url`.',
  peers: {
    'spectral-owasp': ['owasp:api2:2023-no-credentials-in-url'],
    vacuum: ['owasp-no-credentials-in-url'],
  },

  options: {
    locations: texts('The places of parameters that are asked.', ['query', 'querystring', 'path']),
  },
  messages: {
    query: 'The query parameter "{name}" puts a credential into the URL.',
    path: 'The path parameter "{name}" puts a credential into the URL.',
    querystring: 'The property "{name}" puts a credential into the query string.',
  },

  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { in: location, name } = parameter;
      if (location !== 'query' && location !== 'path' && location !== 'querystring') return;
      if (!options.locations.includes(location) || !isAsked(parameter)) return;
      const uses = related(askersOf(parameter), 'asks for it.');
      const schema = schemaOf(parameter);
      if (location === 'querystring') {
        for (const { at, name: field } of schema === undefined
          ? []
          : credentialsIn(schema, lexicons)) {
          report({ at, related: uses }, 'querystring', { name: field });
        }
        return;
      }
      if (name === undefined || !isCredential(parameter, name, lexicons) || !holdsText(schema))
        return;
      report({ at: parameter.at('name'), related: uses }, location, { name });
    },
  },
});

function credentialsIn(schema: Schema, lexicons: Lexicons): readonly Field[] {
  return partsOf(schema)
    .flatMap((part) => [
      ...fieldsIn(part, credentialInUrl, lexicons),
      ...fieldsIn(part, credentialInQuery, lexicons),
    ])
    .filter((field) => holdsText(field.schema));
}

function isCredential(parameter: Parameter, name: string, lexicons: Lexicons): boolean {
  if (parameter.in === 'query') {
    const isSure = isListed(name, credentialInUrl, lexicons);
    if (!isSure && !(isListed(name, credentialInQuery, lexicons) && isMeant(parameter, name)))
      return false;
    return !isOfScheme(parameter, name) && !isSingleUse(parameter, name);
  }
  if (!isListed(name, credentialInUrl, lexicons) || IDS.test(name) || isSingleUse(parameter, name))
    return false;
  const askers = askersOf(parameter);
  return askers.length === 0 || !askers.every((asker) => isNameIn(pathOf(asker), name));
}

/** What these name in a path is known by them, and no secret. */
const IDS = /^(?:credentials?|authorization)$/i;
const PAGING = /\b(?:next|continu\w+|pages?|paging|pagination|cursor|results)\b/i;

/** Whether an ambiguous name means a credential: not a place in a list, nor one of the sessions that the path is about. */
function isMeant(parameter: Parameter, name: string): boolean {
  if (parameter.description !== undefined && PAGING.test(parameter.description)) return false;
  if (!/^s/i.test(name)) return true;
  return !askersOf(parameter).some((operation) => /session/i.test(pathOf(operation)));
}

/** An API key in the query is the scheme's fault, and said there. */
function isOfScheme({ api }: Parameter, name: string): boolean {
  for (const scheme of schemesOf(api).values()) {
    if (scheme.type === 'apiKey' && scheme.in === 'query' && scheme.name === name) return true;
  }
  return false;
}

const ONCE = new Set([
  'verify',
  'verification',
  'activate',
  'activation',
  'confirm',
  'confirmation',
  'invite',
  'invites',
  'invitation',
  'invitations',
  'unsubscribe',
  'reset',
]);

/** Whether the value is spent by using it, as the token of a link in a mail. */
function isSingleUse(parameter: Parameter, name: string): boolean {
  const askers = askersOf(parameter);
  if (askers.length === 0 || !/(?:token|otp|jwt)$/i.test(name)) return false;
  return askers.every((asker) =>
    literalsOf(pathOf(asker))
      .flatMap(tokensOf)
      .some((token) => ONCE.has(token)),
  );
}

/** Whether the parameter tells one of a collection from the others: `/secrets/{secret}`. */
function isNameIn(path: string, name: string): boolean {
  const segments = segmentsOf(path);
  const index = segments.findIndex((segment) => segment.includes(`{${name}}`));
  const before = segments[index - 1];
  if (before === undefined || isTemplated(before)) return false;
  const one = tokensOf(name).join('');
  const many = tokensOf(before).join('');
  return many === one || many === `${one}s`;
}
