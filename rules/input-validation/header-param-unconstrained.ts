import { defineRule, partsOf, type Schema } from 'specgate/rule';
import { isAsked, schemaOf } from '../shared/asked-parameters.ts';

export default defineRule({
  id: 'header-param-unconstrained',
  title: 'Free-form header or cookie parameter',
  category: 'input-validation',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-113', 'CWE-20', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Such values end up in logs and in headers of further requests, where a line break begins a header or an entry of the attacker.',
  fix: 'Add a `pattern` of visible characters, as `^[\\x21-\\x7E]+$`, and a `maxLength`.',

  messages: {
    header:
      'The header "{name}" may hold anything: it has no `pattern`, `enum` or strict `format`.',
    cookie:
      'The cookie "{name}" may hold anything: it has no `pattern`, `enum` or strict `format`.',
  },

  visit: {
    Parameter(parameter, { report }) {
      const { name = '', in: place } = parameter;
      if (place !== 'header' && place !== 'cookie') return;
      const schema = schemaOf(parameter);
      if (schema === undefined || !isAsked(parameter)) return;
      const parts = partsOf(schema);
      if (!parts.some(({ types }) => types.includes('string')) || parts.some(isConstrained)) return;
      if (place === 'header' && isStandard(name, parts)) return;
      report(schema, place, { name });
    },
  },
});

/** Formats without room for a line break. */
const STRICT = new Set<string | undefined>([
  'uuid',
  'date',
  'date-time',
  'time',
  'duration',
  'email',
  'ipv4',
  'ipv6',
  'hostname',
  'uri',
  'uri-reference',
  'http-date',
  'base64url',
  'byte',
  'int64',
  'uint64',
  'sf-string',
  'sf-token',
]);

function isConstrained(part: Schema): boolean {
  return (
    part.pattern !== undefined ||
    part.values !== undefined ||
    STRICT.has(part.format) ||
    // Each of its alternatives is narrower than a text.
    part.oneOf.length > 0 ||
    part.anyOf.length > 0
  );
}

/** Headers with a grammar of their own, which servers know. */
const STANDARD =
  /^(?:accept(?:-[a-z]+)?|if-[a-z-]+|user-agent|traceparent|tracestate|content-[a-z-]+|authorization|proxy-authorization|range|host|origin|referer|date|expect|prefer|cookie|cache-control|dpop|signature(?:-input)?)$/i;

function isStandard(name: string, parts: readonly Schema[]): boolean {
  if (STANDARD.test(name)) return true;
  return /^idempotency-key$/i.test(name) && parts.some(({ maxLength }) => maxLength !== undefined);
}
