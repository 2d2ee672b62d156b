import { defineRule, type Server, texts } from 'specgate/rule';
import { namesEnvironment } from '../shared/environments.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'server-unclassified',
  title: 'Server lacks environment or audience',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Where nobody can tell which host is meant for whom, old ones are forgotten and stay open.',
  fix: 'Name the environment in the description of the server, as "Production", and say with `x-internal` or `x-audience` for whom it is.',
  peers: {
    'spectral-owasp': ['owasp:api9:2023-inventory-access', 'owasp:api9:2023-inventory-environment'],
    zally: ['219'],
  },

  options: {
    require: texts('What a server has to say: `environment`, `audience`.', [
      'environment',
      'audience',
    ]),
  },
  messages: {
    environment: 'The server "{url}" does not say of which environment it is.',
    audience: 'The server "{url}" does not say for whom it is.',
    both: 'The server "{url}" says neither of which environment it is nor for whom.',
  },

  visit: {
    Server(server, { options, report }) {
      if (server.owner !== server.api || server.url === undefined) return;
      const { require } = options;
      const lacksEnvironment = require.includes('environment') && !hasEnvironment(server);
      const lacksAudience = require.includes('audience') && !hasAudience(server);
      const url = shownText(server.url, 40);
      if (lacksEnvironment && lacksAudience) report(server, 'both', { url });
      else if (lacksEnvironment) report(server, 'environment', { url });
      else if (lacksAudience) report(server, 'audience', { url });
    },
  },
});

function hasEnvironment(server: Server): boolean {
  return (
    server.has('x-environment') ||
    namesEnvironment(server.description) ||
    namesEnvironment(server.name)
  );
}

/** The whole document may say it once for all servers. */
function hasAudience(server: Server): boolean {
  return [server, server.api, server.api.info].some(
    (node) => node !== undefined && (node.has('x-internal') || node.has('x-audience')),
  );
}
