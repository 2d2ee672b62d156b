import { defineRule, inTextOrder, type SecurityScheme, schemesOf } from 'specgate/rule';

export default defineRule({
  id: 'auth-scheme-duplicate',
  title: 'Two security schemes describe the same credential',
  category: 'authentication',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1041', 'CWE-694', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Sooner or later the twins differ: whoever hardens or withdraws one leaves the other in force.',
  fix: 'Keep one of them, and let every requirement ask for it by one name.',
  limits:
    'Descriptions, scopes and extensions are not compared, only what decides how the credential is sent.',

  messages: {
    duplicate: 'The schemes "{first}" and "{name}" describe the same credential.',
    disguised: '"{name}" is an API key in the Authorization header, which "{first}" already uses.',
  },

  visit: {
    Api(api, { report }) {
      const seen = new Map<string, SecurityScheme>();
      const schemes = inTextOrder(schemesOf(api), ([name]) => name);
      const bearer = schemes.find(([, scheme]) => isBearer(scheme));
      for (const [name, scheme] of schemes) {
        const credential = credentialOf(scheme);
        if (credential === undefined) continue;
        const first = seen.get(credential);
        if (first === undefined) seen.set(credential, scheme);
        // One definition under two names cannot drift apart.
        else if (first !== scheme) {
          const data = { first: nameIn(schemes, first), name };
          report(
            { at: scheme, related: [{ at: first, message: 'The first one.' }] },
            'duplicate',
            data,
          );
        }
        if (bearer === undefined || !isAuthorizationKey(scheme)) continue;
        const related = [{ at: bearer[1], message: 'The bearer token.' }];
        report({ at: scheme, related }, 'disguised', { first: bearer[0], name });
      }
    },
  },
});

function nameIn(
  schemes: readonly (readonly [string, SecurityScheme])[],
  wanted: SecurityScheme,
): string {
  return schemes.find(([, scheme]) => scheme === wanted)?.[0] ?? wanted.id;
}

/** What decides how the credential is sent; undefined where the scheme says too little. */
function credentialOf(scheme: SecurityScheme): string | undefined {
  switch (scheme.type) {
    case 'apiKey':
      return scheme.name === undefined
        ? undefined
        : `apiKey ${scheme.in} ${scheme.name.toLowerCase()}`;
    case 'http':
      return scheme.scheme === undefined ? undefined : `http ${scheme.scheme.trim().toLowerCase()}`;
    case 'openIdConnect':
      return scheme.openIdConnectUrl === undefined ? undefined : `oidc ${scheme.openIdConnectUrl}`;
    case 'oauth2': {
      const flows = [...scheme.flows.values()].map(
        ({ flow, authorizationUrl, tokenUrl, deviceAuthorizationUrl }) =>
          [flow, authorizationUrl, tokenUrl, deviceAuthorizationUrl].join(' '),
      );
      return flows.length === 0 ? undefined : `oauth2 ${flows.sort().join(' | ')}`;
    }
    case 'mutualTLS':
      return 'mutualTLS';
    default:
      return undefined;
  }
}

function isBearer(scheme: SecurityScheme): boolean {
  return scheme.type === 'http' && scheme.scheme?.trim().toLowerCase() === 'bearer';
}

function isAuthorizationKey(scheme: SecurityScheme): boolean {
  return (
    scheme.type === 'apiKey' &&
    scheme.in === 'header' &&
    scheme.name?.toLowerCase() === 'authorization'
  );
}
