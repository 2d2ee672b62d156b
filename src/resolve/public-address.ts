import { BlockList, isIP } from 'node:net';

/** Networks that a stranger's document must not make anyone talk to (IANA special-purpose registries, RFC 6890). */
const CLOSED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Shared by carriers, and by the metadata service of Alibaba.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure answers with secrets of the machine here, although the address is a public one.
  ['168.63.129.16', 32],
  // Link-local: where most clouds keep their metadata service.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, reserved, broadcast.
  ['224.0.0.0', 3],
] as const;

/** Within 2000::/3, the only unicast addresses of the Internet, those that carry an IPv4 address or lead nowhere. */
const CLOSED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closed = new BlockList();
for (const [network, bits] of CLOSED_V4) closed.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of CLOSED_V6) closed.addSubnet(network, bits, 'ipv6');
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an IP address belongs to the open Internet: not to this machine, a private network, a cloud's metadata service or
 * a translation into any of them.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && unicast.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}
