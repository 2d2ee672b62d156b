import {
  type Api,
  type Components,
  type Context,
  defineRule,
  flag,
  hostOf,
  type Operation,
  type PathItem,
  texts,
} from 'specgate/rule';
import { signsOn } from '../shared/gateway.ts';
import { matchesAny } from '../shared/globs.ts';
import { keyOf } from '../shared/spot.ts';

const options = {
  trustedBackends: texts('Hosts that may be reached in the clear; `*` is allowed.', [
    '*.svc.cluster.local',
  ]),
  privateLinks: flag(
    'Connections inside a private network of the cloud (VPC_LINK) are reported as well.',
    false,
    true,
  ),
};

const messages = {
  cleartext: 'The gateway calls the backend "{address}" without encryption.',
  unverified: '"{setting}" keeps the gateway from checking the certificate of the backend.',
} as const;

export default defineRule({
  id: 'backend-insecure',
  title: 'Gateway calls the backend without checked TLS',
  category: 'transport',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  weighsLess: 'info inside a private network of the cloud',
  since: '0.1',
  references: ['CWE-319', 'CWE-295', 'OWASP-API8:2023', 'OWASP-API10:2023'],
  tags: ['tls', 'vendor-risk', 'gateway'],
  why: 'Encryption ends at the edge, and on the second half of the way, often through foreign networks, everything can be read or faked.',
  fix: 'Call the backend by https, and check its certificate.',

  options,
  messages,

  visit: { Api: judge, Components: judge, PathItem: judge, Operation: judge },
});

type Settings = { readonly trustedBackends: readonly string[]; readonly privateLinks: boolean };

function judge(
  holder: Api | Components | PathItem | Operation,
  { options: settings, report }: Context<typeof messages, Settings>,
): void {
  for (const { spot, address, isPrivate } of signsOn(holder, 'backend-insecure')) {
    if (isPrivate === true && !settings.privateLinks) continue;
    const place = isPrivate === true ? { at: spot.at, atMost: 'info' as const } : spot.at;
    if (address === undefined) {
      report(place, 'unverified', { setting: keyOf(spot) });
      continue;
    }
    const host = hostOf(address);
    if (host !== undefined && matchesAny(host, settings.trustedBackends)) continue;
    report(place, 'cleartext', { address: address.slice(0, 60) });
  }
}
