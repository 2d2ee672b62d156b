import { defineRule } from 'specgate/rule';
import { flowPlace, schemeOfFlow } from '../shared/flow-place.ts';
import { operationsWith, titleOf, weightUnused } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'oauth-password-flow',
  title: 'OAuth 2.0 password flow is offered',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  weighsLess: 'medium where no operation accepts the scheme',
  since: '0.1',
  references: ['CWE-522', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'Apps ask people for the password itself, so a second factor cannot be enforced and phishing looks like a normal login. RFC 9700 forbids the flow.',
  fix: 'Use the authorization code flow with PKCE; the device authorization flow where there is no browser.',
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-2.4'],
  peers: {
    kics: [
      '2.0/global_security_using_password_flow',
      '2.0/operation_using_password_flow',
      '2.0/security_definitions_allows_password_flow',
      '3.0/oauth2_with_password_flow',
    ],
    checkov: ['CKV_OPENAPI_8', 'CKV_OPENAPI_10', 'CKV_OPENAPI_11'],
    '42crunch': ['*-oauth2-password', '*-oauth2-ropg'],
  },

  messages: {
    password: 'With the scheme "{name}", apps ask people for their password (password flow).',
  },

  visit: {
    OAuthFlow(flow, { report }) {
      const scheme = schemeOfFlow(flow);
      if (flow.flow !== 'password' || scheme === undefined) return;
      const place = {
        at: flowPlace(flow),
        related: operationsWith(scheme),
        ...weightUnused(scheme, 'medium'),
      };
      report(place, 'password', { name: titleOf(scheme) });
    },
  },
});
