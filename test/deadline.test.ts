import { describe, expect, test } from 'vitest';
import { deadline } from '../src/deadline.ts';

const now = (): number => performance.now();

describe('work that must end in time', () => {
  test('is done as usual, and may come to nothing', () => {
    const inTime = deadline(1000, now);
    expect(inTime(() => 'done')).toEqual({ value: 'done' });
    expect(inTime(() => undefined)).toEqual({ value: undefined });
  });

  test('is ended in the middle of a loop that has no end, even one that catches everything', () => {
    const inTime = deadline(50, now);
    const ended = inTime(() => {
      for (;;) {
        try {
          for (;;);
        } catch {
          // What V8 ends cannot be caught.
        }
      }
    });
    expect(ended).toBeUndefined();
  });

  test('is ended in the middle of a regular expression', () => {
    const inTime = deadline(50, now);
    expect(inTime(() => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`))).toBeUndefined();
  });

  test('is not begun when the time is over', () => {
    let calls = 0;
    const inTime = deadline(0, now);
    expect(inTime(() => (calls += 1))).toBeUndefined();
    expect(calls).toBe(0);
  });

  test('throws what it throws, as the same object', () => {
    const mistake = new RangeError('a bug');
    const inTime = deadline(1000, now);
    expect(() =>
      inTime(() => {
        throw mistake;
      }),
    ).toThrow(mistake);
  });

  test('leaves nothing behind', () => {
    deadline(1000, now)(() => 1);
    expect(Reflect.ownKeys(globalThis)).not.toContain(Symbol.for('specgate.work'));
  });
});
