import {
  defineRule,
  type Node,
  type Operation,
  type Parameter,
  type PathItem,
} from 'specgate/rule';
import { plainVariable, variablesOf } from '../shared/path-variables.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'path-param-orphan',
  title: 'Path parameter is not part of the path',
  category: 'structure',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Its limits protect nothing; as a rule the path has the same thing under another name, and that one is not checked.',
  fix: 'Use the same name in the path and in the parameter.',
  peers: {
    kics: ['general/path_parameter_with_no_corresponding_template_path'],
    vacuum: ['path-params'],
    '42crunch': ['*semantic-parameter-nopathtemplate'],
    redocly: ['path-parameters-defined'],
    zally: ['Z001'],
  },

  messages: {
    orphan: 'The path parameter "{name}" does not occur in "{path}".',
    similar: 'The path parameter "{name}" does not occur in "{path}", "{similar}" does.',
  },

  visit: {
    Api(api, { report }) {
      const seen = new Set<Node>();
      for (const [path, item] of api.paths) {
        const variables = variablesOf(path);
        for (const holder of [item, ...item.operations]) {
          for (const parameter of holder.parameters) {
            if (parameter.in !== 'path' || parameter.name === undefined) continue;
            const name = plainVariable(parameter.name);
            if (variables.includes(name)) continue;
            const place = placeIn(holder, parameter);
            if (seen.has(place)) continue;
            seen.add(place);
            const similar = variables.find((variable) => folded(variable) === folded(name));
            const data = { name: shownText(name, 40), path: shownText(path, 60) };
            if (similar === undefined) report(place, 'orphan', data);
            else report(place, 'similar', { ...data, similar: shownText(similar, 20) });
          }
        }
      }
    },
  },
});

/** The parameter where it is written on the path or operation, else the reference to it there. */
function placeIn(holder: PathItem | Operation, parameter: Parameter): Node {
  if (parameter.owner === holder) return parameter;
  return parameter.referrers.find((reference) => reference.owner === holder) ?? parameter;
}

/** Names that differ only in case and separators are the same to people. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
