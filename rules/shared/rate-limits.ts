import { fact, type Operation, type Response } from 'specgate/rule';
import { documents } from './statuses.ts';

/** Headers that announce a quota, in lower case; all of a set together, any set is enough. */
export const QUOTA_HEADERS: readonly (readonly string[])[] = [
  // draft-ietf-httpapi-ratelimit-headers, since its version 7.
  ['ratelimit'],
  ['ratelimit-limit', 'ratelimit-reset'],
  ['x-ratelimit-limit'],
  ['x-rate-limit-limit'],
];

/** Headers that say when to come back; `ratelimit` does by its parameter `t`. */
const RESET_HEADERS: ReadonlySet<string> = new Set([
  'ratelimit',
  'ratelimit-reset',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
  'x-ratelimit-reset-after',
  'x-ratelimit-retry-after',
  'x-rate-limit-retry-after',
  'x-retry-after',
]);

/** The names of a response's headers in lower case: case does not matter (RFC 9110 §5.1). */
export const headerNamesOf = fact((response: Response): ReadonlySet<string> => {
  const names = new Set<string>();
  const { headers } = response.raw;
  // Asked of the text: a header is documented even where what is said about it makes no sense.
  if (typeof headers !== 'object' || headers === null) return names;
  for (const name of Object.keys(headers)) names.add(name.toLowerCase());
  for (const name of response.headers.keys()) names.add(name.toLowerCase());
  return names;
});

/** Whether a response announces how much is left. */
export function announcesQuota(
  response: Response,
  sets: readonly (readonly string[])[] = QUOTA_HEADERS,
): boolean {
  const names = headerNamesOf(response);
  return sets.some((set) => set.every((name) => names.has(name)));
}

/** Whether a response says when to try again. */
export function saysWhenToRetry(response: Response): boolean {
  return headerNamesOf(response).has('retry-after');
}

/** Whether a response says when the quota is full again. */
export const saysWhenReset = fact((response: Response): boolean => {
  for (const name of response.headers.keys())
    if (RESET_HEADERS.has(name.toLowerCase())) return true;
  return false;
});

/** Whether an operation documents that callers may be slowed down: 429, or the whole range. */
export function documentsThrottling(operation: Operation): boolean {
  return documents(operation, '429', { range: true, otherwise: false });
}

const WORDING =
  /\brate[-\s]?limit|\bthrottl|\brequests? per (?:second|minute|hour|day)\b|\btoo many requests\b/i;

/** Whether a text speaks of limits of use. */
export function speaksOfLimits(text: string | undefined): boolean {
  return text !== undefined && WORDING.test(text);
}
