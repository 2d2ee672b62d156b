import {
  defineRule,
  flag,
  inboundOperations,
  nameOf,
  rootSecurity,
  type SecurityScheme,
  securityOf,
  texts,
} from 'specgate/rule';
import { isAboutCaller } from '../shared/own-data.ts';
import { isCalled } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { related } from '../shared/related.ts';
import { declaredScopes } from '../shared/scopes.ts';

export default defineRule({
  id: 'scope-missing',
  title: 'OAuth requirement asks for no scope',
  category: 'authorization',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-862', 'CWE-269', 'OWASP-API5:2023'],
  tags: ['oauth2'],
  why: 'Any valid token, whatever it was issued for, may call the operation: a token for reading can change data.',
  fix: 'Ask for the narrowest scope that the operation needs.',
  limits: 'Schemes that declare no scope at all are not reported: there is none to ask for.',
  peers: { redocly: ['security-scopes-defined#requireScopes'], zally: ['105'] },

  aggregate: 'document',
  options: {
    methods: texts('Methods that need a scope.', ['post', 'put', 'patch', 'delete']),
    includeOpenIdConnect: flag(
      'Requirements of OpenID Connect schemes need a scope too.',
      false,
      true,
    ),
  },
  messages: {
    operation: '"{operation}" accepts any token of "{scheme}", whatever its scopes.',
    root: 'By default any token of "{scheme}" is accepted, whatever its scopes.',
  },

  visit: {
    Api(api, { options, lexicons, report, eligible }) {
      const heirs = inboundOperations(api).filter(
        (operation) =>
          securityOf(operation).from === 'root' &&
          options.methods.includes(operation.method) &&
          !isAboutCaller(operation) &&
          !isPublic(operation, lexicons),
      );
      if (heirs.length === 0) return;
      for (const { node, schemes } of rootSecurity(api).alternatives) {
        for (const { name, scheme, scopes } of schemes) {
          if (!needsScope(scheme, options)) continue;
          eligible();
          if (scopes.length > 0) continue;
          report({ at: node.at(name), related: related(heirs, 'inherits this.') }, 'root', {
            scheme: name,
          });
        }
      }
    },

    Operation(operation, { options, lexicons, report, eligible }) {
      const security = securityOf(operation);
      if (security.from !== 'operation' || !options.methods.includes(operation.method)) return;
      if (!isCalled(operation) || isAboutCaller(operation) || isPublic(operation, lexicons)) return;
      for (const { node, schemes } of security.alternatives) {
        for (const { name, scheme, scopes } of schemes) {
          if (!needsScope(scheme, options)) continue;
          eligible();
          if (scopes.length > 0) continue;
          report(node.at(name), 'operation', { operation: nameOf(operation), scheme: name });
        }
      }
    },
  },
});

/** Whether a scheme has scopes that a requirement could ask for. */
function needsScope(
  scheme: SecurityScheme | undefined,
  options: { readonly includeOpenIdConnect: boolean },
): boolean {
  if (scheme?.type === 'oauth2') return declaredScopes(scheme).size > 0;
  return scheme?.type === 'openIdConnect' && options.includeOpenIdConnect;
}
