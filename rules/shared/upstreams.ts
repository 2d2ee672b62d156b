import type { Node } from 'specgate/rule';
import { childrenOf, down, everythingIn, keyOf, type Spot } from './spot.ts';

/** An address that a gateway hands requests on to, and whether something says how long it waits. */
export interface Upstream {
  readonly spot: Spot;
  readonly address: string;
  readonly hasTimeout: boolean;
}

/** The upstreams that the extensions on a node configure. */
export function upstreamsOn(node: Node): readonly Upstream[] {
  const found: Upstream[] = [];
  for (const name in node.raw) {
    if (!name.startsWith('x-')) continue;
    const places = ADDRESSES[name];
    if (places === undefined) continue;
    const spot = { value: node.raw[name], at: node.at(name) };
    const hasTimeout = everythingIn(spot).some((each) => TIMEOUT.test(keyOf(each)));
    for (const each of places(spot)) {
      if (each === undefined || typeof each.value !== 'string') continue;
      found.push({ spot: each, address: each.value, hasTimeout });
    }
  }
  return found;
}

const TIMEOUT = /^(?:timeout|timeoutInMillis|deadline|(?:read|write|send|connect)_?timeout)$/i;

/** Where each gateway's extensions keep the addresses. */
const ADDRESSES: { readonly [extension: string]: (spot: Spot) => readonly (Spot | undefined)[] } = {
  'x-amazon-apigateway-integration': (spot) => [down(spot, 'uri')],
  'x-google-backend': (spot) => [down(spot, 'address')],
  'x-kong-service-defaults': (spot) => [down(spot, 'url'), down(spot, 'host')],
  'x-kong-upstream-defaults': (spot) =>
    childrenOf(down(spot, 'targets')).map((each) => down(each, 'target')),
  'x-tyk-api-gateway': (spot) => [down(spot, 'upstream', 'url')],
};
