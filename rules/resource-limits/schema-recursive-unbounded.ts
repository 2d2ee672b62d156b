import { type Api, defineRule, type Schema, sentSchemas, texts } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { circlesIn } from '../shared/schema-circles.ts';

export default defineRule({
  id: 'schema-recursive-unbounded',
  title: 'Request schema may nest without limit',
  category: 'resource-limits',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-674', 'CWE-770', 'OWASP-API4:2023'],
  tags: ['schema-validation'],
  why: 'A request of a few kilobytes may hold thousands of levels, at which parsers, validators and the code behind run out of stack.',
  fix: 'Limit the depth at the gateway and say so by `x-max-depth`, and limit the lists and maps on the way (`maxItems`, `maxProperties`).',
  peers: {
    '42crunch': ['*validation-reference-circular'],
    ibm: ['ibm-no-circular-refs'],
  },

  options: {
    depthExtensions: texts('Extensions of a schema that say how deep values may be.', [
      'x-max-depth',
      'x-maxDepth',
    ]),
  },
  messages: {
    recursive: 'Values of "{name}" may contain themselves to any depth.',
  },

  visit: {
    Api(api, { options, report }) {
      for (const circle of circlesIn(sentSchemas(api))) {
        if (circle.some((schema) => options.depthExtensions.some((name) => schema.has(name))))
          continue;
        const named = definitionOf(circle, api);
        if (named !== undefined) report(named, 'recursive', { name: labelOf(named) });
      }
    },
  },
});

/** The definition on a circle whose name comes first. */
function definitionOf(circle: readonly Schema[], api: Api): Schema | undefined {
  let first: Schema | undefined;
  for (const schema of circle) {
    if (schema.referrers.length === 0 || schema.api !== api) continue;
    if (first === undefined || String(schema.key) < String(first.key)) first = schema;
  }
  return first;
}
