import type { Lexicon } from './words.ts';

/** Values that must not be readable back, whatever the method. */
export const credentialNeverReturn: Lexicon = {
  name: 'credential-never-return',
  match: 'suffix',
  words: [
    'password',
    'passwd',
    'passphrase',
    'pwd',
    'password hash',
    'hashed password',
    'encrypted password',
    'password salt',
    'cvv',
    'cvv2',
    'cvc',
    'cvc2',
    'card security code',
    'pin code',
    'pin',
  ],
  not: [
    'password reset',
    'password expires',
    'password expired',
    'password changed',
    'password policy',
    'password hint',
    'password url',
    'password required',
    'password set',
    'password enabled',
    'password strength',
    'password protected',
    'password updated',
    'password length',
    'password type',
    'password status',
    'has password',
    'is password',
    'pin count',
    'generated password',
    'temporary password',
    'one time password',
    'change password',
    'reset password',
    'forgot password',
    'require password',
    'requires password',
    'send password',
    'use password',
    'needs password',
    'supports password',
    'allow password',
    'show password',
    'hide password',
    'gpio pin',
    'map pin',
    'postal pin',
  ],
};

/** The code printed on a card. */
export const cardCode: Lexicon = {
  name: 'card-code',
  match: 'suffix',
  words: ['cvv', 'cvv2', 'cvc', 'cvc2', 'card security code'],
};

/** Values that may appear once, in the response that creates or rotates them. */
export const credentialIssueOnce: Lexicon = {
  name: 'credential-issue-once',
  match: 'suffix',
  words: [
    'client secret',
    'api secret',
    'app secret',
    'consumer secret',
    'shared secret',
    'webhook secret',
    'signing secret',
    'secret key',
    'signing key',
    'private key',
    'encryption key',
    'totp secret',
    'mfa secret',
    'otp secret',
    'recovery code',
    'recovery codes',
    'backup code',
    'backup codes',
    'secret',
    'generated password',
    'temporary password',
  ],
  not: [
    'secret id',
    'secret name',
    'secret arn',
    'secret ref',
    'secret version',
    'secret scanning',
    'public key',
    'kms',
    'has secret',
    'is secret',
  ],
};

/** Names of credentials that must not travel in a URL. */
export const credentialInUrl: Lexicon = {
  name: 'credential-in-url',
  match: 'suffix',
  words: [
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'secret',
    'client secret',
    'secret key',
    'app secret',
    'consumer secret',
    'api key',
    'apikey',
    'access token',
    'id token',
    'refresh token',
    'auth token',
    'bearer token',
    'jwt token',
    'session token',
    'session key',
    'jwt',
    'private key',
    'authorization',
    'credential',
    'credentials',
    'otp',
    'totp',
  ],
  not: [
    'page token',
    'next token',
    'next page token',
    'previous page token',
    'continuation token',
    'cursor token',
    'sync token',
    'pagination token',
    'start token',
    'skip token',
    'delta token',
    'idempotency token',
    'client request token',
    'client token',
    'csrf token',
    'xsrf token',
    'token type',
    'token id',
    'token name',
    'token count',
    'token symbol',
    'token address',
    'api key id',
    'key id',
    'upload session',
    'secret name',
    'secret id',
  ],
};

/** Names too ambiguous elsewhere: in a path they are ids. */
export const credentialInQuery: Lexicon = {
  name: 'credential-in-query',
  match: 'exact',
  words: ['token', 'auth', 'sid', 'session id', 'sessionid'],
};

/** What else gateways call their secrets. */
export const gatewaySecret: Lexicon = {
  name: 'gateway-secret',
  match: 'suffix',
  words: [
    'api key',
    'apikey',
    'hmac key',
    'access token',
    'auth token',
    'bearer token',
    'access key',
    'subscription key',
  ],
  not: ['api key name', 'key name', 'key id', 'public key'],
};

/** Numbers that a state gives to a person. */
export const piiGovernmentId: Lexicon = {
  name: 'pii-government-id',
  match: 'suffix',
  words: [
    'ssn',
    'social security number',
    'social security',
    'social insurance number',
    'national id',
    'national id number',
    'national insurance number',
    'passport number',
    'passport no',
    'tax id',
    'tax identification number',
    'itin',
    'drivers license',
    'drivers license number',
    'driver license number',
    'aadhaar',
    'aadhaar number',
    'pan number',
    'nhs number',
    'cpf',
  ],
  not: ['property tax id'],
};

