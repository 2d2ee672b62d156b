import {
  type Alternative,
  type EffectiveSecurity,
  fact,
  type SecurityScheme,
  strengthOf,
} from 'specgate/rule';

/** How hard a credential is to steal and use: 4 bound to its holder, 3 a token, 2 a static key, 1 a password or a key in the URL. */
export type Class = 1 | 2 | 3 | 4;

/** The class of a scheme; undefined where its type says nothing. */
export function classOf(scheme: SecurityScheme): Class | undefined {
  if (scheme.type === 'http' && /^(?:dpop|hoba)$/i.test(scheme.scheme?.trim() ?? '')) return 4;
  switch (strengthOf(scheme)) {
    case 'mutual-tls':
      return 4;
    case 'token':
      return 3;
    case 'api-key':
      return scheme.in === 'query' ? 1 : 2;
    case 'basic':
      return 1;
    default:
      return undefined;
  }
}

/** The class of what an alternative asks for together: that of its strongest scheme; undefined where one is unknown. */
export function classOfAlternative({ schemes }: Alternative): Class | undefined {
  let best: Class | undefined;
  for (const { scheme } of schemes) {
    const own = scheme === undefined ? undefined : classOf(scheme);
    if (own === undefined) return undefined;
    if (best === undefined || own > best) best = own;
  }
  return best;
}

/** The class of the weakest way in, which is the one that an attacker takes: 0 where there need be none; undefined where one is unknown. */
export const weakestOf: (security: EffectiveSecurity) => number | undefined = fact(
  ({ alternatives, isAnonymous, isOptional }: EffectiveSecurity) => {
    if (isAnonymous || isOptional) return 0;
    let least: Class | undefined;
    for (const alternative of alternatives) {
      const own = classOfAlternative(alternative);
      if (own === undefined) return undefined;
      if (least === undefined || own < least) least = own;
    }
    return least;
  },
);
