import {
  type Api,
  fact,
  inboundOperations,
  type Operation,
  type RelatedPlace,
  type SecurityRequirement,
  type SecurityScheme,
  type Severity,
  schemesOf,
  usesOf,
} from 'specgate/rule';
import { outboundOperations } from './outbound-operations.ts';
import { related } from './related.ts';

const namesByScheme: (api: Api) => ReadonlyMap<SecurityScheme, readonly string[]> = fact(
  (api: Api) => {
    const names = new Map<SecurityScheme, string[]>();
    const note = (name: string, scheme: SecurityScheme) => {
      const known = names.get(scheme) ?? [];
      if (!known.includes(name)) names.set(scheme, [...known, name]);
    };
    for (const [name, scheme] of schemesOf(api)) note(name, scheme);
    for (const { security } of [api, ...inboundOperations(api), ...outboundOperations(api)])
      for (const { referred } of security) for (const [uri, scheme] of referred) note(uri, scheme);
    return names;
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

/** The operations that accept a scheme, alone or together with others. */
export const operationsUsing: (scheme: SecurityScheme) => readonly Operation[] = fact(
  (scheme: SecurityScheme) => {
    const operations = new Set<Operation>();
    for (const name of namesOfScheme(scheme)) {
      for (const use of usesOf(scheme.api, name))
        for (const operation of use.operations) operations.add(operation);
    }
    return [...operations];
  },
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
  return [...new Set(usesOf(api, name).map((use) => use.requirement))];
}
