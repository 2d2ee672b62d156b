import { defineRule, nameOf, type Operation, texts } from 'specgate/rule';
import { isNamed } from '../shared/operation-patterns.ts';
import { isCalled, isGuarded, isUnsaid } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';

export default defineRule({
  id: 'auth-missing',
  title: 'State-changing operation requires no authentication',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'OWASP-API2:2023', 'OWASP-API5:2023'],
  tags: ['oauth2', 'governance'],
  why: 'Anyone who finds the address may create, change or delete data; no gap that a description can show has worse consequences.',
  fix: 'Add a `security` requirement at the root or on the operation. If it really is public, write `security: []` and `x-public: true`, so that the intent shows.',
  peers: {
    kics: ['general/no_global_and_operation_security_defined'],
    'spectral-owasp': ['owasp:api2:2023-write-restricted'],
    vacuum: ['owasp-protection-global-unsafe', 'owasp-protection-global-unsafe-strict'],
    checkov: ['CKV_OPENAPI_5'],
    cherrybomb: ['CheckFNAuth', 'active:CheckAuthenticationPOST'],
    '42crunch': ['*operation-security', '*global-security'],
    redocly: ['security-defined'],
    zally: ['105'],
  },

  options: {
    methods: texts(
      'Methods that change state; methods of 3.2 that OpenAPI does not name always count.',
      ['post', 'put', 'patch', 'delete'],
    ),
    publicOperations: texts(
      'Paths or operationIds that may be anonymous; `*` and `**` are allowed.',
    ),
  },
  messages: {
    open: '"{operation}" changes data and asks for no credential.',
  },

  visit: {
    Operation(operation, { options, lexicons, report }) {
      if (!isUnsaid(operation) || !isAsked(operation, options.methods) || !isCalled(operation))
        return;
      if (isPublic(operation, lexicons) || isNamed(operation, options.publicOperations)) return;
      if (isGuarded(operation)) return;
      report(operation, 'open', { operation: nameOf(operation) });
    },
  },
});

function isAsked(operation: Operation, methods: readonly string[]): boolean {
  const { method } = operation;
  if (methods.includes(method.toLowerCase()) || method === 'any') return true;
  return operation.isWriting && operation.parent?.key === 'additionalOperations';
}
