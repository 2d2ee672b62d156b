import {
  allServers,
  Callback,
  defineRule,
  flag,
  hostOf,
  isLocal,
  type PathItem,
  type Server,
  schemeOf,
  texts,
  urlsOf,
} from 'specgate/rule';
import { matchesAny } from '../shared/globs.ts';
import { urlPlace } from '../shared/server-place.ts';

export default defineRule({
  id: 'transport-http',
  title: 'Unencrypted transport is accepted',
  category: 'transport',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-319', 'OWASP-API8:2023'],
  tags: ['tls'],
  why: 'Whoever sits between client and server, as in a café, can read and change everything, credentials included.',
  fix: 'Serve TLS only, close port 80 or redirect it, and list https or wss addresses.',
  peers: {
    kics: [
      '2.0/global_schemes_uses_http',
      '2.0/path_scheme_accepts_http',
      '2.0/schemes_uses_http copy',
      '3.0/global_server_uses_http',
      '3.0/path_server_uses_http',
    ],
    'spectral-owasp': ['owasp:api8:2023-no-scheme-http', 'owasp:api8:2023-no-server-http'],
    vacuum: ['owasp-security-hosts-https-oas3'],
    checkov: ['CKV_OPENAPI_7', 'CKV_OPENAPI_18'],
    cherrybomb: ['CheckServerUrl', 'active:CheckSSL'],
    '42crunch': ['*global-http-clear', '*operation-http-clear'],
    redocly: ['cookbook/rule/https-server-urls'],
  },

  options: {
    allowedSchemes: texts('URL schemes that are encrypted, in lower case.', ['https', 'wss']),
    allowLoopback: flag('Addresses of this machine, such as localhost, are fine.', true),
    allowHosts: texts('Hosts that may be reached in the clear; `*` is allowed, as in `*.svc`.'),
  },
  messages: {
    cleartext: 'Requests to "{url}" are not encrypted.',
    downgrade: '"{url}" offers without encryption what is also offered with it.',
    variable: 'The variables of "{template}" allow "{url}", which is not encrypted.',
    callback: 'The callback "{url}" is called without encryption.',
  },

  visit: {
    Server(server, { options, report }) {
      const url = urlsOf(server).find((each) => isOpen(each, options));
      if (url === undefined) return;
      const at = urlPlace(server);
      const shown = url.slice(0, 80);
      const twin = encryptedTwin(server, url);
      const template = server.url ?? '';
      // Where the scheme is no variable, the template says it all.
      if (isOpen(template, options) && template !== url)
        report(at, 'cleartext', { url: template.slice(0, 80) });
      else if (template !== url) report(at, 'variable', { template, url: shown });
      else if (twin === undefined) report(at, 'cleartext', { url: shown });
      else {
        const related = [{ at: urlPlace(twin), message: 'Here it is encrypted.' }];
        report({ at, related }, 'downgrade', { url: shown });
      }
    },

    PathItem(item, { options, report }) {
      const url = String(item.key);
      if (isLiteralCallback(item) && isOpen(url, options))
        report(item, 'callback', { url: url.slice(0, 80) });
    },
  },
});

interface Settings {
  readonly allowedSchemes: readonly string[];
  readonly allowLoopback: boolean;
  readonly allowHosts: readonly string[];
}

/** Whether a URL names a transport that is not encrypted. */
function isOpen(url: string, options: Settings): boolean {
  const scheme = schemeOf(url);
  if (scheme === undefined || options.allowedSchemes.includes(scheme)) return false;
  const host = hostOf(url);
  if (host !== undefined && matchesAny(host, options.allowHosts)) return false;
  return !(options.allowLoopback && isLocal(host));
}

/** A server with the same address on an encrypted transport. */
function encryptedTwin(server: Server, url: string): Server | undefined {
  const wanted = url.replace(/^http:/i, 'https:').replace(/^ws:/i, 'wss:');
  return allServers(server.api).find((other) => wanted !== url && other.url === wanted);
}

/** Whether a path item stands in a callback under a whole URL, not an expression. */
function isLiteralCallback(item: PathItem): boolean {
  return item.owner instanceof Callback && !String(item.key).startsWith('{');
}
