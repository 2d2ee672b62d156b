import {
  type Api,
  defineRule,
  flag,
  inboundOperations,
  isInbound,
  type Response,
  texts,
} from 'specgate/rule';
import { essenceOf } from '../shared/media-types.ts';
import { headerNamesOf } from '../shared/rate-limits.ts';
import { usesOfResponse } from '../shared/response-uses.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'response-security-headers-missing',
  title: 'Responses do not document protective headers',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-693', 'CWE-319', 'OWASP-API8:2023'],
  tags: ['tls'],
  why: 'These headers make browsers refuse unencrypted connections and guessed content types; what no description asks for, nobody tests.',
  fix: 'Describe the headers that the gateway adds, once under `components/headers`, and refer to them.',
  limits: 'The gateway may add the headers without the description saying so.',
  peers: {
    'spectral-owasp': ['owasp:api8:2023-define-cors-origin'],
    redocly: ['response-contains-header'],
  },

  aggregate: 'document',
  options: {
    headers: texts('The headers that are asked for.', [
      'Strict-Transport-Security',
      'X-Content-Type-Options',
    ]),
    perResponse: flag('Every response of success is asked for them, not the document.', false),
  },
  messages: {
    document: 'No response of this API documents {headers}.',
    response: 'The response "{response}" does not document {headers}.',
    page: 'The web page of response "{response}" documents no Content-Security-Policy.',
  },

  visit: {
    Api(api, { options, report }) {
      if (options.perResponse || inboundOperations(api).length === 0) return;
      const documented = headersOf(api);
      const missing = options.headers.filter((name) => !documented.has(name.toLowerCase()));
      if (missing.length > 0) report(versionPlace(api), 'document', { headers: listed(missing) });
    },

    Response(response, { options, report, eligible }) {
      if (!isSuccess(response)) return;
      const names = headerNamesOf(response);
      const at = response.at('headers');
      const title = String(response.key);
      if (!names.has('content-security-policy') && isPage(response))
        report(at, 'page', { response: title });
      if (!options.perResponse) return;
      eligible();
      const missing = options.headers.filter((name) => !names.has(name.toLowerCase()));
      if (missing.length > 0) report(at, 'response', { response: title, headers: listed(missing) });
    },
  },
});

function listed(headers: readonly string[]): string {
  return headers.join(' or ').slice(0, 60);
}

function headersOf(api: Api): ReadonlySet<string> {
  const responses = new Set<Response>();
  for (const operation of inboundOperations(api)) {
    for (const response of operation.responses.values()) responses.add(response);
  }
  const names = new Set<string>();
  for (const { headers } of responses)
    for (const name of headers.keys()) names.add(name.toLowerCase());
  return names;
}

function isSuccess(response: Response): boolean {
  return usesOfResponse(response).some(
    ({ status, operation }) => status.startsWith('2') && isInbound(operation),
  );
}

function isPage(response: Response): boolean {
  for (const type of response.content.keys()) if (essenceOf(type) === 'text/html') return true;
  return false;
}
