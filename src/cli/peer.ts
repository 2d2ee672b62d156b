import type { Peers, Rule } from '../rule/rule.ts';

/** What other tools are called here, by the prefix that tells their ids apart. */
const PREFIXES: { readonly [prefix: string]: keyof Peers } = {
  kics: 'kics',
  spectral: 'spectral-owasp',
  'spectral-owasp': 'spectral-owasp',
  vacuum: 'vacuum',
  checkov: 'checkov',
  cherrybomb: 'cherrybomb',
  '42crunch': '42crunch',
  '42c': '42crunch',
  redocly: 'redocly',
  ibm: 'ibm',
  zally: 'zally',
};

/** The names of the tools, for people. */
export const PEER_NAMES = {
  kics: 'KICS',
  'spectral-owasp': 'Spectral OWASP',
  vacuum: 'vacuum',
  checkov: 'Checkov',
  cherrybomb: 'Cherrybomb',
  '42crunch': '42Crunch',
  redocly: 'Redocly',
  ibm: 'IBM validator',
  zally: 'Zally',
} satisfies { readonly [P in keyof Required<Peers>]: string };

/** A check of another tool that a rule answers. */
export interface PeerCheck {
  readonly peer: keyof Peers;
  readonly id: string;
}

/** The checks of other tools that a rule answers, tool by tool. */
export function peerChecks(rule: Rule): readonly PeerCheck[] {
  return Object.values(PREFIXES)
    .filter((peer, index, all) => all.indexOf(peer) === index)
    .flatMap((peer) => (rule.peers?.[peer] ?? []).map((id) => ({ peer, id })));
}

/** The check of a rule that goes by this name, which may begin with the tool's: `kics:…`. */
export function matchingCheck(rule: Rule, asked: string): PeerCheck | undefined {
  const at = asked.indexOf(':');
  const peer = PREFIXES[asked.slice(0, at).toLowerCase()];
  return peerChecks(rule).find(
    (check) =>
      isNamed(check, asked) || (check.peer === peer && isNamed(check, asked.slice(at + 1))),
  );
}

function isNamed({ peer, id }: PeerCheck, asked: string): boolean {
  const name = asked.toLowerCase();
  const own = id.toLowerCase();
  if (own === name) return true;
  // KICS groups its queries in folders, which its reports leave out.
  if (peer === 'kics') return own.endsWith(`/${name}`) || name.endsWith(`/${own}`);
  // 42Crunch has each check once a version; the rules name them without that, and with wildcards.
  return peer === '42crunch' && fits(own, name.replace(/^v[23](?:_\d)?-/, ''));
}

/** Whether a name fits a pattern with `*` for anything. */
function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return pattern === name;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at + last.length <= name.length;
}
