import { describe, expect, test } from 'vitest';
import { fact } from '../../src/model/facts/fact.ts';
import { forgetAnswers } from '../../src/model/forget-answers.ts';
import { freezeModel } from '../../src/model/freeze-model.ts';
import type { Schema } from '../../src/model/kinds.ts';
import { modelOf } from './model-of.ts';

const text = 'openapi: 3.1.0\ncomponents: { schemas: { A: { type: string } } }\n';

/** Asks about the schema before and after, and says how often the answer was made. */
function timesMade(freeze: boolean): number {
  const model = modelOf(text);
  let made = 0;
  const types = fact((schema: Schema) => {
    made += 1;
    return schema.types.join();
  });
  const ask = () => model.nodes.Schema.map(types);
  if (freeze) freezeModel(model);
  expect([ask(), ask()]).toEqual([['string'], ['string']]);
  forgetAnswers(model);
  expect([ask(), ask()]).toEqual([['string'], ['string']]);
  return made;
}

describe('What was found out about nodes', () => {
  test('is forgotten, and found out again for who asks', () => {
    expect(timesMade(false)).toBe(2);
  });

  test('is forgotten of nodes that cannot be changed as well', () => {
    expect(timesMade(true)).toBe(2);
  });
});
