import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFile } from '../../src/cli/write-file.ts';
import { plant } from '../discover/tree.ts';

describe('a report file', () => {
  test('is written with its folders, whatever its size', () => {
    const cwd = plant({});
    const pieces = Array.from({ length: 30_000 }, (_, index) => `${index} ü\n`);
    writeFile(join(cwd, 'a/b/report.txt'), pieces);
    expect(readFileSync(join(cwd, 'a/b/report.txt'), 'utf8')).toBe(pieces.join(''));
    expect(readdirSync(join(cwd, 'a/b'))).toEqual(['report.txt']);
  });

  test('stays what it was if the new one fails half-way', () => {
    const cwd = plant({ 'report.txt': 'old' });
    function* broken(): Iterable<string> {
      yield 'x'.repeat(100_000);
      throw new RangeError('a bug of a reporter');
    }
    expect(() => writeFile(join(cwd, 'report.txt'), broken())).toThrow(RangeError);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toBe('old');
    expect(readdirSync(cwd)).toEqual(['report.txt']);
  });

  test('takes the place of a link instead of what the link leads to', () => {
    const cwd = plant({ 'precious.txt': 'old' });
    symlinkSync('precious.txt', join(cwd, 'report.txt'));
    writeFile(join(cwd, 'report.txt'), ['new']);
    expect(readFileSync(join(cwd, 'precious.txt'), 'utf8')).toBe('old');
    expect(lstatSync(join(cwd, 'report.txt')).isSymbolicLink()).toBe(false);
  });

  test('may be a device, which stays one', () => {
    writeFile('/dev/null', ['gone']);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test.each([
    ['a folder', 'folder'],
    ['below a file', 'file/report.txt'],
  ])('cannot be %s, and says so', (_, path) => {
    const cwd = plant({ file: '' });
    mkdirSync(join(cwd, 'folder'));
    expect(() => writeFile(join(cwd, path), ['x'])).toThrow(
      /could not be written: .*(folder|file)/,
    );
    expect(existsSync(join(cwd, 'folder'))).toBe(true);
    expect(readdirSync(cwd)).toEqual(['file', 'folder']);
  });
});
