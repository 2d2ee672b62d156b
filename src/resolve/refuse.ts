/** Why an address may not be fetched; undefined if it may. Nothing is looked up. */
export function refuse(url: URL, allowedHosts: readonly string[]): string | undefined {
  if (url.protocol !== 'https:') return 'only https is fetched';
  if (url.username !== '' || url.password !== '')
    return 'an address with a password is not fetched';
  const isAllowed = allowedHosts.some((host) => host.toLowerCase() === url.host);
  return isAllowed ? undefined : `${url.host} is not an allowed host`;
}
