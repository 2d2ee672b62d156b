import { type Api, defineRule, flag, inboundOperations, type Operation } from 'specgate/rule';
import { gatewayEvidence } from '../shared/gateway.ts';
import { gatewayOf } from '../shared/gateway-in-use.ts';
import {
  announcesQuota,
  documentsThrottling,
  saysWhenReset,
  saysWhenToRetry,
  speaksOfLimits,
} from '../shared/rate-limits.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'rate-limit-undeclared',
  title: 'API shows no sign of rate limiting',
  category: 'resource-limits',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-770', 'CWE-799', 'OWASP-API4:2023'],
  tags: ['rate-limits', 'sla'],
  why: 'Where nothing limits the calls, a single client can bring the service down, try passwords without end or run up the bill.',
  fix: 'Limit calls at the gateway, and document the answer: status 429 with the header `Retry-After`.',
  peers: {
    'spectral-owasp': ['owasp:api4:2023-rate-limit'],
    vacuum: ['owasp-rate-limit'],
  },

  silences: {
    document: ['rate-limit-429-missing', 'rate-limit-headers-missing'],
  },
  options: {
    acceptDescription: flag('Descriptions that speak of rate limits are a sign of them.', true),
  },
  messages: {
    undeclared:
      'None of {count} operations documents a rate limit: no 429, no header, no extension.',
    plugin: 'The description configures {gateway}, and no "{plugin}" limits the rate.',
  },

  visit: {
    Api(api, { options, report }) {
      const operations = inboundOperations(api);
      if (operations.length === 0 || operations.some(isLimited)) return;
      if (options.acceptDescription && isDescribed(api, operations)) return;
      const place = api.info ?? versionPlace(api);
      const { name: gateway, limiter: plugin } = gatewayOf(api) ?? NONE;
      if (plugin === undefined) report(place, 'undeclared', { count: operations.length });
      else report(place, 'plugin', { gateway, plugin });
    },
  },
});

const NONE = { name: '', limiter: undefined };

function isLimited(operation: Operation): boolean {
  if (documentsThrottling(operation) || gatewayEvidence(operation, 'rate-limit').length > 0)
    return true;
  for (const response of operation.responses.values()) {
    if (announcesQuota(response) || saysWhenToRetry(response) || saysWhenReset(response))
      return true;
  }
  return false;
}

function isDescribed(api: Api, operations: readonly Operation[]): boolean {
  const { info, servers, tags, externalDocs } = api;
  return (
    speaksOfLimits(info?.description) ||
    /\bquotas?\b/i.test(info?.description ?? '') ||
    speaksOfLimits(externalDocs?.description) ||
    [...servers, ...tags, ...operations].some(({ description }) => speaksOfLimits(description))
  );
}
