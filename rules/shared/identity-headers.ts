/** Headers that say where a request comes from, which only a proxy knows. */
export const ORIGIN_HEADERS = [
  'X-Original-URL',
  'X-Rewrite-URL',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Real-IP',
  'X-Client-IP',
] as const;

/** Headers that say who sends a request and what she may do. */
export const IDENTITY_HEADERS = [
  'X-User-Id',
  'X-UserId',
  'X-User',
  'X-Username',
  'X-Role',
  'X-Roles',
  'X-Admin',
  'X-Tenant-Id',
  'X-Account-Id',
  'X-Org-Id',
  'X-Organization-Id',
  'X-Remote-User',
  'X-Forwarded-User',
  'X-Authenticated-User',
  'X-Authenticated-Userid',
  'X-Impersonate-User',
] as const;
