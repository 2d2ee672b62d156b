import { hostOf, isLocal } from 'specgate/rule';
import { childrenOf, down, everythingIn, keyOf, type Spot } from './spot.ts';

/** What gateways are told about in vendor extensions; `auth-off` and the last four speak against the API, the rest for it. */
export const CONTROLS = [
  'auth-off',
  'auth-bound',
  'rate-limit',
  'request-validation',
  'cors-wildcard',
  'weak-tls',
  'backend-insecure',
  'inline-code',
] as const;
export type Control = (typeof CONTROLS)[number];

/** One value of an extension that speaks for or against a control. */
export interface Sign {
  readonly control: Control;
  readonly spot: Spot;
  /** The operationId for which alone it holds; '' where it holds for no operation that is described. */
  readonly only?: string;
  /** Of `weak-tls`: the version as a number, 0 for SSL; 1.2 is a sign too, for those who want 1.3. */
  readonly tls?: number;
  /** Of `backend-insecure`: the address without encryption; undefined where certificates are not checked. */
  readonly address?: string;
  /** Of `backend-insecure`: the connection stays in a private network of the cloud. */
  readonly isPrivate?: boolean;
}

/** What the value of an extension says; `name` is the extension's. */
export type Reader = (spot: Spot, name: string) => readonly (Sign | undefined)[];

/** Readers by the name of the extension; a name that ends with `*` stands for all that begin so. */
export const READERS: readonly (readonly [name: string, read: Reader])[] = [
  ['x-amazon-apigateway-auth', (spot) => [amazonAuth(spot)]],
  ['x-amazon-apigateway-authorizer', (spot) => [sign('auth-bound', spot)]],
  ['x-amazon-apigateway-authtype', (spot) => [sign('auth-bound', spot)]],
  ['x-amazon-apigateway-request-validator', (spot) => [sign('request-validation', spot)]],
  ['x-amazon-apigateway-request-validators', (spot) => [sign('request-validation', spot)]],
  ['x-amazon-apigateway-cors', (spot) => wildcards(down(spot, 'allowOrigins'))],
  ['x-amazon-apigateway-security-policy', (spot) => [oldTls(spot)]],
  ['x-amazon-apigateway-integration', amazonIntegration],
  ['x-amazon-apigateway-integrations', (spot) => childrenOf(spot).flatMap(amazonIntegration)],
  [
    'x-google-allow',
    (spot) => [spot.value === 'all' ? sign('auth-off', spot, { only: '' }) : undefined],
  ],
  ['x-google-issuer', (spot) => [sign('auth-bound', spot)]],
  ['x-google-auth', (spot) => [down(spot, 'issuer') && sign('auth-bound', spot)]],
  ['x-google-quota', (spot) => [sign('rate-limit', spot)]],
  ['x-google-management', (spot) => [found('rate-limit', down(spot, 'quota'))]],
  ['x-google-api-management', googleManagement],
  [
    'x-google-endpoints',
    (spot) => childrenOf(spot).map((entry) => on('cors-wildcard', down(entry, 'allowCors'))),
  ],
  ['x-google-backend', (spot) => [cleartext(down(spot, 'address'))]],
  ['x-kong-plugin-*', kongPlugin],
  ['x-kong-security-*', (spot) => [sign('auth-bound', spot)]],
  ['x-kong-service-defaults', kongService],
  ['x-kong-*', oldVersions],
  ['x-apisix-plugins', (spot) => childrenOf(spot).map(apisixPlugin)],
  ['x-adc-plugins', (spot) => childrenOf(spot).map(apisixPlugin)],
  ['x-apisix-upstream', (spot) => [plainScheme(down(spot, 'scheme'))]],
  ['x-adc-upstream-defaults', (spot) => [plainScheme(down(spot, 'scheme'))]],
  ['x-apisix-script', (spot) => [sign('inline-code', spot)]],
  ['x-tyk-api-gateway', tyk],
  ['x-wso2-disable-security', (spot) => [on('auth-off', spot)]],
  ['x-auth-type', (spot) => [isText(spot, /^none$/i) ? sign('auth-off', spot) : undefined]],
  ['x-wso2-cors', (spot) => wildcards(down(spot, 'accessControlAllowOrigins'))],
  [
    'x-wso2-production-endpoints',
    (spot) => childrenOf(down(spot, 'urls')).map((url) => cleartext(url)),
  ],
  ['x-throttling-tier', (spot) => [tier(spot)]],
  ['x-wso2-throttling-tier', (spot) => [tier(spot)]],
  ['x-42c-no-authentication', (spot) => [on('auth-off', spot)]],
  ['x-42c-request-limiter_*', (spot) => [sign('rate-limit', spot)]],
  ['x-rate-limit', (spot) => [limit(spot)]],
  ['x-rate-limits', (spot) => [limit(spot)]],
  ['x-ratelimit', (spot) => [limit(spot)]],
  ['x-rateLimit', (spot) => [limit(spot)]],
  ['x-throttling', (spot) => [limit(spot)]],
  ['x-zuplo-route', zuplo],
  ['x-zuplo-path', (spot) => [zuploCors(spot)]],
];

