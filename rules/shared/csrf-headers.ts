/** Headers that a forged request from another site cannot carry. */
export const CSRF_HEADERS = [
  'X-CSRF-Token',
  'X-XSRF-Token',
  'X-CSRFToken',
  'CSRF-Token',
  'X-Requested-With',
] as const;
