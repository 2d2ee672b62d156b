/** The last words of paths by which one gets a credential, or recovers or gives back one. */
export const ENTRANCES = [
  'login',
  'logon',
  'signin',
  'sign-in',
  'log-in',
  'logout',
  'signout',
  'sign-out',
  'register',
  'registration',
  'signup',
  'sign-up',
  'token',
  'access-token',
  'refresh-token',
  'oauth',
  'oauth2',
  'authorize',
  'authenticate',
  'authentication',
  'auth',
  'sso',
  'saml',
  'oidc',
  'forgot',
  'forgot-password',
  'reset-password',
  'password-reset',
  'recover',
  'recover-password',
  'recover_username',
  'magic-link',
  'verify-email',
  'verify-otp',
  'resend-verification',
  'confirm-email',
] as const;

/** Those that mean the same after a parameter, as in `/{tenant}/login`; `/events/{id}/register` is another thing. */
export const ENTRANCES_ANYWHERE = [
  'login',
  'logon',
  'signin',
  'sign-in',
  'log-in',
  'logout',
  'signup',
  'sign-up',
  'authenticate',
] as const;

/** Those that with a parameter behind them are read as one of many. */
export const ENTRANCES_OF_MANY = ['token', 'access-token', 'refresh-token'] as const;

/** Entrances where nothing or an account comes before: `/users/verify` is one, `/orders/confirm` is not. */
export const ENTRANCES_OF_ACCOUNTS = [
  'verify',
  'verification',
  'activate',
  'activation',
  'confirm',
  'confirmation',
  'recover',
  'reset',
  'revoke',
  'introspect',
  'refresh',
  'jwt',
  'obtain',
] as const;

/** What may come before those. */
export const ACCOUNTS = [
  'auth',
  'authn',
  'oauth',
  'oauth2',
  'authentication',
  'identity',
  'account',
  'accounts',
  'user',
  'users',
  'customer',
  'customers',
  'member',
  'members',
  'me',
  'profile',
  'email',
  'phone',
  'mobile',
  'password',
  'token',
  'tokens',
  'session',
  'sessions',
  'otp',
  'login',
  'register',
  'registration',
  'signup',
] as const;

/** Entrances where they are only written to: reading `session` tells about a caller who is known. */
export const ENTRANCES_WRITTEN = [
  'session',
  'sessions',
  'otp',
  '2fa',
  'mfa',
  'authorization',
] as const;

/** Segments that name a sign-in protocol. */
export const PROTOCOLS = [
  'oauth',
  'oauth2',
  'oidc',
  'saml',
  'saml2',
  'sso',
  'openid-connect',
] as const;

/** The last words of the addresses that such a protocol needs, entrances aside; `userinfo` is for those who are in. */
export const PROTOCOL_STEPS = [
  'acs',
  'metadata',
  'slo',
  'certs',
  'keys',
  'jwks',
  'providers',
  'device',
  'code',
  'device-authorization',
  'par',
  'revoke',
  'introspect',
] as const;

/** Segments below which somebody signs in, by whatever protocol; keys and devices there are those of who is in. */
export const SIGN_IN_PARTS = ['auth', 'authn', 'authentication', ...ENTRANCES_ANYWHERE] as const;

/** The last words of the steps by which a browser goes away and comes back, there or below a protocol. */
export const SIGN_IN_STEPS = [
  'callback',
  'redirect',
  'start',
  'initiate',
  'begin',
  'finish',
] as const;

/** What is read by machines that have no account: probes, keys, descriptions, files that browsers ask for. */
export const PROBES = [
  'health',
  'healthz',
  'healthcheck',
  'livez',
  'liveness',
  'readyz',
  'readiness',
  'heartbeat',
  'ping',
  'ruok',
  'jwks',
  'openid-configuration',
  'robots.txt',
  'favicon.ico',
  'openapi',
  'swagger',
  'api-docs',
] as const;

/** Probes only at the top and below another one: `/status` tells about the service, `/orders/status` about orders. */
export const PROBES_AT_TOP = [
  'ready',
  'live',
  'alive',
  'started',
  'startup',
  'status',
  'version',
  'time',
] as const;

/** Segments below which reading is public, by the word of the author. */
export const PUBLIC_PARTS = ['.well-known', 'public'] as const;
