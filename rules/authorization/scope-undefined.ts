import { defineRule, type SecurityRequirement, schemesOf, usesOf } from 'specgate/rule';
import { nearest } from '../shared/nearest.ts';
import { related } from '../shared/related.ts';
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
    'Scopes of OpenID Connect, and of schemes with an `oauth2MetadataUrl`, are declared elsewhere and not looked for.',
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
      for (const [name, scopes] of requirement.schemes) {
        const scheme = scopes.length === 0 ? undefined : schemesOf(requirement.api).get(name);
        if (scheme?.type !== 'oauth2' || scheme.oauth2MetadataUrl !== undefined) continue;
        const declared = declaredScopes(scheme);
        for (const scope of new Set(scopes)) {
          if (declared.has(scope)) continue;
          const uses = usesOf(requirement.api, name).filter((use) => use.scopes.includes(scope));
          // What is asked for in many places is reported once, at the first of them.
          if (uses[0] !== undefined && uses[0].requirement !== requirement) continue;
          const others = uses.slice(1).flatMap((use) => use.operations);
          const place = {
            at: requirement.at(name, indexOf(requirement, name, scope)),
            related: related(others, 'asks for it too.'),
            detail: `${name} ${scope}`,
          };
          const similar = nearest(scope, declared);
          if (similar === undefined) report(place, 'undefined', { scope, scheme: name });
          else report(place, 'similar', { scope, scheme: name, similar });
        }
      }
    },
  },
});

/** Where a scope stands in the list as written, other values included. */
function indexOf(requirement: SecurityRequirement, name: string, scope: string): number {
  const list = requirement.raw[name];
  return Array.isArray(list) ? list.indexOf(scope) : 0;
}
