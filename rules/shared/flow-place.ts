import { type OAuthFlow, type Pointer, SecurityScheme } from 'specgate/rule';

/** The place of a flow: its key in `flows`; in 2.0, the field `flow` of its scheme. */
export function flowPlace(flow: OAuthFlow): Pointer {
  return flow.api.version === '2.0' ? flow.at('flow') : flow;
}

/** The scheme that a flow belongs to. */
export function schemeOfFlow(flow: OAuthFlow): SecurityScheme | undefined {
  return flow.owner instanceof SecurityScheme ? flow.owner : undefined;
}
