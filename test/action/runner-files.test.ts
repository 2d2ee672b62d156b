import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { annotation, appendSummary, writeOutputs } from '../../action/runner-files.js';
import { plant } from '../discover/tree.ts';
import { commandsIn, outputsIn } from './runner-protocol.ts';

test('outputs come out as they went in, whatever they hold, and after what was there', () => {
  const file = join(plant({ output: 'before=1\n' }), 'output');
  const values = {
    plain: 'a b',
    empty: '',
    number: 20.5,
    hostile: 'x\nEOF\nother=1\nother<<EOF\n1\nEOF',
    commands: '::set-output name=other::1',
  };
  writeOutputs(file, values);
  expect(Object.fromEntries(outputsIn(readFileSync(file, 'utf8')))).toEqual({
    before: '1',
    ...values,
    number: '20.5',
  });
});

test('nothing is written where the runner names no file', () => {
  expect(() => writeOutputs(undefined, { a: 1 })).not.toThrow();
  expect(() => appendSummary('', 'text')).not.toThrow();
});

const LINE = `| ${'ö'.repeat(49)}\n`;

test('a summary is cut at a line before GitHub would throw it away, and says so', () => {
  const file = join(plant({ summary: LINE.repeat(5000) }), 'summary');
  appendSummary(file, LINE.repeat(5000));
  const text = readFileSync(file, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(900_000);
  expect(Buffer.byteLength(text)).toBeGreaterThan(899_000);
  const [page = '', rest] = text.split('\n\n');
  expect(new Set(page.split('\n'))).toEqual(new Set([LINE.trim()]));
  expect(rest).toContain('see the log');
});

test('a summary that is full stays as it is', () => {
  const file = join(plant({ summary: LINE.repeat(10_000) }), 'summary');
  appendSummary(file, 'more');
  expect(readFileSync(file, 'utf8')).toBe(LINE.repeat(10_000));
});

test('an annotation is one line, and the runner reads what was meant', () => {
  const text = '100%25 % \r\n::error::forged';
  const line = annotation('error', text);
  expect(line.match(/\r|\n/g)).toEqual(['\n']);
  expect(commandsIn(line)).toEqual([`error title=Specgate: ${text}`]);
});
