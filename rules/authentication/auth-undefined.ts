import { type Api, defineRule, flag, inboundOperations, type Pointer } from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { gatewayEvidence } from '../shared/gateway.ts';
import { hasAuthentication } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'auth-undefined',
  title: 'API declares no authentication at all',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'OWASP-API2:2023'],
  tags: ['oauth2', 'mtls'],
  why: 'Nothing tells gateways, generated servers, testers or clients how callers prove who they are: by this description, anyone may call everything.',
  fix: 'Define the scheme that the API really uses (OAuth 2.0 or OpenID Connect for people, client credentials or mutual TLS for services) and require it in the root `security`.',
  peers: {
    kics: [
      '2.0/security_definitions_undefined_or_empty',
      '3.0/security_scheme_undefined',
      'general/global_security_field_undefined',
      'general/no_global_and_operation_security_defined',
      'general/security_empty_array',
    ],
    'spectral-owasp': ['owasp:api2:2023-write-restricted', 'owasp:api2:2023-read-restricted'],
    vacuum: [
      'owasp-protection-global-unsafe',
      'owasp-protection-global-unsafe-strict',
      'owasp-protection-global-safe',
    ],
    checkov: ['CKV_OPENAPI_1', 'CKV_OPENAPI_4', 'CKV_OPENAPI_5'],
    cherrybomb: ['CheckAuth'],
    '42crunch': ['*global-securitydefinitions-undefined'],
    zally: ['104'],
  },

  silences: {
    document: ['auth-missing', 'auth-missing-read', 'auth-disabled', 'auth-default-missing'],
  },
  options: {
    allowPublicDocument: flag('Descriptions without any scheme are meant to be public.', false),
  },
  messages: {
    undefined:
      'No security scheme is defined for {operations}: by this description, anyone may call.',
  },

  visit: {
    Api(api, { options, lexicons, report }) {
      if (options.allowPublicDocument || hasAuthentication(api)) return;
      const operations = inboundOperations(api);
      const isFine = operations.every(
        (operation) =>
          isPublic(operation, lexicons) || gatewayEvidence(operation, 'auth-bound').length > 0,
      );
      if (isFine) return;
      report(place(api), 'undefined', { operations: counted(operations.length, 'operation') });
    },
  },
});

/** The nearest thing to the missing schemes that is there. */
function place(api: Api): Pointer {
  if (api.has('securityDefinitions')) return api.at('securityDefinitions');
  const { components } = api;
  if (components === undefined) return versionPlace(api);
  return components.has('securitySchemes') ? components.at('securitySchemes') : components;
}
