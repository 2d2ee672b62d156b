/** A new rule: it compiles, and its tests say what is still missing. */
export function ruleFile(category: string, id: string): string {
  return `import { defineRule } from 'specgate/rule';

export default defineRule({
  id: '${id}',
  title: '',
  category: '${category}',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: [],
  why: '',
  fix: '',

  messages: {
    found: 'The operation "{name}" is at fault.',
  },

  visit: {
    Operation(operation, { report }) {
      if (operation.operationId === undefined) return;
      report(operation.at('operationId'), 'found', { name: operation.operationId });
    },
  },
});
`;
}

/** The smallest description with a place to find fault with. */
export function badFixture(): string {
  return `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets # <- found
      responses: { '200': { description: The pets } }
`;
}

/** The same description without the fault. */
export function goodFixture(): string {
  return `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get:
      responses: { '200': { description: The pets } }
`;
}
