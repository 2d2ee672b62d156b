const SECOND_LEVEL = /^(?:co|com|org|net|gov|ac|edu|or|ne|go)$/;

/** The part of a host that somebody has registered: `shop.example` of `api.shop.example`; an address as it is. */
export function registrableDomain(host: string): string {
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return host;
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const isDeep = labels.at(-1)?.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(isDeep ? -3 : -2).join('.');
}
