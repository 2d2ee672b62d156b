import {
  type Api,
  defineRule,
  flag,
  inboundOperations,
  inTextOrder,
  type Pointer,
  type Server,
  schemeOf,
  serversOf,
  urlsOf,
} from 'specgate/rule';
import { urlPlace } from '../shared/server-place.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'transport-scheme-unspecified',
  title: 'Transport scheme is left to the client',
  category: 'transport',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1188', 'CWE-319', 'OWASP-API8:2023'],
  tags: ['tls', 'governance'],
  why: 'Whether calls are encrypted then depends on where the description happens to be hosted, and credentials travel the same way.',
  fix: 'List the absolute https address of the API; in 2.0, write `schemes: [https]` and `host`.',
  peers: {
    kics: [
      '3.0/servers_undefined',
      '3.0/server_url_not_absolute',
      '3.0/global_server_uses_http',
      'general/api_key_exposed_in_global_security',
      'general/api_key_exposed_in_operation_security',
    ],
    vacuum: ['oas3-api-servers', 'oas2-api-schemes', 'oas2-api-host'],
    checkov: ['CKV_OPENAPI_20'],
    '42crunch': [
      '*semantic-servers-required',
      '*semantic-server-url',
      'semantic-schemes-undefined',
      'semantic-host-undefined',
    ],
    redocly: ['no-empty-servers'],
  },

  options: {
    allowRelative: flag(
      'Server addresses relative to the place of the description are fine.',
      false,
    ),
  },
  messages: {
    servers: 'No server is listed, so clients call wherever the description is hosted.',
    relative: 'The server "{url}" does not say by which transport it is called.',
    schemes: 'Neither the root nor every operation says by which `schemes` the API is called.',
    host: 'No `host` is given, so clients call wherever the description is hosted.',
  },

  visit: {
    Api(api, { options, report }) {
      if (inboundOperations(api).length === 0 || isFetchedByHttps(api)) return;
      if (api.version === '2.0') {
        const problem = problemOfV2(api);
        if (problem !== undefined) report(problem.at, problem.message);
        return;
      }
      // What is no list of servers is a mistake of structure.
      if (api.raw.servers != null && !Array.isArray(api.raw.servers)) return;
      const servers = serversInForce(api);
      if (servers === undefined) {
        report(api.has('servers') ? api.at('servers') : versionPlace(api), 'servers');
        return;
      }
      if (options.allowRelative || servers.some(namesTransport)) return;
      const [first] = inTextOrder(servers, ({ url }) => url ?? '');
      if (first !== undefined)
        report(urlPlace(first), 'relative', { url: (first.url ?? '').slice(0, 80) });
    },
  },
});

/** A relative address follows the one under which the description itself is fetched. */
function isFetchedByHttps(api: Api): boolean {
  const base = api.$self ?? api.source.uri;
  return schemeOf(base) === 'https' && !(api.version === '2.0' && api.host !== undefined);
}

function problemOfV2(
  api: Api,
): { readonly at: Pointer; readonly message: 'host' | 'schemes' } | undefined {
  if (api.host === undefined || api.host === '') return { at: versionPlace(api), message: 'host' };
  const isSaid =
    api.schemes.length > 0 || inboundOperations(api).every(({ schemes }) => schemes.length > 0);
  return isSaid ? undefined : { at: api.at('host'), message: 'schemes' };
}

/** The servers that operations are called at; undefined where some operation has none. */
function serversInForce(api: Api): readonly Server[] | undefined {
  const found = new Set<Server>();
  for (const operation of inboundOperations(api)) {
    const servers = serversOf(operation);
    if (servers.length === 0) return undefined;
    for (const server of servers) found.add(server);
  }
  return [...found];
}

function namesTransport(server: Server): boolean {
  return urlsOf(server).some((url) => schemeOf(url) !== undefined);
}
