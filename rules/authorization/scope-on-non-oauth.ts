import { defineRule, schemesOf } from 'specgate/rule';
import { related } from '../shared/related.ts';
import { usesWithScopes } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'scope-on-non-oauth',
  title: 'Scopes are listed for a scheme that has none',
  category: 'authorization',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  versions: ['2.0', '3.0'],
  references: ['CWE-863', 'OWASP-API5:2023', 'OWASP-API8:2023'],
  tags: ['oauth2'],
  why: 'It looks as if a permission were checked, but in this version only OAuth and OpenID Connect know scopes: no tool will ever look at the list.',
  fix: 'Empty the list, and express the permission as an OAuth scope; from 3.1 on, the list may hold names of roles.',
  peers: {
    kics: [
      '2.0/non_oauth2_security_requirement_defining_oauth2_scopes',
      '3.0/security_requirement_object_with_wrong_scopes',
    ],
    checkov: ['CKV_OPENAPI_2'],
    '42crunch': ['*semantic-securityrequirement-nonoauth2scopes'],
    ibm: ['ibm-securityschemes'],
  },

  messages: {
    scopes:
      'The scheme "{name}" is of type "{type}", which has no scopes, so "{scope}" is never checked.',
  },

  visit: {
    SecurityRequirement(requirement, { report }) {
      for (const [name, [scope]] of requirement.schemes) {
        const scheme = scope === undefined ? undefined : schemesOf(requirement.api).get(name);
        const type = scheme?.type;
        if (scope === undefined || type === undefined || type === 'oauth2') continue;
        if (type === 'openIdConnect' && requirement.api.version !== '2.0') continue;
        const uses = usesWithScopes(requirement.api, name);
        // The same mistake in many places is reported once, at the first of them.
        if (uses[0] !== undefined && uses[0].requirement !== requirement) continue;
        const others = uses.slice(1).flatMap((use) => use.operations);
        const place = {
          at: requirement.at(name),
          related: related(others, 'does the same.'),
          detail: name,
        };
        report(place, 'scopes', { name, type, scope });
      }
    },
  },
});
