/** Suffixes of names that only exist inside of a network. */
export const INTERNAL_SUFFIXES = [
  '.local',
  '.localhost',
  '.internal',
  '.intranet',
  '.corp',
  '.lan',
  '.home.arpa',
  '.svc',
  '.cluster.local',
] as const;

/** What a host is, apart from a public name; the words go into messages. */
export type HostKind =
  | 'this machine'
  | 'a private network'
  | 'the metadata service of a cloud'
  | 'a name of the local network'
  | 'a bare IP address';

/** What kind of host it is, in lower case as `hostOf` gives it; undefined for public names and for what holds a variable. */
export function kindOfHost(host: string, suffixes: readonly string[]): HostKind | undefined {
  if (host.includes('{') || host.includes('<')) return undefined;
  if (host.startsWith('[')) return kindOfV6(host.slice(1, -1));
  const plain = host.endsWith('.') ? host.slice(0, -1) : host;
  if (plain === 'localhost' || plain.endsWith('.localhost')) return 'this machine';
  const address = V4.exec(plain);
  if (address !== null) return kindOfV4(address.slice(1).map(Number));
  if (!plain.includes('.')) return 'a name of the local network';
  return suffixes.some((suffix) => plain.endsWith(suffix.toLowerCase()))
    ? 'a name of the local network'
    : undefined;
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function kindOfV4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): HostKind {
  if (a === 127 || (a === 0 && b === 0)) return 'this machine';
  if (a === 169 && b === 254)
    return c === 169 && d === 254 ? 'the metadata service of a cloud' : 'a private network';
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b <= 127);
  return isPrivate ? 'a private network' : 'a bare IP address';
}

function kindOfV6(address: string): HostKind {
  if (address === '::1' || address === '::') return 'this machine';
  if (address === 'fd00:ec2::254') return 'the metadata service of a cloud';
  return /^(?:f[cd]|fe[89ab])/.test(address) ? 'a private network' : 'a bare IP address';
}
