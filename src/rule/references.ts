/** The OWASP API Security Top 10 of 2023. */
export const OWASP_API_2023 = {
  'API1:2023': {
    title: 'Broken Object Level Authorization',
    slug: '0xa1-broken-object-level-authorization',
  },
  'API2:2023': { title: 'Broken Authentication', slug: '0xa2-broken-authentication' },
  'API3:2023': {
    title: 'Broken Object Property Level Authorization',
    slug: '0xa3-broken-object-property-level-authorization',
  },
  'API4:2023': {
    title: 'Unrestricted Resource Consumption',
    slug: '0xa4-unrestricted-resource-consumption',
  },
  'API5:2023': {
    title: 'Broken Function Level Authorization',
    slug: '0xa5-broken-function-level-authorization',
  },
  'API6:2023': {
    title: 'Unrestricted Access to Sensitive Business Flows',
    slug: '0xa6-unrestricted-access-to-sensitive-business-flows',
  },
  'API7:2023': { title: 'Server Side Request Forgery', slug: '0xa7-server-side-request-forgery' },
  'API8:2023': { title: 'Security Misconfiguration', slug: '0xa8-security-misconfiguration' },
  'API9:2023': {
    title: 'Improper Inventory Management',
    slug: '0xa9-improper-inventory-management',
  },
  'API10:2023': { title: 'Unsafe Consumption of APIs', slug: '0xaa-unsafe-consumption-of-apis' },
} as const;

export type OwaspId = keyof typeof OWASP_API_2023;
export type CweId = `CWE-${number}`;

/** The page of an OWASP item. */
export function owaspUrl(id: OwaspId): string {
  return `https://owasp.org/API-Security/editions/2023/en/${OWASP_API_2023[id].slug}/`;
}

/** The page of a weakness. */
export function cweUrl(id: CweId): string {
  return `https://cwe.mitre.org/data/definitions/${id.slice('CWE-'.length)}.html`;
}
