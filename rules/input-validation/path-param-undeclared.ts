import {
  defineRule,
  type Operation,
  type Parameter,
  type PathItem,
  type RelatedPlace,
  type Version,
} from 'specgate/rule';
import { plainVariable, variablesOf } from '../shared/path-variables.ts';
import { related } from '../shared/related.ts';
import { hasUnknownParameters } from '../shared/unknown-parameters.ts';

export default defineRule({
  id: 'path-param-undeclared',
  title: 'Path template variable has no parameter definition',
  category: 'input-validation',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'A part of the path that nothing defines is never validated, and generated routers hand it on as it comes.',
  fix: 'Define the parameter with `in: path`, `required: true` and a schema that limits it.',
  peers: {
    kics: [
      'general/template_path_parameter_with_no_corresponding_path_parameter',
      'general/path_template_empty',
    ],
    vacuum: ['path-params', 'path-declarations-must-exist', 'path-not-include-query'],
    '42crunch': ['*semantic-parameter-path-undefined', '*semantic-parameter-path-name-empty'],
    redocly: ['path-parameters-defined', 'path-declaration-must-exist', 'path-not-include-query'],
    ibm: ['ibm-valid-path-segments'],
    zally: ['Z001'],
  },

  messages: {
    undeclared: '"{name}" in the path "{path}" is no parameter of "{method}".',
    empty: 'The path "{path}" has a variable without a name.',
    unbalanced: 'The braces in the path "{path}" do not match.',
    query: 'The path "{path}" contains a query string: its parameters are never checked.',
    fragment: 'The path "{path}" contains a fragment, which is never sent.',
    twice: 'The path "{path}" has the variable "{name}" twice.',
  },

  visit: {
    Api(api, { report }) {
      for (const [path, item] of api.paths) {
        const fault = faultOf(path, api.version);
        if (fault !== undefined) report(api.at('paths', path), fault, { path });
        if (fault === 'unbalanced') continue;
        const names = variablesOf(withoutQuery(path, fault));
        for (const name of new Set(names)) {
          if (name === '') continue;
          if (names.indexOf(name) !== names.lastIndexOf(name))
            report({ at: api.at('paths', path), detail: name }, 'twice', { path, name });
          const [operation, ...others] = operationsWithout(item, name);
          if (operation === undefined) continue;
          const data = { name, path, method: operation.method.toUpperCase() };
          report({ at: operation, detail: name, related: listed(others) }, 'undeclared', data);
        }
      }
    },
  },
});

/** A query string is one fault, whatever stands in it. */
function withoutQuery(path: string, fault: string | undefined): string {
  return fault === 'query' ? path.slice(0, path.indexOf('?')) : path;
}

function faultOf(
  path: string,
  version: Version,
): 'empty' | 'unbalanced' | 'query' | 'fragment' | undefined {
  if (!isBalanced(path)) return 'unbalanced';
  if (/\{\s*\}/.test(path)) return 'empty';
  if (/\?(?![^{}]*\})/.test(path)) return 'query';
  // Before 3.2 has a grammar of paths, a fragment tells operations apart that the same path serves.
  return version === '3.2' && /#(?![^{}]*\})/.test(path) ? 'fragment' : undefined;
}

function isBalanced(path: string): boolean {
  let depth = 0;
  for (const character of path) {
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function operationsWithout(item: PathItem, name: string): readonly Operation[] {
  return item.operations.filter(
    (operation) => !declares(operation, name) && !hasUnknownParameters(operation),
  );
}

/** A parameter of the path that the operation overrides keeps its place and name. */
function declares({ items, parameters }: Operation, name: string): boolean {
  return isAmong(parameters, name) || items.some((item) => isAmong(item.parameters, name));
}

function isAmong(parameters: readonly Parameter[], name: string): boolean {
  return parameters.some(
    (parameter) => parameter.in === 'path' && plainVariable(parameter.name ?? '') === name,
  );
}

function listed(operations: readonly Operation[]): readonly RelatedPlace[] {
  return related(operations, 'lacks it too.');
}
