import {
  type Api,
  defineRule,
  type EffectiveSecurity,
  fact,
  type Operation,
  type Parameter,
  type SecurityScheme,
  schemesOf,
  securityOf,
  texts,
} from 'specgate/rule';
import { CREDENTIAL_HEADERS, isCredentialHeader } from '../shared/credential-headers.ts';
import { usersOfParameter } from '../shared/parameter-users.ts';
import { isCalled } from '../shared/protection.ts';

export default defineRule({
  id: 'auth-credential-parameter',
  title: 'Credential is declared as an ordinary parameter',
  category: 'authentication',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-306', 'CWE-1059', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['oauth2'],
  why: 'Gateways, scanners and generated clients do not see that the operation needs a credential, and OpenAPI 3 tells them to ignore a parameter called Authorization altogether.',
  fix: 'Define a security scheme for the header and ask for it in `security`; then delete the parameter.',
  peers: {
    kics: ['general/header_parameter_named_as_authorization'],
    '42crunch': ['*warning-parameter-header-authorization'],
    ibm: ['ibm-no-authorization-header'],
  },

  aggregate: 'document',
  options: {
    names: texts('Names of headers and cookies that carry a credential.', CREDENTIAL_HEADERS),
  },
  messages: {
    ignored: 'Tools ignore the header parameter "{name}"; only a security scheme counts.',
    undeclared:
      'The {place} parameter "{name}" carries a credential that no required scheme declares.',
  },

  visit: {
    Operation(operation, { eligible }) {
      if (isCalled(operation)) eligible();
    },

    Parameter(parameter, { version, options, report }) {
      const { name, in: place } = parameter;
      if (name === undefined || (place !== 'header' && place !== 'cookie')) return;
      const plain = name.toLowerCase();
      if (!isCredentialHeader(name, options.names)) return;
      const users = usersOfParameter(parameter);
      if (users.length > 0 && !users.some(isCalled)) return;
      if (plain === 'authorization' && place === 'header' && version !== '2.0') {
        report(parameter.at('name'), 'ignored', { name });
      } else if (!isDeclared(parameter, plain, users)) {
        report(parameter.at('name'), 'undeclared', { name, place });
      }
    },
  },
});

/** Types of schemes whose credential travels in the Authorization header. */
const IN_AUTHORIZATION = new Set<string | undefined>(['http', 'basic', 'oauth2', 'openIdConnect']);

/** Whether a scheme says the same to every operation that has the parameter; for an unused one, whether any scheme does. */
function isDeclared(parameter: Parameter, name: string, users: readonly Operation[]): boolean {
  const place = `${parameter.in} ${name}`;
  const isSaid = (places: ReadonlySet<string>) =>
    places.has(place) || (name === 'authorization' && places.has(ANYWHERE));
  if (users.length === 0) return isSaid(placesAnywhere(parameter.api));
  return users.every((operation) => isSaid(placesIn(securityOf(operation))));
}

/** Stands for the schemes that fill in the header `Authorization`. */
const ANYWHERE = 'http';

const placesAnywhere: (api: Api) => ReadonlySet<string> = fact(
  (api: Api) => new Set([...schemesOf(api).values()].flatMap(placeOf)),
);

const placesIn = fact(
  ({ alternatives }: EffectiveSecurity): ReadonlySet<string> =>
    new Set(
      alternatives.flatMap(({ schemes }) =>
        schemes.flatMap(({ scheme }) => (scheme === undefined ? [] : placeOf(scheme))),
      ),
    ),
);

/** Where a scheme has its credential sent, as `header x-api-key`. */
function placeOf(scheme: SecurityScheme): readonly string[] {
  if (IN_AUTHORIZATION.has(scheme.type)) return [ANYWHERE];
  return scheme.type === 'apiKey' ? [`${scheme.in} ${scheme.name?.toLowerCase()}`] : [];
}
