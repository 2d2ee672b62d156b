/** Headers that carry a credential, in lower case. */
export const CREDENTIAL_HEADERS = [
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'apikey',
  'x-auth-token',
  'auth-token',
  'x-access-token',
  'access-token',
  'x-auth',
  'x-session-token',
  'session-token',
  'x-token',
  'token',
  'x-secret',
  'x-client-secret',
] as const;

/** Whether a header is one of the names, however its words are joined: `api_key` is `Api-Key`. */
export function isCredentialHeader(
  name: string,
  names: readonly string[] = CREDENTIAL_HEADERS,
): boolean {
  const plain = joined(name);
  return names.some((each) => joined(each) === plain);
}

function joined(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}
