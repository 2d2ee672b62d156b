import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { looksLikeDescription } from '../../src/discover/looks-like.ts';
import { isDescriptionFile } from '../../src/discover/peek.ts';
import { plant } from './tree.ts';

describe('a text is taken for a description', () => {
  test.each([
    'openapi: 3.0.0',
    "swagger: '2.0'",
    '"openapi" : "3.1.0"',
    '# a comment\n---\nopenapi: 3.1.0',
    '%YAML 1.2\n---\ninfo: {}\nopenapi: 3.1.0',
    '\ufeffopenapi: 3.1.0',
    '  info: {}\n  openapi: 3.1.0\n',
    'openapi: !!str 3.1.0',
    'openapi:\n  3.1.0',
    'info: {}\r\nopenapi: 4.0.0\r\n',
    '{"openapi":"3.1.0"}',
    '{"paths":{"/x":{"swagger":1}},"swagger":"2.0"}',
    '{"info":{"title":"a \\"quoted\\\\\\" }"},"openapi":"3.0.0"}',
    "{openapi: 3.1.0, info: {title: it's}}",
    '// made by a tool\n{\n  // "swagger": "1.0"\n  "openapi": "3.1.0"\n}',
    'apiVersion: v1\n---\nopenapi: 3.1.0',
  ])('%j', (text) => {
    expect(looksLikeDescription(text)).toBe(true);
  });
});

describe('a text is taken for something else', () => {
  test.each([
    '',
    'kind: Service',
    'spec:\n  openapi: 3.0.0',
    'swagger:\n  enabled: true',
    'swagger: true',
    'openapi: {}',
    '- openapi: 3.0.0',
    'asyncapi: 3.0.0',
    'note: |\n  openapi: 3.0.0\n',
    '{"dependencies":{"openapi":"3.0.0"}}',
    '{"name":"openapi","version":"3.0.0"}',
    '[{"openapi":"3.0.0"}]',
    '{"text":"\\"openapi\\": 3"}',
    '{"a":{}} {"openapi":"3.0.0"}',
    '{"x": "unclosed openapi',
  ])('%j', (text) => {
    expect(looksLikeDescription(text)).toBe(false);
  });

  test('in time that grows with the text', () => {
    const text = `{${'"a":{"openapi":[1,"swagger"]},'.repeat(20_000)}`;
    expect(looksLikeDescription(text)).toBe(false);
    expect(looksLikeDescription(`${'openapi: &a\n'.repeat(20_000)}`)).toBe(false);
    expect(looksLikeDescription(`openapi:${' '.repeat(100_000)}x`)).toBe(false);
  });
});

describe('a file is looked at', () => {
  const padding = `{"definitions":{"a":"${'x'.repeat(100_000)}"},`;

  test('beyond its first part, where the key comes late', () => {
    const cwd = plant({
      'late.json': `${padding}"swagger":"2.0"}`,
      'none.json': `${padding}"b":1}`,
    });
    expect(isDescriptionFile(join(cwd, 'late.json'), 1e6)).toBe(true);
    expect(isDescriptionFile(join(cwd, 'none.json'), 1e6)).toBe(false);
  });

  test('no further than its first part, where it is larger than allowed', () => {
    const cwd = plant({
      'late.json': `${padding}"swagger":"2.0"}`,
      'early.yaml': `openapi: 3.1.0\n#${padding}`,
    });
    expect(isDescriptionFile(join(cwd, 'late.json'), 90_000)).toBe(false);
    expect(isDescriptionFile(join(cwd, 'early.yaml'), 90_000)).toBe(true);
  });

  test('in UTF-16 too, which is refused or read later', () => {
    const little = Buffer.from('\ufeffopenapi: 3.1.0\n', 'utf16le');
    const cwd = plant({
      'little.yaml': little,
      'big.yaml': Buffer.from(little).swap16(),
      'bad.yaml': Buffer.from([0xff, 0xfe, 0x6f]),
    });
    expect(isDescriptionFile(join(cwd, 'little.yaml'), 1e6)).toBe(true);
    expect(isDescriptionFile(join(cwd, 'big.yaml'), 1e6)).toBe(true);
    expect(isDescriptionFile(join(cwd, 'bad.yaml'), 1e6)).toBe(false);
  });
});
