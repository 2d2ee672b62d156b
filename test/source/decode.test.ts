import { describe, expect, it } from 'vitest';
import { decode } from '../../src/source/decode.ts';
import { Source } from '../../src/source/source.ts';

function textOf(bytes: Uint8Array): string {
  const source = decode('file', bytes);
  if (source instanceof Source) return source.text;
  throw new Error(source.message);
}

function failureOf(bytes: Uint8Array) {
  const failure = decode('file', bytes);
  if (failure instanceof Source) throw new Error('decoded');
  return failure;
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('decode', () => {
  it('reads UTF-8, beyond the basic plane too', () => {
    expect(textOf(Buffer.from('a: é 漢 😀'))).toBe('a: é 漢 😀');
  });

  it('leaves a byte order mark out of the text, so that columns of line 1 are right', () => {
    const source = decode('file', Buffer.from('\uFEFFopenapi: 3.0.3'));
    expect(source).toBeInstanceOf(Source);
    expect(source instanceof Source && source.text).toBe('openapi: 3.0.3');
  });

  it('keeps a byte order mark inside the text', () => {
    expect(textOf(Buffer.from('\uFEFFa\uFEFFb'))).toBe('a\uFEFFb');
  });

  it('reads UTF-16 with a byte order mark in both byte orders', () => {
    expect(textOf(utf16('\uFEFF{"a": "é😀"}'))).toBe('{"a": "é😀"}');
    expect(textOf(utf16('\uFEFF{"a": "é😀"}').swap16())).toBe('{"a": "é😀"}');
  });

  it('leaves the bytes that it was given as they are', () => {
    const bytes = utf16('\uFEFFabc').swap16();
    const before = Buffer.from(bytes);
    decode('file', bytes);
    expect(bytes.equals(before)).toBe(true);
  });

  it('reads a view into a larger buffer', () => {
    const large = Buffer.from('xxa: 1yy');
    expect(textOf(new Uint8Array(large.buffer, large.byteOffset + 2, 4))).toBe('a: 1');
  });

  it('reads an empty file as an empty text', () => {
    expect(textOf(new Uint8Array())).toBe('');
  });

  it.each([
    ['little', utf16('{"openapi": "3.0.3"}')],
    ['big', utf16('{"openapi": "3.0.3"}').swap16()],
  ])('explains UTF-16 without a byte order mark (%s endian)', (_, bytes) => {
    expect(failureOf(bytes).message).toMatch(/UTF-16 without a byte order mark; save it as UTF-8/);
  });

  it.each([
    ['little', [0xff, 0xfe, 0, 0], (code: number) => [code, 0, 0, 0]],
    ['big', [0, 0, 0xfe, 0xff], (code: number) => [0, 0, 0, code]],
  ])('explains UTF-32, marked or not (%s endian)', (_, mark, wide) => {
    const text = [...'{"a": 1}'].flatMap((character) => wide(character.charCodeAt(0)));
    expect(failureOf(Buffer.from([...mark, ...text])).message).toBe(
      'The file is UTF-32; save it as UTF-8.',
    );
    expect(failureOf(Buffer.from(text)).message).toMatch(/UTF-32 without a byte order mark/);
  });

  it('tells a binary file from text', () => {
    const bytes = Buffer.from('PK\x03\x04 some more text that is long enough\nand \0 zeros');
    expect(failureOf(bytes)).toMatchObject({
      line: 2,
      column: 5,
      message: expect.stringMatching(/no text/),
    });
  });

  it('tells UTF-16 that is cut off', () => {
    expect(failureOf(utf16('\uFEFFab').subarray(0, 5)).message).toMatch(/cut off/);
  });

  it('names line and column of the first byte that is not UTF-8, and what to do', () => {
    const bytes = Buffer.concat([
      Buffer.from('openapi: 3.0.3\ninfo: {title: "é P'),
      Buffer.from([0xe4]),
      Buffer.from('tisserie"}'),
    ]);
    expect(failureOf(bytes)).toMatchObject({
      uri: 'file',
      line: 2,
      column: 19,
      message: expect.stringMatching(/0xE4.*Save the file as UTF-8/),
    });
  });

  it.each([
    ['a continuation byte alone', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a value past the last code point', [0xf5, 0x80, 0x80, 0x80]],
    ['a character that is cut off', [0xe6, 0xbc]],
  ])('refuses %s', (_, bad) => {
    const bytes = Buffer.concat([Buffer.from('ab\n漢'), Buffer.from(bad)]);
    expect(failureOf(bytes)).toMatchObject({ line: 2, column: 2 });
  });
});
