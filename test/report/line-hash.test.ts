import { describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/report/line-hash.ts';
import { Source } from '../../src/source/source.ts';
import { cpuTime } from '../cpu-time.ts';

function hashes(text: string): readonly (string | undefined)[] {
  const source = new Source('a', text);
  const lines = Array.from({ length: source.lineCount }, (_, at) => at + 1);
  const found = lineHashes(source, lines);
  return lines.map((line) => found.get(line));
}

/** The algorithm word for word as GitHub describes it, one character after the other. */
function slowly(text: string): readonly string[] {
  const codes: number[] = [];
  const starts: number[] = [];
  let isStart = true;
  for (const character of text.replace(/\r\n?/g, '\n').split('')) {
    if (character === ' ' || character === '\t') continue;
    if (isStart) starts.push(codes.length);
    isStart = character === '\n';
    codes.push(character.charCodeAt(0));
  }
  if (isStart) starts.push(codes.length);
  codes.push(65535);
  const seen = new Map<string, number>();
  return starts.map((start) => {
    let hash = 0n;
    for (let at = start; at < start + 100; at += 1) {
      hash = BigInt.asUintN(64, hash * 37n + BigInt(codes[at] ?? 0));
    }
    const name = hash.toString(16);
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return `${name}:${seen.get(name)}`;
  });
}

describe('line hashes', () => {
  it('are those that the reference implementation computes', () => {
    // Printed by `Sarif.Multitool rewrite --insert RollingHashPartialFingerprints` for these texts.
    expect(hashes('a')).toEqual(ORACLE.one);
    expect(hashes('a\rb\rc\r\n\rd\n\re\n')).toEqual(ORACLE.breaks);
    expect(hashes(`${'x'.repeat(150)}\n\n🎉: ü\n`)).toEqual(ORACLE.long);
  });

  it('follow the description on texts of all shapes', () => {
    const texts = [
      '',
      '\n',
      'openapi: 3.1.0\ninfo:\n  title: x\n',
      'a: 1\r\nb: 2\r\n\r\n\t c: 3'.repeat(30),
      `${'y'.repeat(99)}\n${'y'.repeat(100)}\n${'y'.repeat(101)}\n${'y'.repeat(5000)}\r\nz\n`.repeat(
        3,
      ),
      Array.from({ length: 300 }, (_, at) => `key${at % 7}:  ${at % 3}`).join('\n'),
      '{"a":[1,2,3]}\n'.repeat(50),
    ];
    for (const text of texts) expect(hashes(text)).toEqual(slowly(text));
  });

  it('of one line are the same as among all', () => {
    const text = 'same: 1\n'.repeat(250);
    const [wanted] = lineHashes(new Source('a', text), [100]);
    expect(wanted).toEqual([100, hashes(text)[99]]);
  });

  it('take no time on a file that is one line', () => {
    const source = new Source('a', `{${'"a":1,'.repeat(1_000_000)}}`);
    const work = () => expect(lineHashes(source, [1]).size).toBe(1);
    expect(cpuTime(work)).toBeLessThan(10_000);
  });
});

const ORACLE = {
  one: ['53b5d4aabe50d64:1'],
  breaks: [
    'f6ea397a9e64d5f4:1',
    '62f4b8e4768b1c35:1',
    'f76def9ff80d1679:1',
    'c3f97a0e24f4b4c8:1',
    '5aee7e05583d8e7e:1',
    'aec8cfe424fad030:1',
    '4ae5e5f3591f8486:1',
    'c129715d7a2bc9a3:1',
  ],
  long: ['52b56201ffb58620:1', 'ebfea4bbc608fa76:1', '23ada91da02ba0a4:1', 'c129715d7a2bc9a3:1'],
};
