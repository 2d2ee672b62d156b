import { describe, expect, it } from 'vitest';
import { namesIn } from '../../src/model/item-names.ts';

/** The name of each item, by what the item holds. */
function named(list: readonly unknown[]): ReadonlyMap<unknown, string | undefined> {
  const names = namesIn(list);
  return new Map(list.map((item, index) => [item, names[index]]));
}

describe('what list items are called', () => {
  const list = [
    { type: 'string', maxLength: 5 },
    { type: 'object', properties: { b: {}, a: {} } },
    { type: 'string', maxLength: 9 },
    { type: ['null', 'integer'] },
    { description: 'without a type' },
    { name: 'id', in: 'path' },
    { $ref: '#/x' },
    { key: [] },
    'text',
    5,
    null,
    [1, 2],
  ];

  it('does not change when the list is sorted anew', () => {
    expect(named(list.toReversed())).toEqual(named(list));
    expect(new Set(namesIn(list)).size).toBe(list.length);
  });

  it('does not depend on the order of members', () => {
    const [one, two] = [
      { type: 'object', a: 1, b: { c: 2, d: 3 } },
      { type: 'object', a: 0 },
    ];
    const same = { b: { d: 3, c: 2 }, a: 1, type: 'object' };
    expect(named([one, two]).get(one)).toBe(named([two, same]).get(same));
  });

  it('does not depend on the order of lists inside', () => {
    const [one, two] = [
      { type: 'object', required: ['a', 'z'] },
      { type: 'object', required: ['b'] },
    ];
    const same = { type: 'object', required: ['z', 'a'] };
    expect(named([two, same]).get(same)).toBe(named([one, two]).get(one));
  });

  it('stays when an item of another type is added, or something in the item is changed', () => {
    const [text, object] = [{ type: 'string' }, { type: 'object' }];
    const name = named([text, object]).get(object);
    expect(named([{ type: 'number' }, text, object]).get(object)).toBe(name);
    expect(namesIn([text, { type: 'object', maxProperties: 5 }])[1]).toBe(name);
  });

  it('ends for items that aliases make endlessly large, and for long lists', () => {
    let bomb: object = { type: 'object' };
    for (let level = 0; level < 100; level += 1)
      bomb = { type: 'object', a: bomb, b: bomb, c: bomb };
    expect(namesIn([bomb, { ...bomb }])).toHaveLength(2);
    const long = Array.from({ length: 50_000 }, () => bomb);
    expect(namesIn(long).at(-1)).toBe('49999');
  });
});
