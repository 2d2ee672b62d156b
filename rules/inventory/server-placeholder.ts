import { defineRule, urlsOf } from 'specgate/rule';
import { placeholderIn } from '../shared/placeholder-url.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'server-placeholder',
  title: 'Server or endpoint URL is a placeholder',
  category: 'inventory',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1188', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Clients that are made from the description send real credentials to a host that is not yours.',
  fix: 'Write the real host.',
  limits: 'Hosts of this machine are reported by `server-internal-exposed`.',
  peers: {
    vacuum: ['oas2-host-not-example', 'oas3-host-not-example'],
    redocly: ['no-server-example-com'],
  },

  messages: {
    server: 'The server "{url}" only stands for a real one.',
    docs: 'The documentation link "{url}" only stands for a real one.',
  },

  visit: {
    Server(server, { report }) {
      if (server.api.version === '2.0') return;
      const url = urlsOf(server).find((each) => placeholderIn(each) !== undefined);
      if (url !== undefined) report(server.at('url'), 'server', { url: shownText(url) });
    },

    Api(api, { report }) {
      const { host } = api;
      if (api.version !== '2.0' || host === undefined) return;
      if (placeholderIn(`//${host}`) !== undefined)
        report(api.at('host'), 'server', { url: shownText(host) });
    },

    ExternalDocs(docs, { report }) {
      const { url } = docs;
      if (url !== undefined && placeholderIn(url) !== undefined)
        report(docs.at('url'), 'docs', { url: shownText(url) });
    },
  },
});
