import { defineRule } from 'specgate/rule';
import { serverVariablesIn } from '../shared/server-variables.ts';
import { shownText } from '../shared/shown-text.ts';
import { isWritten } from '../shared/written-property.ts';

export default defineRule({
  id: 'server-variable-mismatch',
  title: 'Server variables and URL disagree',
  category: 'structure',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  weighsLess: 'info where a variable is defined and not used',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-1188', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Tools put nothing, or the braces themselves, where the variable stands, and call a host that nobody meant.',
  fix: 'Define the variable under `variables` with a default, or remove it.',
  peers: {
    kics: ['3.0/server_url_uses_undefined_variables', '3.0/server_object_variable_not_used'],
    '42crunch': [
      '*semantic-server-variables-undefined',
      '*semantic-server-parameter-url-undefined',
    ],
    redocly: ['no-undefined-server-variable'],
  },

  messages: {
    undefined: 'The server "{url}" uses the variable "{name}", which is not defined.',
    unused: 'The variable "{name}" does not occur in the server "{url}".',
  },

  visit: {
    Server(server, { report }) {
      const { url, variables } = server;
      if (url === undefined) return;
      const used = serverVariablesIn(url);
      const shown = shownText(url, 40);
      for (const name of used) {
        // A variable that is there and no object is a mistake of structure.
        if (variables.has(name) || isWritten(server.raw.variables, name)) continue;
        const place = { at: server.at('url'), detail: name };
        report(place, 'undefined', { url: shown, name: shownText(name, 20) });
      }
      for (const [name, variable] of variables) {
        if (used.includes(name)) continue;
        const place = { at: variable, atMost: 'info' as const };
        report(place, 'unused', { url: shown, name: shownText(name, 20) });
      }
    },
  },
});
