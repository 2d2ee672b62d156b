import { defineRule, flag, type OAuthFlow, type SecurityScheme } from 'specgate/rule';
import { schemeOfFlow } from '../shared/flow-place.ts';
import { mentions } from '../shared/mentions.ts';
import { titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'oauth-pkce-missing',
  title: 'Authorization code flow without PKCE',
  category: 'authentication',
  severity: 'low',
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-345', 'CWE-287', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'Without a proof that only the right client has (PKCE), whoever catches the code on its way can exchange it for a token.',
  fix: 'Demand `code_challenge_method=S256`, and say so: `x-usePkce: SHA-256` in the flow, or a sentence in the scheme.',
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1'],
  limits:
    'OpenAPI has no field for PKCE; only the extension `x-usePkce` and what the description says can be seen.',

  options: {
    requireDocumented: flag(
      'Flows of which nothing says that they use PKCE are reported as well.',
      false,
      true,
    ),
  },
  messages: {
    disabled: 'The authorization code flow of "{name}" does not use PKCE with S256.',
    undocumented: 'Nothing says that the authorization code flow of "{name}" uses PKCE.',
  },

  visit: {
    OAuthFlow(flow, { options, report }) {
      const scheme = schemeOfFlow(flow);
      if (flow.flow !== 'authorizationCode' || scheme === undefined) return;
      const setting = settingOf(flow, scheme);
      const data = { name: titleOf(scheme) };
      if (setting !== undefined) {
        const isOff =
          setting.value === false || /^(?:no|none|false|plain)$/i.test(String(setting.value));
        if (isOff) report(setting.holder.at('x-usePkce'), 'disabled', data);
      } else if (options.requireDocumented && !mentions(scheme.api, PKCE))
        report(flow, 'undocumented', data);
    },
  },
});

const PKCE = /\bPKCE\b|\bRFC[ -]?7636\b|\bcode_challenge/i;

function settingOf(flow: OAuthFlow, scheme: SecurityScheme) {
  for (const holder of [flow, scheme]) {
    const value = holder.extension('x-usePkce');
    if (value !== undefined) return { value, holder };
  }
  return undefined;
}
