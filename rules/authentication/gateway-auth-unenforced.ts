import { type Api, defineRule, fact, type Operation, type SecurityScheme } from 'specgate/rule';
import { gatewayEvidence, signsOn } from '../shared/gateway.ts';
import { gatewayOf } from '../shared/gateway-in-use.ts';
import { related } from '../shared/related.ts';
import { operationsUsing, titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'gateway-auth-unenforced',
  title: 'Required scheme is not bound to an authorizer of the gateway',
  category: 'authentication',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-306', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['oauth2', 'governance', 'gateway'],
  why: 'When the gateway imports this file, it makes routes that let everybody through, although the description asks for a credential.',
  fix: 'Attach `x-amazon-apigateway-authorizer`, or for Google `x-google-issuer` and `x-google-jwks_uri`, to the scheme.',
  limits:
    'Asked of files for Amazon API Gateway and Google API Gateway; the backend may still check, which cannot be seen.',

  messages: {
    unbound: '{gateway} is not told how to check "{name}", so it lets every call through.',
  },

  visit: {
    SecurityScheme(scheme, { report }) {
      const gateway = importerOf(scheme.api);
      if (gateway === undefined || !isChecked(scheme) || signsOn(scheme, 'auth-bound').length > 0)
        return;
      const open = unbound(operationsUsing(scheme));
      if (open.length === 0) return;
      const place = { at: scheme, related: related(open, 'relies on it.') };
      report(place, 'unbound', { gateway, name: titleOf(scheme) });
    },
  },
});

/** Those of a list of which no extension says that a gateway checks who calls. */
const unbound = fact((operations: readonly Operation[]): readonly Operation[] =>
  operations.filter((operation) => gatewayEvidence(operation, 'auth-bound').length === 0),
);

/** The gateway, if it is one that takes what to check from the scheme. */
function importerOf(api: Api): string | undefined {
  const name = gatewayOf(api)?.name;
  return name?.startsWith('Amazon') === true || name?.startsWith('Google') === true
    ? name
    : undefined;
}

/** Keys are checked by usage plans at Amazon, and by themselves at Google. */
function isChecked(scheme: SecurityScheme): boolean {
  return scheme.type === 'oauth2' || scheme.type === 'openIdConnect' || scheme.type === 'http';
}
