import {
  defineRule,
  type EffectiveSecurity,
  fact,
  inTextOrder,
  type RequiredScheme,
  type SecurityScheme,
  texts,
} from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { signsOn } from '../shared/gateway.ts';
import { onceAList } from '../shared/once-a-list.ts';
import { related } from '../shared/related.ts';
import { operationsAsking, titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-apikey-only',
  title: 'An API key is all that operations ask for',
  category: 'authentication',
  severity: { recommended: 'off', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-1390', 'CWE-308', 'OWASP-API2:2023'],
  tags: ['oauth2', 'mtls'],
  why: 'A key tells which application calls, not which person; it does not expire and has no scopes, so whoever steals it has everything for as long as nobody notices.',
  fix: 'Exchange keys for short-lived tokens with scopes, or ask for a client certificate or a signature beside the key.',
  peers: {
    kics: ['3.0/api_key_exposed_in_global_security_scheme'],
    '42crunch': ['*-apikey-inheader'],
  },

  options: {
    methods: texts('Methods that are looked at.', ['get', 'post', 'put', 'patch', 'delete']),
  },
  messages: {
    only: 'API keys such as "{name}" are all it takes for {operations}, {writes} of them writing.',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      if (!isSentAside(scheme) || isBearerInDisguise(scheme)) return;
      if (isCheckedByAuthorizer(scheme)) return;
      const asking = operationsAsking(scheme, (security) => soleKeys(security).has(scheme));
      const operations = onceAList(asking, options, () =>
        asking.filter((operation) => options.methods.includes(operation.method)),
      );
      if (operations.length === 0) return;
      const writes = operations.filter((operation) => operation.isWriting).length;
      const place = { at: scheme, related: related(operations, 'asks for nothing else.') };
      report(place, 'only', {
        name: titleOf(scheme),
        operations: counted(operations.length, 'operation'),
        writes,
      });
    },
  },
});

/** Keys in the URL are another rule's, and worse. */
function isSentAside(scheme: SecurityScheme): boolean {
  return scheme.type === 'apiKey' && (scheme.in === 'header' || scheme.in === 'cookie');
}

/** 2.0 has no other way to declare a bearer token; for 3.x, auth-scheme-underspecified tells the better one. */
function isBearerInDisguise({ name, description }: SecurityScheme): boolean {
  return (
    name?.toLowerCase() === 'authorization' && /\b(?:bearer|token|jwt)\b/i.test(description ?? '')
  );
}

/** Amazon's gateway knows authorizers only as API keys: what travels is a token, or whatever the function looks at. */
function isCheckedByAuthorizer(scheme: SecurityScheme): boolean {
  return signsOn(scheme, 'auth-bound').length > 0;
}

/** Where keys are all, those that are first by name: of several in one requirement, the others are not reported again. */
const soleKeys = fact(({ alternatives }: EffectiveSecurity): ReadonlySet<unknown> => {
  const areAll = alternatives.every(({ schemes }) => schemes.every(isKey));
  return new Set(areAll ? alternatives.map(({ schemes }) => firstAside(schemes)) : []);
});

function isKey({ scheme }: RequiredScheme): boolean {
  return scheme?.type === 'apiKey' && !isCheckedByAuthorizer(scheme);
}

function firstAside(schemes: readonly RequiredScheme[]): SecurityScheme | undefined {
  return inTextOrder(schemes.filter(isAside), ({ name }) => name)[0]?.scheme;
}

function isAside({ scheme }: RequiredScheme): boolean {
  return scheme !== undefined && isSentAside(scheme);
}
