import {
  type Api,
  defineRule,
  inboundOperations,
  nameOf,
  type Operation,
  type Response,
  securityOf,
  texts,
} from 'specgate/rule';
import { gatewayEvidence } from '../shared/gateway.ts';
import { announcesQuota } from '../shared/rate-limits.ts';

export default defineRule({
  id: 'rate-limit-headers-missing',
  title: 'Responses do not announce the remaining quota',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-770', 'CWE-799', 'OWASP-API4:2023'],
  tags: ['rate-limits', 'sla'],
  why: 'Clients learn about the limit only when they are cut off, and cannot slow down before.',
  fix: 'Document `RateLimit` and `RateLimit-Policy`, or the `X-RateLimit-…` headers that you send.',
  peers: {
    'spectral-owasp': ['owasp:api4:2023-rate-limit'],
    vacuum: ['owasp-rate-limit'],
    zally: ['153'],
  },

  aggregate: 'document',
  options: {
    headerSets: texts(
      'Sets of headers, each separated by spaces, any of which announces the quota.',
      ['RateLimit', 'RateLimit-Limit RateLimit-Reset', 'X-RateLimit-Limit', 'X-Rate-Limit-Limit'],
    ),
    statuses: texts('Statuses, and ranges as `2XX`, whose responses are asked about.', ['2XX']),
  },
  messages: {
    missing: 'Response {status} of "{operation}" has no header that announces the quota.',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      const sets = options.headerSets.map((set) => set.toLowerCase().split(/\s+/));
      for (const [response, { status, operation }] of responsesOf(api, options.statuses)) {
        eligible();
        if (announcesQuota(response, sets)) continue;
        const place = response.has('headers') ? response.at('headers') : response;
        report(place, 'missing', { status, operation: nameOf(operation) });
      }
    },
  },
});

interface Use {
  readonly status: string;
  readonly operation: Operation;
}

/** Every response with one of the statuses, once, and where it is used first. */
function responsesOf(api: Api, statuses: readonly string[]): ReadonlyMap<Response, Use> {
  const found = new Map<Response, Use>();
  const wanted = statuses.map((status) => status.toUpperCase());
  for (const operation of inboundOperations(api)) {
    if (operation.method === 'head' || operation.method === 'options') continue;
    if (!isAuthenticated(operation)) continue;
    for (const [status, response] of operation.responses) {
      const isWanted = wanted.includes(status.toUpperCase()) || wanted.includes(`${status[0]}XX`);
      if (isWanted && !found.has(response)) found.set(response, { status, operation });
    }
  }
  return found;
}

/** Who is known has a quota; who is not meets at most a limit by address. */
function isAuthenticated(operation: Operation): boolean {
  return !securityOf(operation).isAnonymous || gatewayEvidence(operation, 'auth-bound').length > 0;
}
