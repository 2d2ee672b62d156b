import { type Parameter, partsOf, pathOf, type Schema, schemesOf } from 'specgate/rule';
import { askersOf } from './asked-parameters.ts';
import { credentialInQuery, credentialInUrl } from './lexicons.ts';
import { type Field, fieldsIn, isNamed } from './named-fields.ts';
import { isTemplated, literalsOf, segmentsOf } from './segments.ts';
import { holdsText } from './text-value.ts';
import { type Lexicons, tokensOf } from './words.ts';

/** The properties of an object in the query, or of a whole query string (3.2), that hold credentials. */
export function credentialsIn(schema: Schema, lexicons: Lexicons): readonly Field[] {
  return partsOf(schema)
    .flatMap((part) => [
      ...fieldsIn(part, credentialInUrl, lexicons),
      ...fieldsIn(part, credentialInQuery, lexicons),
    ])
    .filter(({ schema: property }) => property.readOnly !== true && holdsText(property));
}

/** A cheap question before: whether a name is one of a credential at all. */
export function mayBeCredential(name: string, lexicons: Lexicons): boolean {
  return isNamed(name, credentialInUrl, lexicons) || isNamed(name, credentialInQuery, lexicons);
}

/** Whether a parameter of the query or the path puts a credential into the URL, by its name and what is around it. */
export function isUrlCredential(parameter: Parameter, name: string, lexicons: Lexicons): boolean {
  if (parameter.in === 'query') {
    const isSure = isNamed(name, credentialInUrl, lexicons);
    if (!isSure && !(isNamed(name, credentialInQuery, lexicons) && isMeant(parameter, name)))
      return false;
    return !isOfScheme(parameter, name) && !isSingleUse(parameter, name);
  }
  if (!isNamed(name, credentialInUrl, lexicons) || IDS.test(name) || isSingleUse(parameter, name))
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
