import { type Api, defineRule, flag, hostOf, type Server, texts, urlsOf } from 'specgate/rule';
import { isInternalDocument } from '../shared/audience.ts';
import { type HostKind, INTERNAL_SUFFIXES, kindOfHost } from '../shared/host-kind.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'server-internal-exposed',
  title: 'Server URL points to an internal or local host',
  category: 'inventory',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-200', 'CWE-497', 'OWASP-API9:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: "Who reads the description learns how the network looks inside, and tools that follow it call somebody's own machine.",
  fix: 'Publish public addresses only; keep those for development in an overlay, or mark the document with `x-internal: true`.',
  peers: { redocly: ['no-server-example-com'] },

  options: {
    internalSuffixes: texts(
      'Ends of names that only exist inside of a network.',
      INTERNAL_SUFFIXES,
    ),
    reportPublicIp: flag('Public addresses without a name are reported as well.', false, true),
  },
  messages: {
    internal: 'The server "{url}" leads to {what}.',
    ip: 'The server "{url}" has no name that a certificate could be checked for.',
  },

  visit: {
    Server(server, { options, report }) {
      const { api } = server;
      // In 2.0, servers are made of one host.
      if (api.version === '2.0' || isExempt(api, server)) return;
      for (const url of urlsOf(server)) {
        const kind = kindOfHost(hostOf(url) ?? '{}', options.internalSuffixes);
        if (!isAsked(kind, options.reportPublicIp)) continue;
        const shown = shownText(url);
        if (kind === 'a bare IP address') report(server.at('url'), 'ip', { url: shown });
        else report(server.at('url'), 'internal', { url: shown, what: kind });
        return;
      }
    },

    Api(api, { options, report }) {
      const { host } = api;
      if (api.version !== '2.0' || host === undefined || isExempt(api)) return;
      const kind = kindOfHost(hostOf(`//${host}`) ?? '{}', options.internalSuffixes);
      if (!isAsked(kind, options.reportPublicIp)) return;
      const url = shownText(host);
      if (kind === 'a bare IP address') report(api.at('host'), 'ip', { url });
      else report(api.at('host'), 'internal', { url, what: kind });
    },
  },
});

function isExempt(api: Api, server?: Server): boolean {
  return server?.extension('x-internal') === true || isInternalDocument(api);
}

function isAsked(kind: HostKind | undefined, reportPublicIp: boolean): kind is HostKind {
  return kind !== undefined && (kind !== 'a bare IP address' || reportPublicIp);
}
