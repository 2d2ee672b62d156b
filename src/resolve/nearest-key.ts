/** Larger maps are not searched. */
const MOST_KEYS = 5000;

/** A key that differs from a missing one only in capitals, separators or a plural. */
export function nearestKey(holder: object, missing: string): string | undefined {
  if (Array.isArray(holder)) return undefined;
  const keys = Object.keys(holder);
  const stem = stemOf(missing);
  return keys.length > MOST_KEYS || stem === ''
    ? undefined
    : keys.find((key) => stemOf(key) === stem);
}

function stemOf(key: string): string {
  return key
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/s$/, '');
}
