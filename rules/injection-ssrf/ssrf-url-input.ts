import { defineRule, flag } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { isCallbackTarget } from '../shared/callback-targets.ts';
import { jsonpParam, redirectParam } from '../shared/lexicons.ts';
import { isNamed } from '../shared/named-fields.ts';
import { fixesHosts } from '../shared/pattern-limits.ts';
import { isMarked } from '../shared/property-marks.ts';
import { related } from '../shared/related.ts';
import { isSentByClients, senderOf } from '../shared/sent.ts';
import { holdsTexts } from '../shared/text-value.ts';
import {
  fetcherOf,
  isAddress,
  isFetching,
  mayBeAddress,
  mayHoldAddress,
} from '../shared/url-inputs.ts';

export default defineRule({
  id: 'ssrf-url-input',
  title: 'Caller supplies a URL that the server is likely to fetch',
  category: 'injection-ssrf',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-918', 'OWASP-API7:2023'],
  tags: ['vendor-risk', 'input-validation'],
  why: 'The server stands inside your network: who chooses where it connects to can reach internal services and the credentials of the cloud.',
  fix: 'Accept ids instead of addresses, or a list of allowed hosts over https without redirects and private ranges, and say so in a `pattern`.',
  limits:
    'Whether the server really fetches the address does not stand in a description; names and paths are the only sign. `format: uri` limits nothing.',
  peers: {
    'spectral-owasp': ['owasp:api7:2023-concerning-url-parameter'],
    cherrybomb: ['active:CheckSsrfPOST', 'active:CheckSsrfGET'],
  },

  options: {
    weak: flag(
      'Any name that ends with "url", "link", "host" or the like is asked about.',
      false,
      true,
    ),
  },
  messages: {
    parameter: 'The parameter "{name}" lets callers choose an address that the server may fetch.',
    property: 'The property "{name}" lets callers choose an address that the server may fetch.',
  },

  having: { Schema: ['properties'] },
  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { name, in: location } = parameter;
      if (name === undefined || location === 'body' || !mayBeAddress(name, lexicons)) return;
      if (!isAsked(parameter)) return;
      const askers = askersOf(parameter);
      if (!isAddress(name, askers.some(isFetching), options.weak, lexicons)) return;
      // Those are the questions of open-redirect-param and jsonp-callback.
      if (
        location === 'query' &&
        (isNamed(name, redirectParam, lexicons) || isNamed(name, jsonpParam, lexicons))
      )
        return;
      const schema = schemaOf(parameter);
      if (!holdsTexts(schema) || fixesHosts(schema) || isCallbackTarget(parameter, name)) return;
      report({ at: parameter.at('name'), related: related(askers, 'asks for it.') }, 'parameter', {
        name,
      });
    },
    Schema(schema, { options, lexicons, report }) {
      if (schema.slots?.properties === undefined || !mayHoldAddress(schema, options.weak, lexicons))
        return;
      if (!isSentByClients(schema)) return;
      const fetcher = fetcherOf(schema);
      const operation = fetcher ?? senderOf(schema);
      for (const [name, property] of schema.properties) {
        if (!isAddress(name, fetcher !== undefined, options.weak, lexicons)) continue;
        if (!holdsTexts(property) || fixesHosts(property) || isCallbackTarget(schema, name))
          continue;
        if (isMarked(schema, name, 'readOnly', isSentByClients)) continue;
        const at = schema.at('properties', name);
        report({ at, related: related([operation], 'accepts it.') }, 'property', { name });
      }
    },
  },
});
