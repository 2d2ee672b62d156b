import type { OAuthFlow } from 'specgate/rule';
import { schemeOfFlow } from './flow-place.ts';
import { signsOn } from './gateway.ts';

/**
 * Whether a flow is only there because the type demands one: Google's gateways check tokens by their issuer, and have
 * it written as an implicit flow whose address is empty.
 */
export function isStandIn(flow: OAuthFlow): boolean {
  const scheme = schemeOfFlow(flow);
  return (
    flow.authorizationUrl?.trim() === '' &&
    scheme !== undefined &&
    signsOn(scheme, 'auth-bound').length > 0
  );
}
