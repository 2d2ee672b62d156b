/** HTTP authentication schemes in IANA's registry (February 2025), in lower case. */
export const REGISTERED = [
  'basic',
  'bearer',
  'concealed',
  'digest',
  'dpop',
  'gnap',
  'hoba',
  'mutual',
  'negotiate',
  'oauth',
  'privatetoken',
  'scram-sha-1',
  'scram-sha-256',
  'vapid',
] as const;

/** Schemes that something better has replaced. */
export const OBSOLETE = ['digest', 'negotiate', 'ntlm', 'oauth'] as const;