function sign(control: Control, spot: Spot, more: Omit<Sign, 'control' | 'spot'> = {}): Sign {
  return { control, spot, ...more };
}

function found(control: Control, spot: Spot | undefined): Sign | undefined {
  return spot === undefined ? undefined : sign(control, spot);
}

function on(
  control: Control,
  spot: Spot | undefined,
  more: Omit<Sign, 'control' | 'spot'> = {},
): Sign | undefined {
  return spot?.value === true ? sign(control, spot, more) : undefined;
}

function isText(spot: Spot | undefined, pattern: RegExp): spot is Spot {
  return typeof spot?.value === 'string' && pattern.test(spot.value);
}

/** Anything but nothing, `false` and "unlimited". */
function limit(spot: Spot): Sign | undefined {
  const { value } = spot;
  return value === null || value === false || value === '' ? undefined : tier(spot);
}

function tier(spot: Spot): Sign | undefined {
  return isText(spot, /^unlimited$/i) ? undefined : sign('rate-limit', spot);
}

/** The entries of a list of origins that let every site in. */
function wildcards(spot: Spot | undefined): readonly Sign[] {
  const entries = Array.isArray(spot?.value) ? childrenOf(spot) : spot === undefined ? [] : [spot];
  return entries
    .filter((entry) => entry.value === '*' || entry.value === '.*')
    .map((entry) => sign('cors-wildcard', entry));
}

const CLEARTEXT = /^(?:http|ws):\/\//i;

/** An address without encryption, if it leaves the machine. */
function cleartext(
  spot: Spot | undefined,
  more: { readonly isPrivate?: boolean } = {},
): Sign | undefined {
  if (spot === undefined || typeof spot.value !== 'string' || !CLEARTEXT.test(spot.value))
    return undefined;
  if (isLocal(hostOf(spot.value))) return undefined;
  return sign('backend-insecure', spot, { address: spot.value, ...more });
}

function plainScheme(spot: Spot | undefined): Sign | undefined {
  return isText(spot, /^(?:http|ws|tcp|grpc)$/i)
    ? sign('backend-insecure', spot, { address: `${spot.value}://` })
    : undefined;
}

/** Versions before TLS 1.3, in the spellings of configuration files; the group is the minor number, if it is TLS. */
const OLD_TLS = /^(?:SSL[_v ]*[23](?:\.0)?|(?:TLS[_v -]*)?1[._]([012])|TLSv?1)$/i;
const OLD_POLICY = /^TLS_1_([012])(?:\D|$)/;
/** What Go calls the versions (Tyk). */
const NUMBERS: ReadonlyMap<unknown, number> = new Map([
  [768, 0],
  [769, 1],
  [770, 1.1],
  [771, 1.2],
]);
const VERSION_KEY =
  /^(?:ssl_?protocols?|(?:tls_?)?min(?:imum)?_?(?:tls_?|ssl_?)?version|tls_?versions?|protocol_?versions?)$/i;

