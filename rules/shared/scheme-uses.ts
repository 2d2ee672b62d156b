import {
  type Api,
  type EffectiveSecurity,
  fact,
  inboundOperations,
  type Operation,
  type RelatedPlace,
  type SchemeUse,
  type SecurityRequirement,
  type SecurityScheme,
  type Severity,
  schemesOf,
  securityOf,
  usesOf,
} from 'specgate/rule';
import { outboundOperations } from './outbound-operations.ts';
import { related } from './related.ts';

const namesByScheme: (api: Api) => ReadonlyMap<SecurityScheme, readonly string[]> = fact(
  (api: Api) => {
    const names = new Map<SecurityScheme, Set<string>>();
    const note = (name: string, scheme: SecurityScheme) => {
      const known = names.get(scheme);
      if (known === undefined) names.set(scheme, new Set([name]));
      else known.add(name);
    };
    for (const [name, scheme] of schemesOf(api)) note(name, scheme);
    for (const { security } of [api, ...inboundOperations(api), ...outboundOperations(api)])
      for (const { referred } of security) for (const [uri, scheme] of referred) note(uri, scheme);
    return new Map([...names].map(([scheme, all]) => [scheme, [...all]]));
  },
);

/** The names by which requirements can ask for a scheme, its URIs last; its definition may stand under another name in another file. */
export function namesOfScheme(scheme: SecurityScheme): readonly string[] {
  return namesByScheme(scheme.api).get(scheme) ?? [];
}

/** What a scheme is called in messages: the name that requirements use. */
export function titleOf(scheme: SecurityScheme): string {
  return namesOfScheme(scheme)[0] ?? scheme.id;
}

/** Operations that ask for the same: one that says so itself, or all that inherit from the root. */
interface Askers {
  readonly security: EffectiveSecurity;
  readonly operations: readonly Operation[];
}

const askersOf: (scheme: SecurityScheme) => readonly Askers[] = fact((scheme: SecurityScheme) => {
  const found = new Map<EffectiveSecurity, readonly Operation[]>();
  for (const name of namesOfScheme(scheme)) {
    for (const { operations } of usesOf(scheme.api, name)) {
      const [first] = operations;
      if (first !== undefined) found.set(securityOf(first), operations);
    }
  }
  return [...found].map(([security, operations]) => ({ security, operations }));
});

/** The operations that accept a scheme where what they ask for is as told. */
export function operationsAsking(
  scheme: SecurityScheme,
  isMeant: (security: EffectiveSecurity) => boolean,
): readonly Operation[] {
  return together(askersOf(scheme).filter(({ security }) => isMeant(security)));
}

/** Operations that inherit stay one list: all schemes that only the root asks for share it. */
function together(askers: readonly Askers[]): readonly Operation[] {
  const [first] = askers;
  return askers.length < 2
    ? (first?.operations ?? [])
    : askers.flatMap(({ operations }) => operations);
}

/** What operations ask for who accept a scheme, each once. */
export function securitiesUsing(scheme: SecurityScheme): readonly EffectiveSecurity[] {
  return askersOf(scheme).map(({ security }) => security);
}

/** The operations that accept a scheme, alone or together with others. */
export const operationsUsing: (scheme: SecurityScheme) => readonly Operation[] = fact(
  (scheme: SecurityScheme) => together(askersOf(scheme)),
);

/** What a finding on a scheme weighs at most, if the API has operations and none of them accepts it. */
export function weightUnused(
  scheme: SecurityScheme,
  atMost: Severity,
): { readonly atMost?: Severity } {
  const isUnused = inboundOperations(scheme.api).length > 0 && operationsUsing(scheme).length === 0;
  return isUnused ? { atMost } : {};
}

/** Places where a scheme is asked for, to be listed beside a finding on it. */
export function operationsWith(scheme: SecurityScheme): readonly RelatedPlace[] {
  return related(operationsUsing(scheme), 'accepts it.');
}

/** The places in requirements that name a scheme, the root's first, for rules that report a name once. */
export function placesOf(api: Api, name: string): readonly SecurityRequirement[] {
  return placesIn(usesOf(api, name));
}

const placesIn = fact((uses: readonly SchemeUse[]): readonly SecurityRequirement[] => [
  ...new Set(uses.map((use) => use.requirement)),
]);

/** Every requirement that asks for a scope of a scheme, the root's first. */
export function usesOfScope(api: Api, name: string, scope: string): readonly SchemeUse[] {
  return usesByScope(usesOf(api, name)).get(scope) ?? [];
}

/** Every requirement that asks for any scope of a scheme, the root's first. */
export function usesWithScopes(api: Api, name: string): readonly SchemeUse[] {
  return withScopes(usesOf(api, name));
}

const withScopes = fact((uses: readonly SchemeUse[]): readonly SchemeUse[] =>
  uses.filter((use) => use.scopes.length > 0),
);

const usesByScope = fact(
  (uses: readonly SchemeUse[]): ReadonlyMap<string, readonly SchemeUse[]> => {
    const found = new Map<string, SchemeUse[]>();
    for (const use of uses) {
      for (const scope of new Set(use.scopes)) {
        const known = found.get(scope);
        if (known === undefined) found.set(scope, [use]);
        else known.push(use);
      }
    }
    return found;
  },
);
