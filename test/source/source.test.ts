import { describe, expect, it } from 'vitest';
import { below, pointerText, rootPointer, stepsOf } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';

describe('Source', () => {
  it('counts lines by LF, CRLF and CR alike', () => {
    const source = new Source('file', 'a\nb\r\nc\rd');
    expect(source.lineCount).toBe(4);
    expect([1, 2, 3, 4].map((line) => source.line(line))).toEqual(['a', 'b', 'c', 'd']);
    expect(source.position(2)).toEqual({ line: 2, column: 1 });
    expect(source.position(5)).toEqual({ line: 3, column: 1 });
    expect(source.position(7)).toEqual({ line: 4, column: 1 });
  });

  it('counts columns in UTF-16 units', () => {
    expect(new Source('file', 'é漢😀x').position(4)).toEqual({ line: 1, column: 5 });
  });

  it('gives an empty text for a line that is not there', () => {
    const source = new Source('file', 'a\n');
    expect([0, 1, 2, 3].map((line) => source.line(line))).toEqual(['', 'a', '', '']);
  });

  it('answers with the first line while no parser has said where things stand', () => {
    const source = new Source('file', 'one\ntwo');
    expect(source.span(rootPointer(source))).toEqual({ start: 0, end: 3 });
  });

  it('asks the locator once for many places and not again for those it knows', () => {
    const source = new Source('file', 'text');
    const asked: string[][] = [];
    source.useLocator((wanted) => {
      asked.push(wanted.map(pointerText));
      return wanted.map(() => ({ key: undefined, value: { start: 0, end: 4 } }));
    });
    const root = rootPointer(source);
    const a = below(root, 'a');
    source.prepare([a, below(root, 'b')]);
    source.prepare([a]);
    source.locate(a);
    expect(asked).toEqual([['#/a', '#/b']]);
  });
});

describe('Pointer', () => {
  const source = new Source('file', '');

  it('is written as a JSON Pointer with ~ and / escaped', () => {
    const pointer = below(rootPointer(source), 'paths', '/a~b/{id}', 'get', 0);
    expect(pointerText(pointer)).toBe('#/paths/~1a~0b~1{id}/get/0');
    expect(stepsOf(pointer)).toEqual(['paths', '/a~b/{id}', 'get', 0]);
  });

  it('of a whole document is #', () => {
    expect(pointerText(rootPointer(source))).toBe('#');
    expect(stepsOf(rootPointer(source))).toEqual([]);
  });
});
