import type { Reference } from 'specgate/rule';

/** The address of a reference that was not followed because it leads to the network; told where it is, and only there. */
export function remoteAddress({ problem, fault, address }: Reference): URL | undefined {
  if (problem !== 'remote' || fault !== undefined || address === undefined) return undefined;
  return URL.canParse(address) ? new URL(address) : undefined;
}
