import {
  type Context,
  defineRule,
  flag,
  hostOf,
  isLocal,
  OAuthFlow,
  type SecurityScheme,
  schemeOf,
} from 'specgate/rule';
import { authUrlsOf } from '../shared/auth-urls.ts';
import { isStandIn } from '../shared/stand-in-flow.ts';

const options = {
  allowRelative: flag(
    'From 3.0 on, addresses relative to the server are fine; 2.0 has nothing that they would be relative to.',
    true,
    false,
  ),
  requireWellKnownSuffix: flag(
    'An `openIdConnectUrl` must end with `/.well-known/openid-configuration`.',
    false,
    true,
  ),
};

const messages = {
  empty: 'The "{field}" is empty.',
  template: 'The "{field}" still has placeholders in it: "{url}".',
  relative: 'The "{field}" is no absolute address: "{url}".',
  scheme: 'The "{field}" is no web address: "{url}".',
  malformed: 'The "{field}" cannot be read as an address: "{url}".',
  fragment: 'The "{field}" has a fragment, which no request ever carries: "{url}".',
  placeholder: 'The "{field}" leads to a host of examples, "{host}".',
  discovery: 'The "openIdConnectUrl" is not the address of discovery metadata: "{url}".',
} as const;

export default defineRule({
  id: 'oauth-url-invalid',
  title: 'OAuth or OpenID Connect address is unusable',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  weighsLess:
    'info for an address that is relative to the server from 3.0 on, and for one of discovery under another name',
  since: '0.1',
  references: ['CWE-1188', 'CWE-20', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['oauth2'],
  why: 'Clients that are set up from a broken or made-up address send codes and secrets to the wrong place, or people guess the right one.',
  fix: 'Write the absolute https address of the authorization server; best, let clients discover it.',
  peers: {
    kics: [
      '2.0/invalid_oauth2_token_url',
      '2.0/invalid_oauth_authorization_url',
      '3.0/invalid_oauth2_token_url',
      '3.0/invalid_oauth_authorization_url',
    ],
    '42crunch': ['*securityscheme-oauth2-authorizationurl', '*securityscheme-oauth2-tokenurl'],
    ibm: ['ibm-securityscheme-attributes'],
  },

  options,
  messages,

  visit: { SecurityScheme: judge, OAuthFlow: judge },
});

type Settings = { readonly allowRelative: boolean; readonly requireWellKnownSuffix: boolean };

function judge(
  holder: SecurityScheme | OAuthFlow,
  context: Context<typeof messages, Settings>,
): void {
  const { version, options: settings, report } = context;
  for (const { field, url, at } of authUrlsOf(holder)) {
    const problem = problemOf(url);
    if (problem === 'relative' && version !== '2.0' && settings.allowRelative) continue;
    const shown = url.slice(0, 60);
    if (problem === 'empty' && holder instanceof OAuthFlow && isStandIn(holder)) continue;
    if (problem === 'empty') report(at, 'empty', { field });
    else if (problem === 'relative' && version !== '2.0')
      report({ at, atMost: 'info' }, problem, { field, url: shown });
    else if (problem === 'placeholder')
      report(at, 'placeholder', { field, host: hostOf(url) ?? '' });
    else if (problem !== undefined) report(at, problem, { field, url: shown });
    else if (
      field === 'openIdConnectUrl' &&
      settings.requireWellKnownSuffix &&
      !WELL_KNOWN.test(url)
    )
      report({ at, atMost: 'info' }, 'discovery', { url: shown });
  }
}

/** A query chooses a policy of the same server, as Azure AD B2C has it. */
const WELL_KNOWN = /\/\.well-known\/openid-configuration(?:\?.*)?$/;
/** Names that stand for any host (RFC 2606, RFC 6761). */
const EXAMPLES = /^(?:(?:[^.]+\.)*example\.(?:com|org|net)|(?:[^.]+\.)+(?:example|invalid|test))$/;

type Problem =
  | 'empty'
  | 'template'
  | 'relative'
  | 'scheme'
  | 'malformed'
  | 'fragment'
  | 'placeholder';

/** What is wrong with an address; plain http is another rule's question. */
function problemOf(url: string): Problem | undefined {
  if (url === '') return 'empty';
  if (/[{}<>]/.test(url)) return 'template';
  const scheme = schemeOf(url);
  if (scheme === undefined)
    return /^[/.?#]/.test(url) || !/\s/.test(url) ? 'relative' : 'malformed';
  if (scheme !== 'http' && scheme !== 'https') return 'scheme';
  const host = hostOf(url);
  if (host === undefined || !URL.canParse(url)) return 'malformed';
  if (url.includes('#')) return 'fragment';
  return isLocal(host) || EXAMPLES.test(host) ? 'placeholder' : undefined;
}