/** Numbers of cards and accounts; not those of banks, as sort codes, which everybody may know. */
export const piiFinancial: Lexicon = {
  name: 'pii-financial',
  match: 'suffix',
  words: [
    'credit card',
    'credit card number',
    'card number',
    'cardnumber',
    'primary account number',
    'iban',
    'bank account',
    'bank account number',
  ],
  not: ['first digits card number', 'last digits card number', 'last4'],
};

/** What tells about health. */
export const piiHealth: Lexicon = {
  name: 'pii-health',
  match: 'suffix',
  words: [
    'medical record number',
    'mrn',
    'diagnosis',
    'diagnosis code',
    'blood type',
    'health insurance number',
  ],
};

/** Dates of birth. */
export const piiBirth: Lexicon = {
  name: 'pii-birth',
  match: 'suffix',
  words: ['date of birth', 'dob', 'birth date', 'birthdate'],
};

/** Ways to reach a person. */
export const piiContact: Lexicon = {
  name: 'pii-contact',
  match: 'suffix',
  words: [
    'email',
    'email address',
    'e mail',
    'phone',
    'phone number',
    'mobile',
    'mobile number',
    'msisdn',
  ],
  not: ['reset email', 'message email'],
};

/** Names and addresses of persons. */
export const piiNameAddress: Lexicon = {
  name: 'pii-name-address',
  match: 'suffix',
  words: [
    'first name',
    'last name',
    'full name',
    'surname',
    'maiden name',
    'street address',
    'home address',
  ],
};

/** Fields by which a client would give itself rights. */
export const privilegedField: Lexicon = {
  name: 'privileged-field',
  match: 'exact',
  words: [
    'is admin',
    'admin',
    'is superuser',
    'superuser',
    'is staff',
    'is root',
    'role',
    'roles',
    'user role',
    'permissions',
    'privileges',
    'is verified',
    'verified',
    'email verified',
    'phone verified',
    'kyc status',
    'balance',
    'account balance',
    'credit limit',
    'is approved',
    'approved',
  ],
};

/** Fields that only the server may write. */
export const serverManagedField: Lexicon = {
  name: 'server-managed-field',
  match: 'exact',
  words: [
    'created at',
    'created on',
    'created by',
    'created date',
    'updated at',
    'updated on',
    'updated by',
    'modified at',
    'modified by',
    'deleted at',
    'deleted by',
    'is deleted',
    'last login',
    'last login at',
  ],
};

/** A list of addresses is named after what it lists: `imageUrls`. */
function andPlurals(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => [word, `${word}s`]);
}

/** Fields whose value the server will surely fetch. */
export const urlInputStrong: Lexicon = {
  name: 'url-input-strong',
  match: 'suffix',
  words: andPlurals([
    'callback url',
    'callback uri',
    'webhook url',
    'webhook uri',
    'notify url',
    'notification url',
    'notification uri',
    'hook url',
    'postback url',
    'ping url',
    'target url',
    'target uri',
    'destination url',
    'forward url',
    'source url',
    'source uri',
    'import url',
    'feed url',
    'fetch url',
    'remote url',
    'proxy url',
    'image url',
    'file url',
    'media url',
    'download url',
    'upload url',
    'endpoint url',
    'subscriber url',
    'payload url',
    'metadata url',
    'jwks url',
    'jwks uri',
    'discovery url',
    'issuer url',
    'repository url',
    'clone url',
    'git url',
    'content url',
    'audio url',
    'video url',
    'document url',
    'pdf url',
    'attachment url',
  ]),
};

/** Fields whose value the server may fetch. */
export const urlInputWeak: Lexicon = {
  name: 'url-input-weak',
  match: 'suffix',
  words: [
    ...andPlurals(['url', 'uri', 'link', 'href']),
    'endpoint',
    'webhook',
    'callback',
    'host',
    'hostname',
    'proxy',
    'domain',
    'ip address',
  ],
};

/** Links that are only shown. */
export const urlInputDisplay: Lexicon = {
  name: 'url-input-display',
  match: 'suffix',
  words: [
    ...andPlurals([
      'facebook url',
      'twitter url',
      'linkedin url',
      'instagram url',
      'github url',
      'website url',
      'homepage url',
      'home page url',
      'profile url',
      'purchase url',
      'doc url',
      'docs url',
      'terms url',
      'privacy url',
      'support url',
      'social link',
    ]),
    // What an OAuth client registers: the browser goes there.
    'redirect urls',
    'redirect uris',
  ],
};