function oldTls(spot: Spot): Sign | undefined {
  const tls = versionOf(spot.value);
  return tls === undefined ? undefined : sign('weak-tls', spot, { tls });
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return NUMBERS.get(value);
  const match = OLD_TLS.exec(value) ?? OLD_POLICY.exec(value);
  if (match === null) return undefined;
  if (/^SSL/i.test(value)) return 0;
  return Number(`1.${match[1] ?? 0}`);
}

/** Old versions of TLS anywhere in an extension, under a key that names a version. */
function oldVersions(spot: Spot): readonly (Sign | undefined)[] {
  return everythingIn(spot)
    .filter((entry) => VERSION_KEY.test(keyOf(entry)))
    .flatMap((entry) => (Array.isArray(entry.value) ? childrenOf(entry) : [entry]))
    .map(oldTls);
}

function amazonAuth(spot: Spot): Sign | undefined {
  const type = down(spot, 'type');
  if (type === undefined) return undefined;
  return sign(isText(type, /^none$/i) ? 'auth-off' : 'auth-bound', type);
}

/** Longer templates than this are programs. */
const LONGEST_TEMPLATE = 2048;
const ANY_ORIGIN = new Set<unknown>(["'*'", '*']);

function amazonIntegration(spot: Spot): readonly (Sign | undefined)[] {
  const isPrivate = isText(down(spot, 'connectionType'), /^vpc_link$/i);
  const responses = childrenOf(down(spot, 'responses'));
  const origins = responses.map((response) =>
    childrenOf(down(response, 'responseParameters')).find(
      (entry) =>
        /\.Access-Control-Allow-Origin$/i.test(keyOf(entry)) && ANY_ORIGIN.has(entry.value),
    ),
  );
  const templates = [
    ...childrenOf(down(spot, 'requestTemplates')),
    ...responses.flatMap((response) => childrenOf(down(response, 'responseTemplates'))),
  ].filter((entry) => typeof entry.value === 'string' && entry.value.length > LONGEST_TEMPLATE);
  return [
    cleartext(down(spot, 'uri'), { isPrivate }),
    on('backend-insecure', down(spot, 'tlsConfig', 'insecureSkipVerification'), { isPrivate }),
    ...origins.map((origin) => found('cors-wildcard', origin)),
    ...templates.map((template) => sign('inline-code', template)),
  ];
}

function googleManagement(spot: Spot): readonly (Sign | undefined)[] {
  const backends = childrenOf(down(spot, 'backends'));
  return [
    found('rate-limit', down(spot, 'quota')),
    ...backends.map((backend) => cleartext(down(backend, 'address'))),
  ];
}

const KONG = {
  'auth-bound':
    /^(?:jwt|jwt-signer|key-auth|key-auth-enc|openid-connect|oauth2|oauth2-introspection|basic-auth|mtls-auth|hmac-auth|ldap-auth|ldap-auth-advanced|vault-auth|saml)$/,
  'rate-limit':
    /^(?:rate-limiting|rate-limiting-advanced|response-ratelimiting|graphql-rate-limiting-advanced|ai-rate-limiting-advanced|service-protection)$/,
  'request-validation': /^(?:request-validator|oas-validation)$/,
  'inline-code': /^(?:pre-function|post-function)$/,
} as const;

function kongPlugin(spot: Spot, name: string): readonly (Sign | undefined)[] {
  if (down(spot, 'enabled')?.value === false) return [];
  const plugin = name.slice('x-kong-plugin-'.length);
  if (plugin === 'cors') return wildcards(down(spot, 'config', 'origins'));
  // The keys of the table, which `Object.entries` forgets.
  const controls = Object.entries(KONG) as [keyof typeof KONG, RegExp][];
  return controls.map(([control, plugins]) =>
    plugins.test(plugin) ? sign(control, spot) : undefined,
  );
}

function kongService(spot: Spot): readonly (Sign | undefined)[] {
  const host = down(spot, 'host')?.value;
  const isHere = typeof host === 'string' && isLocal(host);
  const verify = down(spot, 'tls_verify');
  return [
    cleartext(down(spot, 'url')),
    isHere ? undefined : plainScheme(down(spot, 'protocol')),
    verify?.value === false ? sign('backend-insecure', verify) : undefined,
  ];
}

