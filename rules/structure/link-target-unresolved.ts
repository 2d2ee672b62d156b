import {
  type Api,
  defineRule,
  fact,
  inboundOperations,
  type Link,
  nameOf,
  type Operation,
} from 'specgate/rule';
import { nearest } from '../shared/nearest.ts';
import { outboundOperations } from '../shared/outbound-operations.ts';
import { shownText } from '../shared/shown-text.ts';
import { hasUnknownParameters } from '../shared/unknown-parameters.ts';

export default defineRule({
  id: 'link-target-unresolved',
  title: 'Link points to no operation',
  category: 'structure',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-610', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Clients follow links without asking; one that leads nowhere may lead somewhere else tomorrow.',
  fix: 'Correct the `operationId`, or the name of the parameter.',
  limits: 'An `operationRef` that leads nowhere is reported by `ref-unresolved`.',
  peers: {
    kics: ['3.0/link_object_operation_id_does_not_target_an_operation_object'],
    '42crunch': ['*semantic-link-operationid-undefined'],
  },

  messages: {
    unknown: 'The link leads to "{id}", and no operation has this operationId.',
    misspelt: 'The link leads to "{id}", which is no operation; "{similar}" is one.',
    parameter: 'The link sets "{parameter}", which is no parameter of "{operation}".',
  },

  visit: {
    Link(link, { report }) {
      const target = targetOf(link);
      const id = link.operationId;
      if (target === undefined) {
        if (id === undefined) return;
        const similar = nearest(id, operationsById(link.api).keys());
        const at = link.at('operationId');
        const shown = shownText(id, 60);
        if (similar === undefined) report(at, 'unknown', { id: shown });
        else report(at, 'misspelt', { id: shown, similar: shownText(similar, 60) });
        return;
      }
      if (hasUnknownParameters(target)) return;
      for (const parameter of namesIn(link.parameters)) {
        if (isParameterOf(target, parameter)) continue;
        const data = {
          parameter: shownText(parameter, 30),
          operation: shownText(nameOf(target), 60),
        };
        report(link.at('parameters', parameter), 'parameter', data);
      }
    },
  },
});

function targetOf(link: Link): Operation | undefined {
  if (link.operationId !== undefined) return operationsById(link.api).get(link.operationId);
  return link.operation;
}

const operationsById: (api: Api) => ReadonlyMap<string, Operation> = fact((api: Api) => {
  const found = new Map<string, Operation>();
  for (const operation of [...inboundOperations(api), ...outboundOperations(api)])
    if (operation.operationId !== undefined) found.set(operation.operationId, operation);
  return found;
});

function namesIn(parameters: unknown): readonly string[] {
  const isMap = typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters);
  return isMap ? Object.keys(parameters) : [];
}

/** A name may say where the parameter is, as `path.id`. */
function isParameterOf(operation: Operation, written: string): boolean {
  return operation.allParameters.some(
    ({ name, in: place }) => name === written || `${place}.${name}` === written,
  );
}