/** Parameters that say where the browser goes next. */
export const redirectParam: Lexicon = {
  name: 'redirect-param',
  match: 'exact',
  words: [
    'redirect',
    'redirect url',
    'redirect uri',
    'redirect to',
    'return url',
    'return uri',
    'return to',
    'continue url',
    'success url',
    'cancel url',
    'back url',
    'goto',
    'destination url',
    'forward url',
    'post logout redirect uri',
  ],
};

/** Parameters that name a JSONP function. */
export const jsonpParam: Lexicon = {
  name: 'jsonp-param',
  match: 'exact',
  words: ['callback', 'jsonp', 'json callback', 'jsonp callback'],
};

/** Parameters that name a file of the server. */
export const filePathParam: Lexicon = {
  name: 'file-path-param',
  match: 'exact',
  words: [
    'path',
    'file',
    'filename',
    'file name',
    'filepath',
    'file path',
    'dir',
    'directory',
    'folder path',
    'template path',
    'template name',
    'pathname',
  ],
};

/** Parameters that may name a file of the server. */
export const filePathParamStrictExtra: Lexicon = {
  name: 'file-path-param-strict-extra',
  match: 'exact',
  words: ['key', 'object key', 'folder', 'template', 'blob', 'document'],
};

/** Parameters that hold a query in a language of its own. */
export const queryLanguageParam: Lexicon = {
  name: 'query-language-param',
  match: 'exact',
  words: [
    'sql',
    'where',
    'where clause',
    'expression',
    'expr',
    'jsonpath',
    'xpath',
    'odata',
    'predicate',
    'filter expression',
    'query string',
    'cql',
    'hql',
    'jql',
    'kql',
    'sparql',
    'cypher',
    'lucene',
    'aql',
    'regex',
    'regexp',
  ],
};

/** Parameters that may hold a query. */
export const queryLanguageStrictExtra: Lexicon = {
  name: 'query-language-strict-extra',
  match: 'exact',
  words: ['filter', 'filters', 'sort', 'sort by', 'order by', 'q', 'query', 'search'],
};

/** Parameters that hold code. */
export const codeParam: Lexicon = {
  name: 'code-param',
  match: 'exact',
  words: [
    'script',
    'command',
    'cmd',
    'shell',
    'eval',
    'exec',
    'code snippet',
    'source code',
    'lambda',
    'macro',
    'formula',
  ],
};

/** Parameters that say how many items a page has. */
export const paginationSizeParam: Lexicon = {
  name: 'pagination-size-param',
  match: 'exact',
  words: [
    'limit',
    'page size',
    'pagesize',
    'per page',
    'perpage',
    'size',
    'count',
    'max results',
    'maxresults',
    'page limit',
    'top',
    'take',
    'first',
    'last',
    'rows',
    'num results',
    'results per page',
    'items per page',
    'batch size',
    'max items',
    'max keys',
  ],
};

/** Parameters of pagination of any kind. */
export const paginationAnyParam: Lexicon = {
  name: 'pagination-any-param',
  match: 'contains',
  words: [
    'limit',
    'page',
    'cursor',
    'offset',
    'per page',
    'page size',
    'size',
    'count',
    'top',
    'max',
    'after',
    'before',
    'start',
    'first',
    'take',
    'skip',
    'rows',
    'marker',
    'continuation',
    'page token',
    'next token',
  ],
};

/** Fields of an error that show the inside of the server. */
export const errorInternalField: Lexicon = {
  name: 'error-internal-field',
  match: 'exact',
  words: [
    'stack',
    'stack trace',
    'stacktrace',
    'backtrace',
    'traceback',
    'exception',
    'exception type',
    'exception class',
    'exception message',
    'inner exception',
    'debug',
    'debug info',
    'debug message',
    'developer message',
    'sql',
    'sql state',
    'server stack',
    'internal message',
    'internal error',
    'source file',
    'line number',
  ],
};

/** Fields of an error that may show the inside of the server. */
export const errorInternalStrictExtra: Lexicon = {
  name: 'error-internal-strict-extra',
  match: 'exact',
  words: ['query', 'trace', 'detail html'],
};
