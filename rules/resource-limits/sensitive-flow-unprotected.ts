import {
  defineRule,
  isInbound,
  nameOf,
  type Operation,
  pathOf,
  propertiesOf,
  texts,
} from 'specgate/rule';
import { gatewayEvidence } from '../shared/gateway.ts';
import { documentsThrottling, speaksOfLimits } from '../shared/rate-limits.ts';
import { isTemplated, segmentsOf } from '../shared/segments.ts';
import { SENSITIVE_FLOWS, sensitiveFlowOf } from '../shared/sensitive-flow.ts';

export default defineRule({
  id: 'sensitive-flow-unprotected',
  title: 'Sensitive or expensive operation shows no abuse control',
  category: 'resource-limits',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-799', 'CWE-770', 'OWASP-API6:2023', 'OWASP-API4:2023'],
  tags: ['rate-limits'],
  why: 'Each call is valid, and a program that makes them by the thousand buys up the stock, votes, sends messages or keeps the machines busy.',
  fix: 'Limit calls by user, ask for an `Idempotency-Key` or a captcha, and let heavy work run in the background (202).',

  aggregate: 'document',
  options: {
    flows: texts('Last words of the paths of POSTs that are worth automating.', SENSITIVE_FLOWS),
    expensive: texts('Last words of the paths of operations that cost much.', [
      'export',
      'exports',
      'report',
      'reports',
      'bulk',
      'batch',
      'search',
      'aggregate',
      'analyze',
      'render',
      'convert',
      'transcode',
      'generate',
      'reindex',
      'backup',
    ]),
  },
  messages: {
    flow: '"{operation}" is worth automating, and nothing shows that it is limited.',
    expensive: '"{operation}" costs much, and nothing shows that it is limited.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      if (!isInbound(operation)) return;
      const isFlow = sensitiveFlowOf(operation, options.flows) !== undefined;
      if (!isFlow && !isExpensive(operation, options.expensive)) return;
      eligible();
      if (isControlled(operation) || (!isFlow && runsInBackground(operation))) return;
      report(operation, isFlow ? 'flow' : 'expensive', { operation: nameOf(operation) });
    },
  },
});

function isExpensive(operation: Operation, words: readonly string[]): boolean {
  const last = segmentsOf(pathOf(operation)).at(-1)?.toLowerCase();
  if (last === undefined || isTemplated(last) || !words.includes(last)) return false;
  return (
    operation.method === 'post' ||
    (operation.method === 'get' && /^(?:export|report)s?$/.test(last))
  );
}

const CHALLENGE = /captcha|challenge|turnstile|device[-_ ]?(?:check|token)|attestation/i;

function isControlled(operation: Operation): boolean {
  if (documentsThrottling(operation) || gatewayEvidence(operation, 'rate-limit').length > 0)
    return true;
  const names = operation.allParameters.map(({ name }) => name ?? '');
  if (names.some((name) => /idempotency/i.test(name) || CHALLENGE.test(name))) return true;
  for (const { schema } of operation.requestBody?.content.values() ?? []) {
    if (schema === undefined) continue;
    for (const name of propertiesOf(schema).keys()) {
      if (CHALLENGE.test(name) || /^idempotency/i.test(name)) return true;
    }
  }
  const { summary, description } = operation;
  return [summary, description].some(
    (text) => speaksOfLimits(text) || /\b(?:quota|captcha|idempoten)/i.test(text ?? ''),
  );
}

function runsInBackground({ responses }: Operation): boolean {
  return responses.has('202');
}
