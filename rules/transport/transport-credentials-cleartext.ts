import {
  defineRule,
  fact,
  flag,
  hostOf,
  isLocal,
  nameOf,
  type Operation,
  type RelatedPlace,
  type SecurityScheme,
  type Server,
  schemeOf,
  serversOf,
  urlsOf,
} from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { onceAList } from '../shared/once-a-list.ts';
import { operationsUsing, titleOf } from '../shared/scheme-uses.ts';
import { urlPlace } from '../shared/server-place.ts';

export default defineRule({
  id: 'transport-credentials-cleartext',
  title: 'Credentials are sent over an unencrypted channel',
  category: 'transport',
  severity: 'critical',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-319', 'CWE-522', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['tls', 'oauth2'],
  why: 'Anyone who listens on the way collects keys, passwords and tokens that work.',
  fix: 'Remove the http server for operations that ask for a credential.',
  peers: {
    kics: [
      'general/api_key_exposed_in_global_security',
      'general/api_key_exposed_in_operation_security',
    ],
    checkov: ['CKV_OPENAPI_3', 'CKV_OPENAPI_20'],
    '42crunch': ['*-clear', '*-clearcredentials', '*-weak', '*-average'],
  },

  options: {
    allowLoopback: flag('Addresses of this machine, such as localhost, are fine.', true),
  },
  messages: {
    exposed: '"{scheme}" is sent in the clear to "{url}" by {operations}, "{operation}" first.',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      if (!isReusable(scheme)) return;
      const exposed = onceAList(operationsUsing(scheme), options, (operations) =>
        operations.flatMap((operation) => {
          const sent = sentInClear(operation, options.allowLoopback);
          return sent === undefined ? [] : [{ operation, ...sent }];
        }),
      );
      const [first] = exposed;
      if (first === undefined) return;
      report({ at: scheme, related: placesOf(exposed) }, 'exposed', {
        scheme: titleOf(scheme),
        url: first.url.slice(0, 60),
        operation: nameOf(first.operation),
        operations: counted(exposed.length, 'operation'),
      });
    },
  },
});

interface Exposed {
  readonly operation: Operation;
  readonly server: Server;
  readonly url: string;
}

/** More places of a kind than this explain no better. */
const MOST_PLACES = 20;

const placesOf = fact((exposed: readonly Exposed[]): readonly RelatedPlace[] => {
  const servers = new Map(exposed.map(({ server, url }) => [server, url]));
  return [
    ...[...servers].slice(0, MOST_PLACES).map(([server, url]) => ({
      at: urlPlace(server),
      message: `"${url}" is not encrypted.`,
    })),
    ...exposed.slice(0, MOST_PLACES).map(({ operation }) => ({
      at: operation,
      message: `${nameOf(operation)} sends it there.`,
    })),
  ];
});

/** Whether what travels is worth stealing; HOBA and DPoP prove the possession of a key instead, mutual TLS needs TLS. */
function isReusable(scheme: SecurityScheme): boolean {
  if (scheme.type === 'http') return !/^(?:hoba|dpop|mutual)$/i.test(scheme.scheme?.trim() ?? '');
  return scheme.type === 'apiKey' || scheme.type === 'oauth2' || scheme.type === 'openIdConnect';
}

function sentInClear(
  operation: Operation,
  allowLoopback: boolean,
): { server: Server; url: string } | undefined {
  for (const server of serversOf(operation)) {
    const url = urlsOf(server).find((each) => {
      const scheme = schemeOf(each);
      return (scheme === 'http' || scheme === 'ws') && !(allowLoopback && isLocal(hostOf(each)));
    });
    if (url !== undefined) return { server, url };
  }
  return undefined;
}
