import { defineRule, nameOf, texts } from 'specgate/rule';
import { isNamed } from '../shared/operation-patterns.ts';
import { isCalled, isGuarded, isUnsaid } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';

export default defineRule({
  id: 'auth-missing-read',
  title: 'Read operation requires no authentication',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'Anyone may read whatever the responses hold, and a program may fetch all of it, one id after the other.',
  fix: 'Require a scheme, or mark data that is public on purpose with `security: []` and `x-public: true`.',
  peers: {
    kics: ['general/no_global_and_operation_security_defined'],
    'spectral-owasp': ['owasp:api2:2023-read-restricted'],
    vacuum: ['owasp-protection-global-safe'],
    checkov: ['CKV_OPENAPI_5'],
    cherrybomb: ['CheckFNAuth', 'active:CheckAuthenticationGET'],
    '42crunch': ['*operation-security'],
    redocly: ['security-defined'],
    zally: ['105'],
  },

  aggregate: 'document',
  options: {
    publicOperations: texts(
      'Paths or operationIds that may be anonymous; `*` and `**` are allowed.',
    ),
  },
  messages: {
    open: '"{operation}" can be read without any credential.',
  },

  visit: {
    Operation(operation, { options, lexicons, report, eligible }) {
      if (operation.isWriting || !isCalled(operation) || isPublic(operation, lexicons)) return;
      eligible();
      if (!isUnsaid(operation) || isNamed(operation, options.publicOperations)) return;
      if (isGuarded(operation)) return;
      report(operation, 'open', { operation: nameOf(operation) });
    },
  },
});
