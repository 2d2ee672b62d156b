import {
  type Context,
  defineRule,
  flag,
  hostOf,
  isLocal,
  type OAuthFlow,
  type SecurityScheme,
} from 'specgate/rule';
import { type AuthUrl, authUrlsOf } from '../shared/auth-urls.ts';
import { childrenOf, keyOf } from '../shared/spot.ts';
import { tokensOf } from '../shared/words.ts';

const options = {
  allowLoopback: flag('Addresses of this machine, such as localhost, are fine.', true),
};

const messages = {
  cleartext: 'The "{field}" "{url}" is not encrypted.',
} as const;

export default defineRule({
  id: 'transport-auth-url-http',
  title: 'Authorization server is addressed by plain http',
  category: 'transport',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-319', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['tls', 'oauth2'],
  why: 'Codes, client secrets, refresh tokens and signing keys can be read and exchanged on the way; OAuth 2.0 demands TLS for these addresses.',
  fix: 'Use the https address of the authorization server.',

  options,
  messages,

  visit: { SecurityScheme: judge, OAuthFlow: judge },
});

function judge(
  holder: SecurityScheme | OAuthFlow,
  {
    options: { allowLoopback },
    report,
  }: Context<typeof messages, { readonly allowLoopback: boolean }>,
): void {
  for (const { field, url, at } of [...authUrlsOf(holder), ...vendorUrlsOf(holder)]) {
    if (!/^http:\/\//i.test(url) || (allowLoopback && isLocal(hostOf(url)))) continue;
    report(at, 'cleartext', { field, url: url.slice(0, 60) });
  }
}

/** Last words of vendors' keys that hold an address: `x-google-jwks_uri`, `x-tokenInfoUrl`, `x-google-issuer`. */
const ADDRESS = new Set(['url', 'uri', 'issuer', 'endpoint']);

function vendorUrlsOf(holder: SecurityScheme | OAuthFlow): readonly AuthUrl[] {
  const urls: AuthUrl[] = [];
  for (const name in holder.raw) {
    if (!name.startsWith('x-')) continue;
    const spot = { value: holder.raw[name], at: holder.at(name) };
    for (const { value, at } of [spot, ...childrenOf(spot)]) {
      const field = keyOf({ value, at });
      if (typeof value === 'string' && ADDRESS.has(tokensOf(field).at(-1) ?? ''))
        urls.push({ field, url: value, at });
    }
  }
  return urls;
}
