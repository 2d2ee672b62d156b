import { type Node, OAuthFlow, type Pointer, type SecurityScheme } from 'specgate/rule';

/** Fields of schemes and flows that hold the address of an authorization server. */
export const AUTH_URL_FIELDS = {
  scheme: ['openIdConnectUrl', 'oauth2MetadataUrl'],
  flow: ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'],
} as const;

/** An address, the field that holds it, and where. */
export interface AuthUrl {
  readonly field: string;
  readonly url: string;
  readonly at: Pointer;
}

/** The addresses that a scheme or a flow itself holds, as far as they are texts and the version has the field. */
export function authUrlsOf(holder: SecurityScheme | OAuthFlow): readonly AuthUrl[] {
  const urls: AuthUrl[] = [];
  if (holder instanceof OAuthFlow) {
    for (const field of AUTH_URL_FIELDS.flow) add(urls, holder, field, holder[field]);
  } else {
    for (const field of AUTH_URL_FIELDS.scheme) add(urls, holder, field, holder[field]);
  }
  return urls;
}

function add(urls: AuthUrl[], holder: Node, field: string, url: string | undefined): void {
  if (url !== undefined) urls.push({ field, url: url.trim(), at: holder.at(field) });
}
