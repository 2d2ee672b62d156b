import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/policy/verdict.ts';
import { maskOf } from '../../src/report/mask.ts';
import { Source } from '../../src/source/source.ts';
import { RULES } from './rules.ts';
import { plan, ROOT } from './sample.ts';

const TOKEN = 'AKIAIOSFODNN7EXAMPLE';

function secretIn(source: Source, text: string, secret: string): Result {
  return { ...plan({ rule: RULES.token, source, text, secret }) };
}

describe('the mask', () => {
  it('hides a secret in texts and lines, wherever it stands again', () => {
    const source = new Source(`${ROOT}/a.yaml`, `key: ${TOKEN}\nagain: ${TOKEN} # ${TOKEN}\n`);
    const mask = maskOf([secretIn(source, TOKEN, TOKEN)]);
    expect(mask.text(`the key ${TOKEN} is real`)).toBe('the key AKIA**** is real');
    const line = mask.excerpt(source, 2, 0, 100);
    expect(line).toHaveLength(source.line(2).length);
    expect(line).toBe(`again: AKIA${'*'.repeat(16)} # AKIA${'*'.repeat(16)}`);
  });

  it('hides a part of a secret when the excerpt cuts it', () => {
    const source = new Source(`${ROOT}/a.yaml`, `key: ${TOKEN}\n`);
    const mask = maskOf([secretIn(source, TOKEN, TOKEN)]);
    expect(mask.excerpt(source, 1, 12, 20)).toBe('*'.repeat(8));
    expect(mask.excerpt(source, 1, 0, 12)).toBe('key: AKIA***');
  });

  it('hides secrets that are spelled in JSON, over several lines, or in no known way', () => {
    const key = '-----BEGIN KEY-----\nMIIEabcdefgh\nijklmnopqr==';
    const json = new Source(`${ROOT}/a.json`, JSON.stringify({ key }));
    const jsonMask = maskOf([secretIn(json, JSON.stringify(key), key)]);
    expect(jsonMask.excerpt(json, 1, 0, 200)).not.toMatch(/MIIE|ijkl/);

    const yaml = new Source(`${ROOT}/a.yaml`, `key: |\n  ${key.replaceAll('\n', '\n  ')}\n`);
    const written = yaml.text.slice('key: '.length);
    const yamlMask = maskOf([secretIn(yaml, written, key)]);
    expect(yamlMask.excerpt(yaml, 3, 0, 100)).not.toContain('abcdefgh');

    const odd = new Source(`${ROOT}/b.yaml`, 'key: "\\x41KIA"\nnext: 1\n');
    const oddMask = maskOf([secretIn(odd, '"\\x41KIA"', 'AKIA')]);
    expect(oddMask.excerpt(odd, 1, 0, 100)).toBe(`key: ${'*'.repeat(9)}`);
    expect(oddMask.excerpt(odd, 2, 0, 100)).toBe('next: 1');
  });

  it('hides short secrets where they stand, and only there', () => {
    const source = new Source(`${ROOT}/a.yaml`, 'pin: 123\nlimit: 123\n');
    const mask = maskOf([secretIn(source, '123', '123')]);
    expect(mask.excerpt(source, 1, 0, 100)).toBe('pin: ***');
    expect(mask.excerpt(source, 2, 0, 100)).toBe('limit: 123');
  });
});
