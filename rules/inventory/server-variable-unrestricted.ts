import { defineRule, flag } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'server-variable-unrestricted',
  title: 'Server variable lets anyone choose the host',
  category: 'inventory',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-20', 'CWE-918', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Generated clients and consoles that try calls out can be pointed at a host of an attacker, and send their tokens there.',
  fix: 'List the values that are allowed in `enum`.',
  peers: {
    redocly: ['no-server-variables-empty-enum'],
    ibm: ['ibm-server-variable-default-value'],
  },

  options: {
    allowTenantLabel: flag(
      'A variable at the very left of a fixed domain, as in `{tenant}.example.com`, is fine.',
      true,
    ),
  },
  messages: {
    free: 'The variable "{name}" may be anything, and decides about the {part} of the server.',
    empty: 'The variable "{name}" has an empty list of values.',
    outside: 'The default "{value}" of the variable "{name}" is not among its values.',
  },

  visit: {
    Server(server, { options, report }) {
      const { url, variables } = server;
      if (url === undefined || variables.size === 0) return;
      for (const [name, variable] of variables) {
        const shown = shownText(name, 25);
        const written = variable.raw.enum;
        if (Array.isArray(written) && written.length === 0) {
          report(variable.at('enum'), 'empty', { name: shown });
          continue;
        }
        const { default: value, enum: values } = variable;
        if (values.length > 0) {
          if (value !== undefined && !values.includes(value))
            report(variable.at('default'), 'outside', { name: shown, value: shownText(value, 20) });
          continue;
        }
        const place = placeOf(url, name);
        if (place === undefined || (place.isTenant && options.allowTenantLabel)) continue;
        report(variable, 'free', { name: shown, part: place.part });
      }
    },
  },
});

interface Place {
  readonly part: 'scheme' | 'host' | 'port';
  /** It is the left-most label, and what comes after it is fixed. */
  readonly isTenant: boolean;
}

/** Where a variable stands in a URL; undefined where it is in the path, or nowhere. */
function placeOf(url: string, name: string): Place | undefined {
  const variable = `{${name}}`;
  const at = url.indexOf(variable);
  if (at === -1 || (url.startsWith('/') && !url.startsWith('//'))) return undefined;
  const start = url.indexOf('//');
  if (start === -1) return at === 0 ? { part: 'host', isTenant: false } : undefined;
  if (at < start) return { part: 'scheme', isTenant: false };
  const authority = url.slice(start + 2).split('/')[0] ?? '';
  const within = authority.indexOf(variable);
  if (within === -1) return undefined;
  const rest = authority.slice(within + variable.length);
  if (authority.slice(0, within).endsWith(':')) return { part: 'port', isTenant: false };
  const isLeftmost = !authority
    .slice(0, within)
    .replace(/\{[^{}]*\}/g, '')
    .includes('.');
  return { part: 'host', isTenant: isLeftmost && isFixed(rest) };
}

/** At least two labels without variables at the end, as in `.shop.example`; the port may vary, and so may labels before them. */
function isFixed(rest: string): boolean {
  const labels = rest.replace(/:.*$/, '').split('.').slice(1);
  return (
    labels.length >= 2 &&
    labels.slice(-2).every((label) => label !== '' && !/[{}]/.test(label)) &&
    /^[a-z]/i.test(labels.at(-1) ?? '')
  );
}
