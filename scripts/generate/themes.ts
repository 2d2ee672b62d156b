import type { Tag } from 'specgate/rule';

/** A theme of layered API security: its rules by tag, and what no rule can say. */
export interface Theme {
  readonly file: string;
  readonly title: string;
  readonly tags: readonly Tag[];
  /** Why it matters, in two or three sentences. */
  readonly about: string;
  /** What good looks like, in a description. */
  readonly good: string;
  /** What a description cannot show, so that nobody takes silence for safety. */
  readonly unseen: readonly string[];
}

export const THEMES: readonly Theme[] = [
  {
    file: 'oauth2',
    title: 'OAuth 2.0 and token lifetimes',
    tags: ['oauth2', 'jwt'],
    about:
      'A token is what an attacker wants most: whoever holds it is its owner. The flows that put tokens into URLs and browsers are gone from OAuth 2.1, and a token that lives for minutes is worth little by the time it is stolen.',
    good: `components:
  securitySchemes:
    customer:
      type: oauth2
      description: Access tokens are JWTs (RS256, issuer and audience checked) and live for 10 minutes. PKCE is required.
      flows:
        authorizationCode:
          authorizationUrl: https://login.example.com/authorize
          tokenUrl: https://login.example.com/token
          refreshUrl: https://login.example.com/token
          scopes:
            orders.read: See one's own orders
            orders.write: Place orders
security:
  - customer: [orders.read]`,
    unseen: [
      'whether the server checks signature, issuer, audience and expiry of each token',
      'how long tokens really live, and whether they can be revoked',
      'how clients keep their secrets',
    ],
  },
  {
    file: 'mutual-tls',
    title: 'Mutual TLS and tokens bound to their sender',
    tags: ['mtls'],
    about:
      'With mutual TLS both sides prove who they are before a byte of the request is read. A token that is bound to the certificate of its client (RFC 8705) is useless to a thief.',
    good: `components:
  securitySchemes:
    partner:
      type: mutualTLS
      description: Certificates are issued by the partner portal and rotate every 90 days.
security:
  - partner: []`,
    unseen: [
      'which certificates the gateway accepts',
      'whether they are revoked when a partner leaves',
      'whether the gateway passes the identity on in a way that clients cannot forge',
    ],
  },
  {
    file: 'rate-limits',
    title: 'Rate limits',
    tags: ['rate-limits'],
    about:
      'Without a limit one caller can take the capacity of all, try every password, and copy all data. A limit that is declared can be kept by honest clients, tested, and watched.',
    good: `responses:
  '200':
    description: A page of orders
    headers:
      RateLimit: { schema: { type: string, maxLength: 100 } }
  '429':
    description: Too many requests
    headers:
      Retry-After: { schema: { type: integer, minimum: 1, maximum: 3600 } }`,
    unseen: [
      'whether the limit is enforced, and for whom it counts',
      'limits of the gateway that leave no trace in the description; its extensions do',
    ],
  },
  {
    file: 'input-validation',
    title: 'Input validation',
    tags: ['input-validation'],
    about:
      'What a schema does not forbid, a caller may send: a text of a gigabyte, an array of a million items, a field that was never meant to be set. A gateway that validates by the description stops it before any code runs.',
    good: `schema:
  type: object
  additionalProperties: false
  required: [email]
  properties:
    email: { type: string, format: email, maxLength: 254 }
    tags: { type: array, maxItems: 20, items: { type: string, pattern: '^[a-z-]{1,30}$' } }`,
    unseen: [
      'whether anything validates by the description',
      'rules of the business, such as an end after the start',
    ],
  },
  {
    file: 'tls',
    title: 'TLS',
    tags: ['tls'],
    about:
      'On an unencrypted connection everybody on the way reads and changes what passes, tokens included.',
    good: `servers:
  - url: https://api.example.com/v1`,
    unseen: [
      'versions and ciphers of the server, unless the gateway is configured in the description',
      'whether plain http is redirected or refused',
      'Strict-Transport-Security, unless it is declared',
    ],
  },
  {
    file: 'schema-validation',
    title: 'Schema-driven validation',
    tags: ['schema-validation'],
    about:
      'Validators, gateways and generated code do exactly what the schema says, and pass over in silence what they do not understand. So a schema has to be valid, closed and free of contradictions.',
    good: `openapi: 3.1.0
components:
  schemas:
    Order:
      type: object
      unevaluatedProperties: false
      required: [id]
      properties:
        id: { type: string, format: uuid }`,
    unseen: [
      'which keywords the validator of the gateway knows',
      'whether responses are validated as well',
    ],
  },
  {
    file: 'sensitive-fields',
    title: 'Sensitive fields and their encryption',
    tags: ['field-encryption'],
    about:
      'Passwords, card numbers and health data leak by being returned, logged or put into URLs. A field that says what it holds can be masked, encrypted and kept out of answers.',
    good: `properties:
  password: { type: string, format: password, writeOnly: true, maxLength: 200 }
  iban: { type: string, maxLength: 34, x-data-classification: confidential, x-encrypted: true }`,
    unseen: ['how data is stored', 'what is logged', 'who holds the keys'],
  },
  {
    file: 'governance',
    title: 'Governance',
    tags: ['governance', 'gateway'],
    about:
      'What is published has an owner, a version, a way to report faults and a day on which it ends. Old versions, debug routes and forgotten hosts are where attackers look first.',
    good: `info:
  title: Orders
  version: 2.4.0
  contact: { name: Orders team, email: orders@example.com }
  x-api-id: orders
servers:
  - { url: 'https://api.example.com/v2', description: Production }`,
    unseen: ['APIs that have no description at all', 'whether the description is what runs'],
  },
  {
    file: 'vendor-risk',
    title: 'Vendor risk and SLAs',
    tags: ['vendor-risk', 'sla'],
    about:
      "A third party's API becomes a part of your own. Its description tells before the contract how it authenticates, what it limits, who answers, and what happens when a version ends. The preset `vendor` asks just that.",
    good: `info:
  contact: { name: API support, email: api@vendor.example }
  termsOfService: https://vendor.example/terms
  x-sla: { availability: 99.9, support: 24/7 }`,
    unseen: ['whether the promises are kept', "the vendor's own vendors"],
  },
];
