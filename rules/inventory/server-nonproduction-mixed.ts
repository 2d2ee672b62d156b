import { defineRule, flag, hostOf, inTextOrder, isLocal, type Server, urlsOf } from 'specgate/rule';
import { saysTest, testWordIn } from '../shared/environments.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'server-nonproduction-mixed',
  title: 'Test and production servers share one document',
  category: 'inventory',
  severity: 'low',
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-489', 'CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Test servers are watched and patched less and often hold copies of real data; who looks for a way in tries them first.',
  fix: 'Publish one document for each environment, or say in the description of the server that it is a sandbox for everybody.',

  options: {
    allowDescribed: flag(
      'Servers whose description says that they are for tests are fine.',
      true,
      false,
    ),
  },
  messages: {
    mixed: 'The server "{url}" is one for tests ("{word}"), beside others of production.',
  },

  visit: {
    Api(api, { options, report }) {
      const servers = api.servers.filter((server) => !isOnThisMachine(server));
      const tests = servers.flatMap((server) => {
        const word = wordOf(server);
        return word === undefined ? [] : [{ server, word }];
      });
      if (tests.length === servers.length) return;
      const open = tests.filter(
        ({ server }) => !(options.allowDescribed && saysTest(server.description)),
      );
      const [first, ...others] = inTextOrder(open, ({ server }) => server.url ?? '');
      if (first === undefined) return;
      const related = others.map(({ server }) => ({
        at: server.at('url'),
        message: 'This server is one for tests as well.',
      }));
      const data = { url: shownText(first.server.url ?? '', 40), word: first.word };
      report({ at: first.server.at('url'), related }, 'mixed', data);
    },
  },
});

/** Those are of another kind: `server-internal-exposed`. */
function isOnThisMachine(server: Server): boolean {
  return urlsOf(server).every((url) => isLocal(hostOf(url)));
}

function wordOf(server: Server): string | undefined {
  for (const url of urlsOf(server)) {
    const word = testWordIn(url);
    if (word !== undefined) return word;
  }
  return undefined;
}
