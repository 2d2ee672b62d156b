import { expect, test } from 'vitest';
import { labelOf } from '../../rules/shared/label.ts';
import { inMemory } from '../resolve/built.ts';

test('a file that is one schema is called as the file is, and what stands in it by its own name', () => {
  const { model } = inMemory({
    'openapi.yaml':
      'openapi: 3.1.0\ncomponents: { schemas: { Pet: { items: { $ref: parts/pet.v2.yaml } } } }',
    'parts/pet.v2.yaml': 'properties: { name: { items: {} } }',
  });
  expect(model.nodes.Schema.map(labelOf)).toEqual(['Pet', 'pet.v2', 'name', 'name[]']);
});

test('a body is called by its direction, and a media type that is shared by its own name', () => {
  const { model } = inMemory({
    'openapi.yaml': `
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { text/plain: { schema: {} }, a/b: { $ref: '#/components/mediaTypes/pet' } } }
      responses: { '200': { content: { text/plain: { schema: {} } } } }
components: { mediaTypes: { pet: { schema: {} } } }`,
  });
  expect(model.nodes.Schema.map(labelOf)).toEqual(['request body', 'response body', 'pet']);
});
