/** Headers that carry a credential, in lower case. */
export const CREDENTIAL_HEADERS = [
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'apikey',
  'x-auth-token',
  'x-access-token',
  'x-auth',
  'x-session-token',
  'x-token',
  'token',
  'x-secret',
  'x-client-secret',
] as const;
