import { defineRule, partsOf } from 'specgate/rule';
import { callbackTargets, type TargetSource } from '../shared/callback-targets.ts';
import { fixesHost } from '../shared/pattern-limits.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'callback-url-unrestricted',
  title: 'Callback target comes unrestricted from the request',
  category: 'injection-ssrf',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-918', 'OWASP-API7:2023'],
  tags: ['vendor-risk', 'input-validation'],
  why: 'By contract, the server calls whatever address the client names: also one inside your network, or one that floods somebody else.',
  fix: 'Let clients register their hosts beforehand and prove that they own them, and restrict the field by a `pattern` with https and the host.',
  limits:
    'Several callbacks to the same address are one finding, and `ssrf-url-input` does not report the field again.',

  messages: {
    open: 'The callback goes to any address that the request names in "{name}".',
    unresolved: 'The callback goes to "{expression}", which the request does not describe.',
  },

  visit: {
    Api(api, { report }) {
      const seen = new Map<unknown, Set<string>>();
      for (const { operation, at, expression, source } of callbackTargets(api)) {
        // The events of one subscription go to one address: say so once.
        const owner = source?.owner ?? operation;
        const known = seen.get(owner) ?? new Set();
        seen.set(owner, known);
        if (known.has(expression) || isRestricted(source)) continue;
        known.add(expression);
        const asked = { at: operation, message: 'This operation brings the address.' };
        if (source === undefined) {
          report({ at, related: [asked] }, 'unresolved', { expression: shownText(expression, 40) });
          continue;
        }
        const named = { at: source.at, message: 'The address comes from here.' };
        report({ at, related: [named, asked] }, 'open', { name: source.name });
      }
    },
  },
});

function isRestricted(source: TargetSource | undefined): boolean {
  const schema = source?.schema;
  if (schema === undefined) return false;
  return fixesHost(schema) || partsOf(schema).some(({ values }) => values !== undefined);
}
