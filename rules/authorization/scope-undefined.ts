import { type Api, defineRule, type Operation, type Pointer, schemesOf } from 'specgate/rule';
import { signsOn } from '../shared/gateway.ts';
import { isObject } from '../shared/grammar/problem.ts';
import { nearest } from '../shared/nearest.ts';
import { related } from '../shared/related.ts';
import { usesOfScope } from '../shared/scheme-uses.ts';
import { declaredScopes } from '../shared/scopes.ts';

export default defineRule({
  id: 'scope-undefined',
  title: 'Required OAuth scope is not declared by its scheme',
  category: 'authorization',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-863', 'OWASP-API5:2023', 'OWASP-API2:2023'],
  tags: ['oauth2'],
  why: 'A scope that nobody can grant locks everyone out, or the server skips it: then a slip of the pen opens the operation to every token.',
  fix: 'Declare the scope in the flow that grants it, or correct its spelling.',
  limits:
    'Scopes of OpenID Connect, of schemes with an `oauth2MetadataUrl`, and of those that list none for the authorizer of a gateway, are declared elsewhere and not looked for.',
  peers: {
    kics: [
      '2.0/undefined_security_scope_global_security',
      '2.0/undefined_security_scope_security_operations',
      '3.0/undefined_security_scope_global_security',
      '3.0/undefined_security_scope_security_operations',
    ],
    checkov: ['CKV_OPENAPI_9', 'CKV_OPENAPI_19'],
    '42crunch': ['*-oauth2-scope-unreferenced'],
    redocly: ['security-scopes-defined'],
    ibm: ['ibm-securityschemes'],
    zally: ['104', '105'],
  },

  messages: {
    undefined: 'The scope "{scope}" is not declared by "{scheme}".',
    similar: 'The scope "{scope}" is not declared by "{scheme}"; did you mean "{similar}"?',
  },

  visit: {
    SecurityRequirement(requirement, { report }) {
      const { api } = requirement;
      for (const [name, scopes] of requirement.schemes) {
        for (const { scope, similar } of undeclared(api, name, scopes)) {
          const uses = usesOfScope(api, name, scope);
          // What is asked for in many places is reported once, at the first of them.
          if (uses[0] !== undefined && uses[0].requirement !== requirement) continue;
          const others = uses.slice(1).flatMap((use) => use.operations);
          const place = {
            at: requirement.at(name, indexOf(requirement.raw, name, scope)),
            related: related(others, 'asks for it too.'),
            detail: `${name} ${scope}`,
          };
          if (similar === undefined) report(place, 'undefined', { scope, scheme: name });
          else report(place, 'similar', { scope, scheme: name, similar });
        }
      }
    },
    Api(api, { report }) {
      for (const { at, ...data } of bareScopes(api)) report(at, 'undefined', data);
    },
    Operation(operation, { report }) {
      for (const { at, ...data } of bareScopes(operation)) report(at, 'undefined', data);
    },
  },
});

/** Where the brackets around the requirement are forgotten, `structure-invalid` says so, and what is meant is plain. */
function bareScopes(
  node: Api | Operation,
): readonly { readonly at: Pointer; readonly scope: string; readonly scheme: string }[] {
  const { security } = node.raw;
  if (!isObject(security)) return [];
  return Object.entries(security).flatMap(([scheme, list]) => {
    const scopes = Array.isArray(list) ? list.filter((scope) => typeof scope === 'string') : [];
    return undeclared(node.api, scheme, scopes).map(({ scope }) => ({
      at: node.at('security', scheme, indexOf(security, scheme, scope)),
      scope,
      scheme,
    }));
  });
}

interface Undeclared {
  readonly scope: string;
  /** A declared scope of nearly the same name. */
  readonly similar: string | undefined;
}

/** The scopes of a requirement that the OAuth scheme of this name does not declare. */
function undeclared(api: Api, name: string, scopes: readonly string[]): readonly Undeclared[] {
  const scheme = scopes.length === 0 ? undefined : schemesOf(api).get(name);
  if (scheme?.type !== 'oauth2' || scheme.oauth2MetadataUrl !== undefined) return [];
  const declared = declaredScopes(scheme);
  // The authorizer of a gateway knows the issuer, and the issuer the scopes.
  if (declared.size === 0 && signsOn(scheme, 'auth-bound').length > 0) return [];
  return [...new Set(scopes)]
    .filter((scope) => !declared.has(scope))
    .map((scope) => ({ scope, similar: nearest(scope, declared) }));
}

/** Where a scope stands in the list as written, other values included. */
function indexOf(raw: { readonly [name: string]: unknown }, name: string, scope: string): number {
  const list = raw[name];
  return Array.isArray(list) ? list.indexOf(scope) : 0;
}
