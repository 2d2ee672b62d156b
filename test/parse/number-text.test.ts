import { describe, expect, it } from 'vitest';
import { numberText } from '../../src/parse/number-text.ts';
import { below, rootPointer } from '../../src/source/pointer.ts';
import { documentOf } from './support.ts';

function textAt(text: string, keys: readonly (string | number)[], name?: string): string {
  const document = documentOf(text, name);
  return numberText(document, below(rootPointer(document.source), ...keys));
}

describe('numberText', () => {
  it.each([
    '9223372036854775807',
    '-9223372036854775808',
    '18446744073709551616',
    '0.1000000000000000055511151231257827',
    '1E400',
    '1.0',
    '0',
    '-0',
  ])('gives %s as written in JSON', (number) => {
    expect(textAt(`{"a": [ ${number} ]}`, ['a', 0], 'test.json')).toBe(number);
  });

  it.each(['9223372036854775807', '0x1F', '0o17', '010', '1e3', '.inf', '-.INF', '.nan', '+5'])(
    'gives %s as written in YAML',
    (number) => {
      expect(textAt(`a: ${number} # x\n`, ['a'])).toBe(number);
      expect(textAt(`a: &x !!float ${number}\nb: [${number}]`, ['b', 0])).toBe(number);
    },
  );

  it('leaves anchors and tags out', () => {
    expect(textAt('a: &x !!float 9223372036854775807', ['a'])).toBe('9223372036854775807');
    expect(textAt('a: !!int &x\n  9223372036854775807', ['a'])).toBe('9223372036854775807');
    expect(textAt('a: !!int "9223372036854775807"', ['a'])).toBe('9223372036854775807');
  });

  it('follows aliases and merge keys', () => {
    const text =
      'a: &x 9223372036854775807\nm: &m {n: 18446744073709551616}\n# &x 9\nb: *x\nc: {<<: *m}\n';
    expect(textAt(text, ['b'])).toBe('9223372036854775807');
    expect(textAt(text, ['c', 'n'])).toBe('18446744073709551616');
  });

  it('gives nothing where there is no number', () => {
    for (const keys of [['a'], ['b'], ['c'], ['a', 'length'], ['d', 0], ['toString']]) {
      expect(textAt('a: "12"\nb: null\nd: []\n', keys)).toBe('');
    }
  });
});
