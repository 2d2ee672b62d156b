import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

const TEXT = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Sent' } } } }
      responses:
        '200': { description: Ok., content: { application/json: { schema: { $ref: '#/components/schemas/Returned' } } } }
components:
  schemas:
    Sent: { type: object, properties: { shown: { type: boolean }, ids: { type: array, items: { type: boolean } } } }
    Returned: { type: object, properties: { shown: { type: boolean }, ids: { type: array, items: { type: boolean } } } }
`;

const IDS = ['array-unbounded', 'object-open-implicit'];

test('what the API returns is for information in strict, and not asked in recommended', async () => {
  const weights = async (preset: string) => {
    const { results } = await scan(
      { path: 'shop.yaml', content: TEXT },
      { config: { version: 1, extends: [preset] }, refs: 'none' },
    );
    return results
      .filter(({ finding }) => IDS.includes(finding.rule.id))
      .map(({ finding, location, severity }) => [
        finding.rule.id,
        location.range.start.line,
        severity,
      ])
      .toSorted();
  };
  expect(await weights('recommended')).toEqual([['array-unbounded', 11, 'medium']]);
  expect(await weights('strict')).toEqual([
    ['array-unbounded', 11, 'medium'],
    ['array-unbounded', 12, 'info'],
    ['object-open-implicit', 11, 'low'],
    ['object-open-implicit', 12, 'info'],
  ]);
});
