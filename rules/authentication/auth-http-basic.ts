import { type Api, defineRule, fact, flag, type Operation, pathOf, schemesOf } from 'specgate/rule';
import { authEndpointOf } from '../shared/auth-endpoint.ts';
import { onceAList } from '../shared/once-a-list.ts';
import { operationsUsing, operationsWith, titleOf, weightUnused } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-http-basic',
  title: 'HTTP Basic authentication is accepted',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  weighsLess: 'info where no operation accepts the scheme',
  since: '0.1',
  references: ['CWE-522', 'CWE-1390', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'A password that does not expire travels with every single call, can do whatever its owner can, and ends up in scripts, proxies and logs.',
  fix: 'Hand out short-lived tokens (OAuth 2.0 client credentials or authorization code), or use mutual TLS.',
  peers: {
    kics: [
      '2.0/operation_using_basic_auth',
      '2.0/security_definitions_using_basic_auth',
      '3.0/cleartext_credentials_with_basic_auth_for_operation',
      '3.0/global_security_scheme_using_basic_authentication',
      '3.0/security_scheme_using_http_basic',
    ],
    'spectral-owasp': ['owasp:api2:2023-no-http-basic'],
    vacuum: ['owasp-no-http-basic'],
    checkov: ['CKV_OPENAPI_3', 'CKV_OPENAPI_13', 'CKV_OPENAPI_15'],
    cherrybomb: ['CheckAuth', 'CheckFNAuth'],
    '42crunch': ['*-http-basic', '*securityrequirement-basic', '*securityscheme-basic'],
    redocly: ['cookbook/rule/no-http-basic'],
    zally: ['104'],
  },

  options: {
    allowForTokenEndpoints: flag(
      'Operations that exchange the password for a token, as RFC 6749 has it, may accept Basic.',
      true,
    ),
    onlyIfUsed: flag('Schemes that no operation asks for are fine.', false),
  },
  messages: {
    basic: 'The scheme "{name}" sends a password with every request (HTTP Basic).',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      if (scheme.type !== 'http' || scheme.scheme?.trim().toLowerCase() !== 'basic') return;
      const operations = operationsUsing(scheme);
      if (operations.length === 0 && options.onlyIfUsed) return;
      const isForTokens =
        operations.length > 0 &&
        onceAList(operations, options, () => operations.every(isTokenEndpoint));
      if (isForTokens && options.allowForTokenEndpoints) return;
      const place = {
        at: scheme.at('scheme'),
        related: operationsWith(scheme),
        ...weightUnused(scheme, 'info'),
      };
      report(place, 'basic', { name: titleOf(scheme) });
    },
  },
});

/** Where RFC 6749, 7009, 7662, 8628 and 9126 let clients identify themselves with Basic. */
const CLIENT_AUTHENTICATION =
  /\/(?:introspect(?:ion)?|revoke|revocation|device_authorization|par)\/?$/i;

function isTokenEndpoint(operation: Operation): boolean {
  const path = pathOf(operation);
  if (authEndpointOf(operation) !== undefined || CLIENT_AUTHENTICATION.test(path)) return true;
  return tokenUrls(operation.api).some((url) => url.endsWith(path));
}

/** Where the flows of all schemes fetch their tokens, without queries. */
const tokenUrls: (api: Api) => readonly string[] = fact((api: Api) => {
  const flows = [...schemesOf(api).values()].flatMap((scheme) => [...scheme.flows.values()]);
  return [...new Set(flows.flatMap(({ tokenUrl }) => tokenUrl?.split(/[?#]/)[0] ?? []))];
});
