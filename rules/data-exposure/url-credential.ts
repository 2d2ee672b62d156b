import { defineRule, texts } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { related } from '../shared/related.ts';
import { holdsText } from '../shared/text-value.ts';
import { credentialsIn, isUrlCredential, mayBeCredential } from '../shared/url-credentials.ts';

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
      if (!options.locations.includes(location)) return;
      const uses = () => related(askersOf(parameter), 'asks for it.');
      const schema = schemaOf(parameter);
      // The properties of an object become parameters of the query too: `?password=` or `?filter[password]=`.
      const fields =
        location === 'path' || schema === undefined ? [] : credentialsIn(schema, lexicons);
      if (fields.length > 0 && isAsked(parameter)) {
        for (const { at, name: field } of fields)
          report({ at, related: uses() }, 'querystring', { name: field });
      }
      if (location === 'querystring') return;
      if (name === undefined || !mayBeCredential(name, lexicons) || !isAsked(parameter)) return;
      if (!isUrlCredential(parameter, name, lexicons) || !holdsText(schema)) return;
      report({ at: parameter.at('name'), related: uses() }, location, { name });
    },
  },
});
