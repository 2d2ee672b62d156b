import { defineRule, flag, nameOf, type Operation, roleOf, securityOf, texts } from 'specgate/rule';
import { CREDENTIAL_HEADERS } from '../shared/credential-headers.ts';
import { matchesAny } from '../shared/globs.ts';
import { outboundOperations } from '../shared/outbound-operations.ts';
import { REPLAY_HEADERS, SIGNATURE_HEADERS } from '../shared/signature-headers.ts';

export default defineRule({
  id: 'webhook-signature-missing',
  title: 'Webhook or callback carries no signature',
  category: 'authentication',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-345', 'CWE-294', 'OWASP-API2:2023', 'OWASP-API10:2023'],
  tags: ['vendor-risk'],
  why: 'Receivers cannot tell a genuine message from one that somebody made up, and act on both.',
  fix: 'Describe a header with a signature (RFC 9421, or an HMAC) and one with the time, or give the operation a `security` of its own.',
  limits:
    'The root `security` does not count: it is about calls to the API, not from it. Signatures in the body are not seen.',

  aggregate: 'document',
  options: {
    requireReplayProtection: flag(
      'Signed messages also need a header with a time or a number used once.',
      false,
      true,
    ),
    signatureHeaders: texts('Headers that carry a signature; `*` is allowed.', SIGNATURE_HEADERS),
  },
  messages: {
    unsigned: 'The message "{name}" is sent without a signature or a credential.',
    replayable: 'The signed message "{name}" has no header with a time, so it can be sent again.',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      for (const operation of outboundOperations(api)) {
        // What is also called by clients is judged as theirs.
        if (roleOf(operation) === 'inbound') continue;
        eligible();
        if (hasOwnSecurity(operation)) continue;
        const isSigned = hasHeader(operation, options.signatureHeaders);
        const data = { name: nameOf(operation) };
        if (!isSigned && !hasHeader(operation, CREDENTIAL_HEADERS))
          report(operation, 'unsigned', data);
        else if (
          isSigned &&
          options.requireReplayProtection &&
          !hasHeader(operation, REPLAY_HEADERS)
        )
          report(operation, 'replayable', data);
      }
    },
  },
});

function hasOwnSecurity(operation: Operation): boolean {
  const { from, isAnonymous } = securityOf(operation);
  return from === 'operation' && !isAnonymous;
}

function hasHeader(operation: Operation, names: readonly string[]): boolean {
  return operation.allParameters.some(
    (parameter) => parameter.in === 'header' && matchesAny(parameter.name ?? '', names),
  );
}
