import { defineRule } from 'specgate/rule';
import { flowPlace, schemeOfFlow } from '../shared/flow-place.ts';
import { operationsWith, titleOf, weightUnused } from '../shared/scheme-uses.ts';
import { isStandIn } from '../shared/stand-in-flow.ts';

export default defineRule({
  id: 'oauth-implicit-flow',
  title: 'OAuth 2.0 implicit flow is offered',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  weighsLess: 'medium where no operation accepts the scheme',
  since: '0.1',
  references: ['CWE-522', 'CWE-598', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'The access token is handed over in the URL, where browser history, extensions and redirects leak it. RFC 9700 advises against the flow, and OAuth 2.1 removes it.',
  fix: 'Use the authorization code flow with PKCE, also for single-page and mobile apps.',
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2'],
  peers: {
    kics: [
      '2.0/implicit_flow_oauth2',
      '2.0/operation_using_implicit_flow',
      '3.0/oauth2_with_implicit_flow',
    ],
    checkov: ['CKV_OPENAPI_12', 'CKV_OPENAPI_14'],
    '42crunch': ['*-oauth2-implicit'],
  },

  messages: {
    implicit: 'The scheme "{name}" hands out tokens by the implicit flow.',
    replaceable:
      '"{name}" offers the implicit flow beside the authorization code that can replace it.',
  },

  visit: {
    OAuthFlow(flow, { report }) {
      const scheme = schemeOfFlow(flow);
      if (flow.flow !== 'implicit' || scheme === undefined || isStandIn(flow)) return;
      const message = scheme.flows.has('authorizationCode') ? 'replaceable' : 'implicit';
      const place = {
        at: flowPlace(flow),
        related: operationsWith(scheme),
        ...weightUnused(scheme, 'medium'),
      };
      report(place, message, { name: titleOf(scheme) });
    },
  },
});
