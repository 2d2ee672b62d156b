import { type Api, defineRule, flag, type Server } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';
import { substituted } from '../shared/substituted-url.ts';

export default defineRule({
  id: 'server-url-invalid',
  title: 'Server URL is malformed',
  category: 'structure',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Clients guess what is meant, and the guess may be another host, to which they send credentials.',
  fix: 'Write a plain address: scheme, host and base path, without query and fragment.',
  peers: {
    kics: ['3.0/server_url_not_absolute'],
    vacuum: ['oas2-host-trailing-slash', 'oas3-server-trailing-slash'],
    cherrybomb: ['CheckServerUrl'],
    '42crunch': ['*semantic-server-url'],
    redocly: ['no-server-trailing-slash'],
    zally: ['M008'],
  },

  options: {
    trailingSlash: flag('A slash at the end is reported: with the path it makes two.', false, true),
  },
  messages: {
    empty: 'The server has no URL, only an empty text.',
    space: 'The server "{url}" contains white space.',
    braces: 'The braces in the server "{url}" do not match.',
    part: 'The server "{url}" has a {part}, which is lost or doubled when a path is added.',
    unreadable: 'The server "{url}" is no URL.',
    twice: 'The variable "{name}" stands twice in the server "{url}".',
    repeated: 'The server "{url}" ends with "{base}", and so does every path begin.',
    slash: 'The server "{url}" ends with a slash, as paths begin with one.',
    host: 'The host "{host}" is no plain host name with an optional port.',
    basePath: 'The base path "{path}" is no path that begins with a slash.',
  },

  visit: {
    Server(server, { options, report }) {
      const { url } = server;
      if (url === undefined || server.api.version === '2.0') return;
      const at = server.at('url');
      const shown = shownText(url, 40);
      const problem = problemOf(server, url);
      const base = basePathOf(server);
      const twice = repeatedVariable(server, url);
      if (problem === 'empty') report(at, 'empty');
      else if (problem === 'query' || problem === 'fragment')
        report(at, 'part', { url: shown, part: problem });
      else if (problem !== undefined) report(at, problem, { url: shown });
      else if (twice !== undefined) report(at, 'twice', { url: shown, name: shownText(twice, 20) });
      else if (base !== '' && server.owner === server.api && isRepeated(server.api, base))
        report(at, 'repeated', { url: shown, base: shownText(base, 20) });
      else if (options.trailingSlash && url.length > 1 && url.endsWith('/'))
        report(at, 'slash', { url: shown });
    },

    Api(api, { options, report }) {
      const { host, basePath } = api;
      if (api.version !== '2.0') return;
      if (host !== undefined && host !== '' && !HOST.test(host))
        report(api.at('host'), 'host', { host: shownText(host) });
      if (basePath === undefined || basePath === '') return;
      const at = api.at('basePath');
      const path = shownText(basePath, 40);
      if (!basePath.startsWith('/') || /[\s?#{}]/.test(basePath)) report(at, 'basePath', { path });
      else if (isRepeated(api, basePath.replace(/\/+$/, '')))
        report(at, 'repeated', { url: path, base: path.slice(0, 20) });
      else if (options.trailingSlash && basePath.length > 1 && basePath.endsWith('/'))
        report(at, 'slash', { url: path });
    },
  },
});

type Problem = 'empty' | 'space' | 'braces' | 'query' | 'fragment' | 'unreadable';

function problemOf(server: Server, url: string): Problem | undefined {
  if (url.trim() === '') return 'empty';
  if (/\s/.test(url.replace(/\{[^{}]+\}/g, ''))) return 'space';
  if (!hasPairs(url)) return 'braces';
  const whole = substituted(server);
  if (whole.includes('?')) return 'query';
  if (whole.includes('#')) return 'fragment';
  // What is left of variables without a default may be anything.
  const filled = whole.replace(/\{[^{}]*\}/g, 'x');
  if (URL.canParse(filled)) return isHostless(filled) ? 'unreadable' : undefined;
  // An empty default, or a variable without one, may be the port.
  if (whole !== url && URL.canParse(filled.replace(/:(?=\/|$)|:x(?=\/|$)/g, ''))) return undefined;
  if (/:x(?=\/|$)/.test(filled) && URL.canParse(filled.replace(/:x(?=\/|$)/, ''))) return undefined;
  return /^[a-z][a-z0-9+.-]*:/i.test(filled) || !URL.canParse(filled, 'https://h/')
    ? 'unreadable'
    : undefined;
}

/** A variable has one value, whatever the part of the URL is that it stands in (OpenAPI 3.2.0 §4.6). */
function repeatedVariable({ api }: Server, url: string): string | undefined {
  if (api.version !== '3.2') return undefined;
  const names = Array.from(url.matchAll(/\{([^{}]+)\}/g), ([, name]) => name);
  return names.find((name, index) => names.indexOf(name) < index);
}

/** `http:/host`, `https:host`: the standard of browsers mends them, other clients do not. */
function isHostless(url: string): boolean {
  return /^(?:https?|wss?):(?!\/\/[^/])/i.test(url);
}

function hasPairs(url: string): boolean {
  return !/[{}]/.test(url.replace(/\{[^{}]+\}/g, ''));
}

const HOST = /^(?:\{[^{}]+\}|[\w.-]+|\[[\da-f:.]+\])+(?::(?:\d{1,5}|\{[^{}]+\}))?$/i;

function basePathOf(server: Server): string {
  const url = substituted(server);
  const path = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*(\/.*)$/i.exec(url)?.[1] ?? url;
  return path.startsWith('/') ? path.replace(/\/+$/, '') : '';
}

/** Fewer paths than this begin alike by chance. */
const FEWEST_PATHS = 3;

/** Whether every path begins with the base path, so that clients call it twice. */
function isRepeated(api: Api, base: string): boolean {
  if (base === '' || api.paths.size < FEWEST_PATHS) return false;
  for (const path of api.paths.keys()) if (!path.startsWith(`${base}/`)) return false;
  return true;
}
