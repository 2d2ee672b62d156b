import { defineRule, type PathItem } from 'specgate/rule';
import { plainVariable } from '../shared/path-variables.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'path-catch-all',
  title: 'Catch-all route hides undocumented operations',
  category: 'inventory',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1059', 'CWE-284', 'OWASP-API9:2023', 'OWASP-API8:2023'],
  tags: ['governance', 'schema-validation', 'gateway'],
  why: 'Everything below it can be reached without being described, and so without being validated or reviewed.',
  fix: 'Describe each route, and let the gateway refuse the rest.',

  messages: {
    wildcard: 'The path "{path}" catches everything that begins like it.',
    proxy: 'The path "{path}" hands everything below it on to the backend.',
    method: 'The path "{path}" answers to every method, whether it is described or not.',
    allow: 'The gateway lets every path through ("x-google-allow: all").',
  },

  visit: {
    Api(api, { report }) {
      if (api.extension('x-google-allow') === 'all') report(api.at('x-google-allow'), 'allow');
      for (const [path, item] of api.paths) {
        const shown = { path: shownText(path, 60) };
        if (isWildcard(path)) report(api.at('paths', path), 'wildcard', shown);
        else if (endsOpen(path) && isProxy(item)) report(api.at('paths', path), 'proxy', shown);
        else if (item.has(ANY_METHOD)) report(item.at(ANY_METHOD), 'method', shown);
      }
    },
  },
});

const ANY_METHOD = 'x-amazon-apigateway-any-method';
const INTEGRATION = 'x-amazon-apigateway-integration';

/** `*` outside of braces, or a variable that takes several segments, as `{proxy+}`, `{path*}` or `{**rest}`. */
function isWildcard(path: string): boolean {
  if (!/[*+]/.test(path)) return false;
  return (
    /(?:^|\/)\*{1,2}(?:$|\/)/.test(path.replace(/\{[^{}]*\}/g, '{}')) ||
    /\{(?:\*{1,2}|\+)?[\w.-]+[+*]\}|\{(?:\*{1,2}|\+)[\w.-]+\}/.test(path)
  );
}

const OPEN_NAMES = new Set(['proxy', 'any', 'catchall', 'path', 'rest']);

function endsOpen(path: string): boolean {
  const last = /\/\{([^{}]+)\}$/.exec(path)?.[1];
  return last !== undefined && OPEN_NAMES.has(plainVariable(last).toLowerCase());
}

function isProxy(item: PathItem): boolean {
  if (item.has(ANY_METHOD)) return true;
  return item.operations.some((operation) => {
    const integration = operation.extension(INTEGRATION);
    return (
      typeof integration === 'object' &&
      integration !== null &&
      'type' in integration &&
      /^http_proxy$/i.test(String(integration.type))
    );
  });
}
