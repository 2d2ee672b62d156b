import { describe, expect, it } from 'vitest';
import { commentsOf } from '../../src/parse/comments.ts';
import { Source } from '../../src/source/source.ts';
import { documentOf } from './support.ts';

function commentsIn(text: string, name = 'test.yaml') {
  const { source, format } = documentOf(text, name);
  return commentsOf(source, format);
}

const found = (text: string, name?: string) =>
  commentsIn(text, name).map(({ line, column, text: words }) => `${line}:${column} ${words}`);

describe('commentsOf', () => {
  it('finds the comments that speak to Specgate, wherever they stand', () => {
    const text = [
      '# specgate-ignore one -- why',
      'a: 1 # specgate-ignore two',
      '#specgate-ignore three',
      'b: [1, # specgate-ignore four',
      '  2]\t# \tspecgate-ignore five  ',
      'c: | # specgate-ignore six',
      '  text',
      '  # specgate-ignore not this: the block goes on',
      '# specgate-ignore seven',
      'd:',
      '  # specgate-ignore eight',
      '  - 1',
      '# specgate-ignore',
    ].join('\n');
    expect(found(text)).toEqual([
      '1:1 specgate-ignore one -- why',
      '2:6 specgate-ignore two',
      '3:1 specgate-ignore three',
      '4:8 specgate-ignore four',
      '5:6 specgate-ignore five',
      '6:6 specgate-ignore six',
      '9:1 specgate-ignore seven',
      '11:3 specgate-ignore eight',
      '13:1 specgate-ignore',
    ]);
  });

  it('is not misled by what only looks like one', () => {
    const text = [
      'a: "x # specgate-ignore one"',
      "b: 'x",
      "  # specgate-ignore two'",
      'c: x# specgate-ignore three',
      'd: |-',
      '  # specgate-ignore four',
      'e: >',
      '  x',
      '',
      '   # specgate-ignore five',
      'f: specgate-ignore six',
      '# see specgate-ignore seven',
      '# not-specgate-ignore eight',
    ].join('\n');
    expect(found(text)).toEqual([]);
  });

  it('gives the span from # to the end of the line, without the line break', () => {
    const text = 'a: 1 # specgate-ignore x\r\nb: 2\r\n';
    const [comment] = commentsIn(text);
    expect(text.slice(comment?.start, comment?.end)).toBe('# specgate-ignore x');
  });

  it('knows that JSON has no comments', () => {
    expect(found('{"a": "x # specgate-ignore y"}', 'test.json')).toEqual([]);
  });

  it('finds them around anchors and tags', () => {
    const text = [
      'a: &x # specgate-ignore one',
      '  !!str # specgate-ignore two',
      '  | # specgate-ignore three',
      '  # specgate-ignore not this',
      'b: &y "x',
      '  # specgate-ignore nor this"',
    ].join('\n');
    expect(found(text)).toEqual([
      '1:7 specgate-ignore one',
      '2:9 specgate-ignore two',
      '3:5 specgate-ignore three',
    ]);
  });

  it('finds nothing in a source that was not parsed', () => {
    expect(commentsOf(new Source('test.yaml', '# specgate-ignore x'), 'yaml')).toEqual([]);
  });
});
