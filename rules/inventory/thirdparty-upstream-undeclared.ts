import {
  type Api,
  allServers,
  Callback,
  type Context,
  defineRule,
  fact,
  hostOf,
  inTextOrder,
  isCleartext,
  isLocal,
  type Node,
  type Operation,
  type PathItem,
  type Pointer,
  placeNameOf,
  type Server,
  texts,
  urlsOf,
} from 'specgate/rule';
import { INTERNAL_SUFFIXES, kindOfHost } from '../shared/host-kind.ts';
import { registrableDomain } from '../shared/registrable-domain.ts';
import { shownText } from '../shared/shown-text.ts';
import { upstreamsOn } from '../shared/upstreams.ts';

const options = {
  trustedDomains: texts('Domains of your own, as `shop.example`, with all below them.'),
  cloudSuffixes: texts('Domains of clouds under which your own services run.', [
    'amazonaws.com',
    'run.app',
    'cloudfunctions.net',
    'azurewebsites.net',
    'azure-api.net',
  ]),
};

const messages = {
  undeclared: 'Requests go on to "{host}", a third party, and no note says who that is.',
  cleartext: 'Requests go on to "{host}", a third party, without encryption.',
  timeout: 'Requests go on to "{host}", a third party, and nothing limits the wait for it.',
} as const;

export default defineRule({
  id: 'thirdparty-upstream-undeclared',
  title: 'Request data is passed to a third party without safeguards',
  category: 'inventory',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-829', 'CWE-1357', 'OWASP-API10:2023'],
  tags: ['vendor-risk', 'sla', 'gateway'],
  why: 'When the other service is slow, wrong or broken into, so is your API, which trusts it without limits.',
  fix: 'Name the provider in `x-third-party` or `x-data-processor`, use https, set a timeout, and check its answers like input of users.',
  limits:
    'What is foreign is told by the domain of the servers at the root; without any such server nothing is.',

  options,
  messages,

  visit: {
    Api: judge,
    PathItem(item, context) {
      judge(item, context);
      const url = String(item.key);
      if (!(item.owner instanceof Callback) || url.startsWith('{')) return;
      judgeAddress(item, { address: url, at: item, hasTimeout: undefined }, context);
    },
    Operation: judge,
    Server(server, context) {
      if (server.owner === server.api || server.url === undefined) return;
      if (server.api.version === '2.0') return;
      const [address = ''] = urlsOf(server);
      if (!isFirstOfHost(server, hostOf(address))) return;
      judgeAddress(server, { address, at: server.at('url'), hasTimeout: undefined }, context);
    },
  },
});

type Settings = {
  readonly trustedDomains: readonly string[];
  readonly cloudSuffixes: readonly string[];
};
type Judging = Context<typeof messages, Settings>;

function judge(holder: Api | PathItem | Operation, context: Judging): void {
  for (const { address, spot, hasTimeout } of upstreamsOn(holder))
    judgeAddress(holder, { address, at: spot.at, hasTimeout }, context);
}

interface Address {
  readonly address: string;
  readonly at: Pointer;
  /** Undefined where no timeout can be set. */
  readonly hasTimeout: boolean | undefined;
}

function judgeAddress(
  holder: Node,
  { address, at, hasTimeout }: Address,
  { options: settings, report }: Judging,
): void {
  const host = hostOf(address) ?? (/^[\w-]+(?:\.[\w-]+)+$/.test(address) ? address : undefined);
  if (host === undefined || !isForeign(holder.api, host, settings)) return;
  const shown = { host: shownText(host, 40) };
  if (isCleartext(address)) report(at, 'cleartext', shown);
  else if (isNoted(holder)) return;
  else if (hasTimeout === false) report(at, 'timeout', shown);
  else if (hasTimeout === undefined) report(at, 'undeclared', shown);
}

function isForeign(api: Api, host: string, settings: Settings): boolean {
  if (/[{}$<]/.test(host) || isLocal(host)) return false;
  const kind = kindOfHost(host, INTERNAL_SUFFIXES);
  if (kind !== undefined && kind !== 'a bare IP address') return false;
  const own = ownDomains(api);
  if (own.size === 0 || own.has(registrableDomain(host))) return false;
  return ![...settings.trustedDomains, ...settings.cloudSuffixes].some(
    (domain) => host === domain || host.endsWith(`.${domain.replace(/^\*?\./, '')}`),
  );
}

const ownDomains: (api: Api) => ReadonlySet<string> = fact((api: Api) => {
  const found = new Set<string>();
  for (const server of rootServers(api)) {
    for (const url of urlsOf(server)) {
      const host = hostOf(url);
      if (host !== undefined && !/[{}]/.test(registrableDomain(host)))
        found.add(registrableDomain(host));
    }
  }
  return found;
});

function rootServers(api: Api): readonly Server[] {
  return allServers(api).filter((server) => server.owner === api);
}

/** A host is told once, however many operations are served there. */
function isFirstOfHost(server: Server, host: string | undefined): boolean {
  const first = foreignServers(server.api).get(host);
  return first === undefined || first === server;
}

const foreignServers: (api: Api) => ReadonlyMap<string | undefined, Server> = fact((api: Api) => {
  const found = new Map<string | undefined, Server>();
  for (const server of inTextOrder(allServers(api), (each) => placeNameOf(each, api))) {
    const host = hostOf(urlsOf(server)[0] ?? '');
    if (server.owner !== api && !found.has(host)) found.set(host, server);
  }
  return found;
});

/** Whether somebody has written down who that is, here or above. */
function isNoted(holder: Node): boolean {
  for (let at: Node | undefined = holder; at !== undefined; at = at.owner)
    if (at.has('x-third-party') || at.has('x-data-processor')) return true;
  return false;
}
