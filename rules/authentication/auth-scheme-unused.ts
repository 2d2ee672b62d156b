import {
  type Api,
  defineRule,
  fact,
  flag,
  inboundOperations,
  inTextOrder,
  type SecurityScheme,
} from 'specgate/rule';
import { outboundOperations } from '../shared/outbound-operations.ts';
import { namesOfScheme, titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-scheme-unused',
  title: 'Security scheme or scope is never asked for',
  category: 'authentication',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-561', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['oauth2', 'governance'],
  why: 'An unused scheme may be a protection that somebody meant to switch on and did not; an old weak one waits there to be used by mistake.',
  fix: 'Ask for it where it belongs, or delete it.',
  limits:
    'Scopes are not listed for a scheme of which no requirement asks for any scope: scope-missing tells about that; nor those of OpenID Connect, such as `openid` and `email`.',
  peers: {
    vacuum: ['oas3-unused-component'],
    '42crunch': ['*warning-global-security-scheme-unused'],
    redocly: ['no-unused-components'],
    ibm: ['ibm-securityschemes'],
  },

  options: {
    checkScopes: flag('OAuth scopes that no requirement asks for are reported as well.', true),
  },
  messages: {
    scheme: 'No operation asks for the security scheme "{name}".',
    scope: 'No operation asks for the scope "{scope}" of "{name}".',
    scopes: 'No operation asks for {count} scopes of "{name}", as "{scope}".',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      const { api } = scheme;
      if (inboundOperations(api).length === 0) return;
      const names = namesOfScheme(scheme);
      const name = titleOf(scheme);
      if (!names.some((each) => asked(api).has(each))) {
        report(scheme, 'scheme', { name });
        return;
      }
      if (!options.checkScopes || scheme.type !== 'oauth2') return;
      const [first, ...rest] = unusedScopes(scheme, names);
      if (first === undefined) return;
      const related = rest.map(({ at, scope }) => ({ at, message: `Nor for "${scope}".` }));
      if (rest.length === 0) report(first.at, 'scope', { scope: first.scope, name });
      else
        report({ at: first.at, related }, 'scopes', {
          count: rest.length + 1,
          scope: first.scope,
          name,
        });
    },
  },
});

/** The schemes that some requirement names, wherever it stands, with the scopes that are asked for. */
const asked: (api: Api) => ReadonlyMap<string, ReadonlySet<string>> = fact((api: Api) => {
  const scopes = new Map<string, Set<string>>();
  const note = (requirements: Api['security']) => {
    for (const requirement of requirements) {
      for (const [name, wanted] of requirement.schemes) {
        const known = scopes.get(name) ?? new Set<string>();
        for (const scope of wanted) known.add(scope);
        scopes.set(name, known);
      }
    }
  };
  note(api.security);
  for (const operation of inboundOperations(api)) note(operation.security);
  for (const operation of outboundOperations(api)) note(operation.security);
  return scopes;
});

/** Scopes that clients ask for when they sign somebody in, and that no operation needs (OpenID Connect Core §5.4, §11). */
const IDENTITY = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

function unusedScopes(scheme: SecurityScheme, names: readonly string[]) {
  const wanted = new Set(names.flatMap((name) => [...(asked(scheme.api).get(name) ?? [])]));
  if (wanted.size === 0) return [];
  const seen = new Set<string>(IDENTITY);
  return inTextOrder(scheme.flows.values(), ({ flow }) => flow).flatMap((flow) =>
    inTextOrder(flow.scopeNames, (scope) => scope)
      .filter((scope) => !wanted.has(scope) && !seen.has(scope) && seen.add(scope))
      .map((scope) => ({ scope, at: flow.at('scopes', scope) })),
  );
}
