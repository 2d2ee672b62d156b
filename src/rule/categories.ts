/** The twelve categories of the catalogue, and the one of the gate's own rules, with what they are about. */
export const CATEGORIES = {
  authentication: 'Who calls: schemes, requirements, tokens, OAuth flows.',
  authorization:
    'What a caller may do: scopes, administrative routes, object ids, mass assignment.',
  transport: 'How requests travel: TLS, hosts, backends.',
  'data-exposure':
    'What leaks: credentials in URLs, secrets and personal data in responses, errors.',
  'input-validation': 'What a request may hold: types, limits, patterns, closed objects.',
  'resource-limits': 'How much a caller may use: rate limits, sizes, pages, recursion.',
  'injection-ssrf': 'Input that becomes an address, a path, a query or code.',
  inventory: 'What is published: servers, debug routes, versions, owners.',
  responses: 'What callers are told: errors, schemas, headers.',
  secrets: 'Credentials in the description itself.',
  'supply-chain': 'Where the description comes from: references, versions, YAML traps.',
  structure: 'Whether the description is what the specification says.',
  policy: "The gate's own configuration: waivers that are unused, expired or without a reason.",
} as const;

export type Category = keyof typeof CATEGORIES;

/** The themes of layered API security; a rule may belong to several. */
export const TAGS = [
  'oauth2',
  'jwt',
  'mtls',
  'rate-limits',
  'input-validation',
  'tls',
  'schema-validation',
  'field-encryption',
  'governance',
  'vendor-risk',
  'sla',
  'gateway',
] as const;
export type Tag = (typeof TAGS)[number];
