import type { Api, Operation, SecurityRequirement, SecurityScheme } from '../kinds.ts';
import type { Node } from '../node.ts';
import { fact } from './fact.ts';
import { inboundOperations } from './operations.ts';

/** How hard a credential is to steal and replay, best first. */
export const STRENGTHS = ['mutual-tls', 'token', 'api-key', 'basic', 'unknown'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** A scheme as a requirement asks for it. */
export interface RequiredScheme {
  readonly name: string;
  /** Undefined where the name is not defined. */
  readonly scheme: SecurityScheme | undefined;
  readonly scopes: readonly string[];
}

/** One way to be let in; no schemes means anonymous. */
export interface Alternative {
  readonly node: SecurityRequirement;
  readonly schemes: readonly RequiredScheme[];
}

/** What an operation asks of its caller, inherited or not. */
export interface EffectiveSecurity {
  /** Where it is said; `none` if neither the operation nor the root says anything. */
  readonly from: 'operation' | 'root' | 'none';
  readonly alternatives: readonly Alternative[];
  /** No credential is ever needed. */
  readonly isAnonymous: boolean;
  /** A credential may be sent, and need not. */
  readonly isOptional: boolean;
}

const NOTHING: EffectiveSecurity = {
  from: 'none',
  alternatives: [],
  isAnonymous: true,
  isOptional: false,
};

/** The security in force: the operation's own `security` if it has one, else the root's. */
export const securityOf: (operation: Operation) => EffectiveSecurity = fact(
  (operation: Operation) => {
    if (Array.isArray(operation.raw.security))
      return securityAt(operation, operation.security, 'operation');
    return rootSecurity(operation.api);
  },
);

/** The requirement that operations inherit. */
export const rootSecurity: (api: Api) => EffectiveSecurity = fact((api: Api) =>
  Array.isArray(api.raw.security) ? securityAt(api, api.security, 'root') : NOTHING,
);

function securityAt(
  holder: Node,
  requirements: readonly SecurityRequirement[],
  from: 'operation' | 'root',
): EffectiveSecurity {
  const alternatives = requirements.map((node) => ({
    node,
    schemes: node.schemes.map(([name, scopes]) => ({
      name,
      scopes,
      scheme: schemeCalled(holder.api, name) ?? node.referred.get(name),
    })),
  }));
  const anonymous = alternatives.filter((alternative) => alternative.schemes.length === 0).length;
  const isAnonymous = anonymous === alternatives.length;
  return { from, alternatives, isAnonymous, isOptional: !isAnonymous && anonymous > 0 };
}

/** The security schemes of the description by name, whatever the version. */
export function schemesOf(api: Api): ReadonlyMap<string, SecurityScheme> {
  return api.version === '2.0'
    ? api.securityDefinitions
    : (api.components?.securitySchemes ?? NO_SCHEMES);
}

const NO_SCHEMES: ReadonlyMap<string, SecurityScheme> = new Map<string, SecurityScheme>();

function schemeCalled(api: Api, name: string): SecurityScheme | undefined {
  return schemesOf(api).get(name);
}

/** How strong a scheme is by its type. */
export function strengthOf(scheme: SecurityScheme): Strength {
  if (scheme.type === 'mutualTLS') return 'mutual-tls';
  if (scheme.type === 'oauth2' || scheme.type === 'openIdConnect') return 'token';
  if (scheme.type === 'apiKey') return 'api-key';
  if (scheme.type !== 'http') return 'unknown';
  const name = scheme.scheme?.toLowerCase();
  if (name === 'basic' || name === 'digest') return 'basic';
  return name === undefined ? 'unknown' : 'token';
}

/** A place where a scheme is asked for. */
export interface SchemeUse {
  readonly requirement: SecurityRequirement;
  readonly scopes: readonly string[];
  /** The operations that it holds for: one, or all that inherit the root's. */
  readonly operations: readonly Operation[];
}

const usesByName: (api: Api) => ReadonlyMap<string, readonly SchemeUse[]> = fact((api: Api) => {
  const uses = new Map<string, SchemeUse[]>();
  const note = (security: EffectiveSecurity, operations: readonly Operation[]) => {
    for (const { node, schemes } of security.alternatives) {
      for (const { name, scopes } of schemes) {
        const list = uses.get(name) ?? [];
        list.push({ requirement: node, scopes, operations });
        uses.set(name, list);
      }
    }
  };
  const operations = inboundOperations(api);
  note(
    rootSecurity(api),
    operations.filter((operation) => securityOf(operation).from === 'root'),
  );
  for (const operation of operations) {
    const security = securityOf(operation);
    if (security.from === 'operation') note(security, [operation]);
  }
  return uses;
});

/** Every requirement that names a scheme, the root's first. */
export function usesOf(api: Api, schemeName: string): readonly SchemeUse[] {
  return usesByName(api).get(schemeName) ?? [];
}
