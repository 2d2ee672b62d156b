import {
  defineRule,
  inboundOperations,
  nameOf,
  rootSecurity,
  type SecurityRequirement,
  securityOf,
  texts,
} from 'specgate/rule';
import { isNamed } from '../shared/operation-patterns.ts';
import { isCalled } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';

export default defineRule({
  id: 'auth-optional',
  title: 'Anonymous access is offered beside authenticated access',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'The entries of a `security` list are alternatives, so the empty one always lets a caller in: every handler must remember to look again who is calling.',
  fix: 'Remove the empty object `{}`, or make an operation of its own for what anonymous callers may see.',
  limits:
    'Swagger 2.0 does not define the empty object; tools that know it take it for anonymous access.',
  peers: {
    kics: [
      'general/security_empty_object_definition',
      'general/security_operations_empty_object_definition',
    ],
    'spectral-owasp': ['owasp:api2:2023-write-restricted'],
    vacuum: ['owasp-protection-global-unsafe-strict'],
    '42crunch': ['*securityrequirement-emptyscheme'],
  },

  options: {
    allow: texts(
      'Paths or operationIds meant for anonymous callers too; `*` and `**` are allowed.',
    ),
  },
  messages: {
    read: '"{operation}" also lets callers in without any credential.',
    write: '"{operation}" changes data and also lets callers in without any credential.',
    inherited: 'The security of the whole API also lets callers in without any credential.',
    inheritedWrite:
      'The security of the whole API also lets anonymous callers in, at "{operation}" too.',
  },

  visit: {
    Api(api, { options, lexicons, report }) {
      const empty = emptyAmong(rootSecurity(api));
      if (empty === undefined) return;
      const operations = inboundOperations(api);
      const heirs = operations.filter((operation) => securityOf(operation).from === 'root');
      const affected = heirs.filter(
        (operation) => !isPublic(operation, lexicons) && !isNamed(operation, options.allow),
      );
      if (affected.length === 0 && operations.length > 0) return;
      const writing = affected.find((operation) => operation.isWriting);
      if (writing === undefined) report(empty, 'inherited');
      else report(empty, 'inheritedWrite', { operation: nameOf(writing) });
    },

    Operation(operation, { options, lexicons, report }) {
      const security = securityOf(operation);
      if (security.from !== 'operation' || !security.isOptional || !isCalled(operation)) return;
      if (isPublic(operation, lexicons) || isNamed(operation, options.allow)) return;
      const empty = emptyAmong(security);
      if (empty === undefined) return;
      report(empty, operation.isWriting ? 'write' : 'read', { operation: nameOf(operation) });
    },
  },
});

function emptyAmong(security: ReturnType<typeof rootSecurity>): SecurityRequirement | undefined {
  if (!security.isOptional) return undefined;
  return security.alternatives.find(({ schemes }) => schemes.length === 0)?.node;
}
