import { describe, expect, it } from 'vitest';
import { guardCi, harmlessJson, neutralise, neutraliseLines } from '../../src/report/neutral.ts';

describe('neutralise', () => {
  it('spells out what moves a cursor, breaks a line or hides text', () => {
    const spelled: readonly (readonly [string, string])[] = [
      ['\u001b[31mred', '\\u001b[31mred'],
      ['a\nb\r\tc', 'a\\nb\\r\\tc'],
      ['\u0000\u0008\u007f\u009b', '\\u0000\\u0008\\u007f\\u009b'],
      ['\u2028\u2029', '\\u2028\\u2029'],
      ['\u202eabc\u2066\u200f\u061c', '\\u202eabc\\u2066\\u200f\\u061c'],
      ['\u{e0041}', '\\udb40\\udc41'],
      ['\ud800x\udc00', '\\ud800x\\udc00'],
    ];
    for (const [text, harmless] of spelled) expect(neutralise(text)).toBe(harmless);
  });

  it('leaves the scripts of the world and emoji alone', () => {
    const text = 'größe, ペット, שלום, 👩‍👩‍👧, e\u0301';
    expect(neutralise(text)).toBe(text);
  });

  it('keeps line breaks and tabs where several lines are wanted', () => {
    expect(neutraliseLines('a:\r\n\tb\u001b\rc')).toBe('a:\n\tb\\u001b\nc');
  });
});

describe('guardCi', () => {
  it('leaves no order to a build service', () => {
    expect(guardCi('::error file=a::x')).toBe(': :error file=a::x');
    expect(guardCi('a\n  ::set-output::b')).toBe('a\n  : :set-output::b');
    expect(guardCi('text ##[error]x')).toBe('text # #[error]x');
    expect(guardCi('##vso[task.complete]')).toBe('# #vso[task.complete]');
    expect(guardCi('##teamcity[x]')).toBe('# #teamcity[x]');
    expect(guardCi('\u00a0::debug::x')).toBe('\u00a0: :debug::x');
  });

  it('changes nothing else', () => {
    const text = 'a::b ## [x] #[y] : : std::vector';
    expect(guardCi(text)).toBe(text);
  });
});

describe('harmlessJson', () => {
  it('gives back the exact value, from bytes that do nothing', () => {
    const value = { 'a\u202e': '\u001b\u009b\u2028##[x]##vso[y]\ud800\u{e0041}::' };
    const json = harmlessJson(value);
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(json).not.toMatch(/##\[|##vso\[/);
    expect(JSON.parse(json)).toEqual(value);
  });
});
