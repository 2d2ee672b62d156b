import { type Api, defineRule, type Node, texts } from 'specgate/rule';

export default defineRule({
  id: 'governance-sla-missing',
  title: 'No service level is attached to the API',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API4:2023', 'OWASP-API9:2023'],
  tags: ['sla', 'vendor-risk', 'governance'],
  why: 'Where nothing is agreed on availability, limits and support, neither monitoring nor a review of the vendor has a measure.',
  fix: 'Add `x-sla` (or a link to an SLA4OAI document) with availability, limits and a contact for incidents.',
  limits:
    'Service levels that are agreed on elsewhere are not seen. Terms of service count as such an agreement.',

  options: {
    slaExtensions: texts(
      'Extensions of the root, of `info` or of a server that hold a service level.',
      ['x-sla', 'x-service-level', 'x-slo', 'sla'],
    ),
  },
  messages: {
    missing: 'Nothing says how available the API is, and what happens when it is not.',
  },

  visit: {
    Info(info, { options, report }) {
      const { api } = info;
      if (hasText(info.termsOfService) || isMentioned(api)) return;
      const holders: readonly Node[] = [api, info, ...api.servers];
      if (holders.some((node) => options.slaExtensions.some((name) => node.has(name)))) return;
      report(info, 'missing');
    },
  },
});

const SLA =
  /\bSLAs?\b|\bSLOs?\b|\bservice[- ]levels?\b|\bavailability\b|\buptime\b|\bsupport (?:hours|window|times?)\b|\bstatus page\b/i;

/** Whether the prose about the API as a whole speaks of service levels. */
function isMentioned({ info, externalDocs, servers }: Api): boolean {
  return [
    info?.description,
    externalDocs?.description,
    externalDocs?.url,
    ...servers.map(({ description }) => description),
  ].some((text) => text !== undefined && SLA.test(text));
}

function hasText(text: string | undefined): boolean {
  return text !== undefined && /\S/.test(text);
}
