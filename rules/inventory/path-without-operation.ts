import { type Api, defineRule, type PathItem } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'path-without-operation',
  title: 'Path or paths object is empty',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'The route is left over, or its methods were lost by accident, and what it really does escapes the review.',
  fix: 'Describe its operations, or remove it.',
  peers: {
    kics: ['general/path_without_operation', 'general/paths_object_empty'],
    cherrybomb: ['CheckContainsOperation'],
    '42crunch': ['*warning-path-pathitems-empty', '*validation-global-paths-empty'],
  },

  messages: {
    path: 'The path "{path}" has no operation.',
    paths: 'The description has no path at all.',
  },

  visit: {
    Api(api, { report }) {
      for (const [path, item] of api.paths) {
        if (item.operations.length === 0 && !hasMore(item))
          report(api.at('paths', path), 'path', { path: shownText(path) });
      }
      if (isEmptyMap(api.raw.paths) && !isWithoutPaths(api)) report(api.at('paths'), 'paths');
    },
  },
});

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Operations elsewhere, of another version or that cannot be read, or what a server of documentation has filtered. */
function hasMore(item: PathItem): boolean {
  return (
    item.has('$ref') ||
    item.has('additionalOperations') ||
    item.extension('x-filtered') !== undefined ||
    item.has('x-amazon-apigateway-any-method') ||
    METHODS.some((method) => item.has(method))
  );
}

function isEmptyMap(paths: unknown): boolean {
  return (
    typeof paths === 'object' &&
    paths !== null &&
    !Array.isArray(paths) &&
    Object.keys(paths).every((key) => key.startsWith('x-'))
  );
}

/** Since 3.1, a document may be about webhooks or shared parts alone. */
function isWithoutPaths(api: Api): boolean {
  return !api.hasOldSchemas && (api.webhooks.size > 0 || api.components !== undefined);
}
