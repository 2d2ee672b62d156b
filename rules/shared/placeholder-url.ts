import { hostOf } from 'specgate/rule';

/** Names that stand for others (RFC 2606), whatever comes before them. */
const RESERVED = /(?:^|\.)(?:example\.(?:com|org|net|edu)|example|test|invalid)$/;

const STAND_IN =
  /(?:^|[^a-z])(?:your[-_.]?(?:domain|company|host|server|api|app|org|tenant|instance|site|project)|my[-_]?(?:domain|company|host|server|api|instance|tenant))\b|(?:^|[^a-z])(?:change[-_]?me|todo|tbd|fixme|placeholder|replace[-_]?me|xxx+)(?:[^a-z]|$)/i;

/** What shows that an address only stands for another one; undefined for a real one. */
export function placeholderIn(url: string): string | undefined {
  const host = hostOf(url) ?? hostLike(url);
  if (host !== undefined) {
    const reserved = RESERVED.exec(host)?.[0].replace(/^\./, '');
    if (reserved !== undefined) return reserved;
  }
  const brackets = /<[^>]{1,60}>/.exec(url)?.[0];
  // What a path is about may be called anything, and so may variables.
  return brackets ?? STAND_IN.exec(host?.replace(/\{[^{}]*\}/g, '{}') ?? '')?.[0];
}

/** What was meant for a host, where the scheme was forgotten: `api.example.com/v1`. */
function hostLike(url: string): string | undefined {
  return /^[\w-]+(?:\.[\w-]+)+(?=$|[/:])/.exec(url)?.[0].toLowerCase();
}
