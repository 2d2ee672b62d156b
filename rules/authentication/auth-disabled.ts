import { defineRule, nameOf, rootSecurity, texts } from 'specgate/rule';
import { isNamed } from '../shared/operation-patterns.ts';
import { hasAuthentication, isCalled, isExplicitlyEmpty } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';

export default defineRule({
  id: 'auth-disabled',
  title: 'Operation switches authentication off',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-306', 'CWE-1188', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'An empty `security` list overrides whatever the rest of the API asks for; when it is left over from debugging, nobody notices.',
  fix: 'Remove the override, or say why the operation is public: `x-public` with the reason, or an entry in `allow`.',
  limits:
    'Whether an open operation is meant to be open cannot be seen; login, token, health and similar paths are taken to be.',
  peers: {
    kics: [
      'general/security_operations_empty_array',
      'general/security_operations_empty_object_definition',
    ],
    'spectral-owasp': ['owasp:api2:2023-write-restricted', 'owasp:api2:2023-read-restricted'],
    vacuum: ['owasp-protection-global-unsafe', 'owasp-protection-global-unsafe-strict'],
    checkov: ['CKV_OPENAPI_5'],
    '42crunch': ['*operation-securityrequirement-emptyarray'],
  },

  options: {
    allow: texts('Paths or operationIds that may opt out; `*` and `**` are allowed.'),
  },
  messages: {
    overridden: '"{operation}" switches off the authentication that the whole API asks for.',
    open: '"{operation}" is explicitly open to anyone.',
  },

  visit: {
    Operation(operation, { options, lexicons, report }) {
      if (!isExplicitlyEmpty(operation.raw.security) || !isCalled(operation)) return;
      if (isPublic(operation, lexicons) || isNamed(operation, options.allow)) return;
      if (!hasAuthentication(operation.api)) return;
      const message = rootSecurity(operation.api).isAnonymous ? 'open' : 'overridden';
      report(operation.at('security'), message, { operation: nameOf(operation) });
    },
  },
});