const APISIX = {
  'auth-bound':
    /^(?:jwt-auth|key-auth|openid-connect|authz-.+|basic-auth|hmac-auth|ldap-auth|wolf-rbac|forward-auth|multi-auth|cas-auth|jwe-decrypt)$/,
  'rate-limit': /^(?:limit-req|limit-count|limit-conn|ai-rate-limiting)$/,
  'request-validation': /^(?:request-validation|oas-validator)$/,
  'inline-code': /^serverless-(?:pre|post)-function$/,
} as const;

function apisixPlugin(spot: Spot): Sign | undefined {
  const disabled = down(spot, '_meta', 'disable') ?? down(spot, 'disable');
  if (disabled?.value === true) return undefined;
  const plugin = keyOf(spot);
  if (plugin === 'cors') return wildcards(down(spot, 'allow_origins'))[0];
  // The keys of the table, which `Object.entries` forgets.
  const controls = Object.entries(APISIX) as [keyof typeof APISIX, RegExp][];
  const control = controls.find(([, plugins]) => plugins.test(plugin))?.[0];
  return control === undefined ? undefined : sign(control, spot);
}

function tyk(spot: Spot): readonly (Sign | undefined)[] {
  const upstream = down(spot, 'upstream');
  const global = down(spot, 'middleware', 'global');
  const cors = down(global, 'cors');
  return [
    on('auth-bound', down(spot, 'server', 'authentication', 'enabled')),
    cleartext(down(upstream, 'url')),
    on('backend-insecure', down(upstream, 'tlsTransport', 'insecureSkipVerify')),
    on('rate-limit', down(upstream, 'rateLimit', 'enabled')),
    on('rate-limit', down(global, 'rateLimit', 'enabled')),
    ...(down(cors, 'enabled')?.value === false ? [] : wildcards(down(cors, 'allowedOrigins'))),
    ...childrenOf(down(spot, 'middleware', 'operations')).flatMap(tykOperation),
    ...oldVersions(spot),
  ];
}

function tykOperation(spot: Spot): readonly (Sign | undefined)[] {
  const only = { only: keyOf(spot) };
  const code = down(spot, 'virtualEndpoint', 'body');
  return [
    on('auth-off', down(spot, 'ignoreAuthentication', 'enabled'), only),
    on('rate-limit', down(spot, 'rateLimit', 'enabled'), only),
    on('request-validation', down(spot, 'validateRequest', 'enabled'), only),
    code === undefined ? undefined : sign('inline-code', code, only),
  ];
}

/** Zuplo's policies are named by their users, as a rule after what they do. */
const ZUPLO = {
  'auth-bound':
    /(?:^|-)(?:api-?key|auth|auth0|jwt|okta|cognito|clerk|firebase|supabase|mtls|propel)(?:-|$)/i,
  'rate-limit': /(?:^|-)(?:rate-?limit(?:ing|er)?|quota)(?:-|$)/i,
  'request-validation': /(?:request|schema|openapi)-validat/i,
} as const;

function zuplo(spot: Spot): readonly (Sign | undefined)[] {
  const policies = childrenOf(down(spot, 'policies', 'inbound'));
  const handler = down(spot, 'handler', 'options');
  // The keys of the table, which `Object.entries` forgets.
  const controls = Object.entries(ZUPLO) as [keyof typeof ZUPLO, RegExp][];
  return [
    ...controls.map(([control, names]) =>
      found(
        control,
        policies.find((policy) => isText(policy, names)),
      ),
    ),
    zuploCors(spot),
    cleartext(down(handler, 'baseUrl')),
    cleartext(down(handler, 'rewritePattern')),
  ];
}

function zuploCors(spot: Spot): Sign | undefined {
  const policy = down(spot, 'corsPolicy');
  return isText(policy, /^anything-goes$/) ? sign('cors-wildcard', policy) : undefined;
}
