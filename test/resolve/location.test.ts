import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate } from '../../src/resolve/location.ts';

const BASE = '/repo/api/openapi.yaml';

/** The path or address that a reference leads to, or its problem. */
function place(uri: string, base: string = BASE): string | undefined {
  const at = locate(base, uri);
  if (at.kind === 'file') return at.path;
  return at.kind === 'url' ? at.url : at.problem;
}

describe('a reference in a file leads', () => {
  test.each([
    ['pet.yaml', '/repo/api/pet.yaml'],
    ['./pet.yaml', '/repo/api/pet.yaml'],
    ['schemas/./pet.yaml', '/repo/api/schemas/pet.yaml'],
    ['../common/pet.yaml', '/repo/common/pet.yaml'],
    ['schemas/../../common//pet.yaml', '/repo/common/pet.yaml'],
    ['my models/first one.yaml', '/repo/api/my models/first one.yaml'],
    ['my%20models/first%20one.yaml', '/repo/api/my models/first one.yaml'],
    ['100%25.yaml', '/repo/api/100%.yaml'],
    ['a%2525.yaml', '/repo/api/a%25.yaml'],
    ['caf%C3%A9.yaml', '/repo/api/café.yaml'],
    ['café.yaml', '/repo/api/café.yaml'],
    ['pet.yaml?version=2', '/repo/api/pet.yaml'],
    ['', '/repo/api/openapi.yaml'],
    ['?version=2', '/repo/api/openapi.yaml'],
    ['what%3F.yaml', '/repo/api/what?.yaml'],
    ['a%3Ab.yaml', '/repo/api/a:b.yaml'],
    ['aC%3A/b.yaml', '/repo/api/aC:/b.yaml'],
    ['/repo/common/pet.yaml', '/repo/common/pet.yaml'],
    ['file:///repo/common/pet.yaml', '/repo/common/pet.yaml'],
    ['file://localhost/repo/common/pet.yaml', '/repo/common/pet.yaml'],
    ['FILE:///repo/common/my%20pet.yaml', '/repo/common/my pet.yaml'],
    ['file:common/pet.yaml', '/repo/api/common/pet.yaml'],
    ['.', '/repo/api'],
    ['schemas/', '/repo/api/schemas'],
    ['/', '/'],
    ['{id}.yaml', '/repo/api/{id}.yaml'],
  ])('%s to a file by its path', (uri, path) => {
    expect(place(uri)).toBe(path);
  });

  test.each([
    ['../../../../etc/passwd', '/etc/passwd'],
    ['%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/etc/passwd'],
    ['..%2f..%2f..%2fetc%2fpasswd', '/etc/passwd'],
    ['file:///repo/api/../../etc/passwd', '/etc/passwd'],
    ['/repo/api/%2E%2E/%2E%2E/etc/passwd', '/etc/passwd'],
  ])('%s where it really leads, for the root to be held against', (uri, path) => {
    expect(place(uri)).toBe(path);
  });

  test('no further than once decoded', () => {
    expect(place('%252e%252e/pet.yaml')).toBe('/repo/api/%2e%2e/pet.yaml');
  });

  test.each([
    ['https://example.com/pet.yaml', 'https://example.com/pet.yaml'],
    ['//example.com/pet.yaml', 'https://example.com/pet.yaml'],
    ['http://2130706433/x', 'http://127.0.0.1/x'],
    ['ftp://example.com/x', 'ftp://example.com/x'],
    ['urn:example:pet', 'urn:example:pet'],
    ['data:application/json,{}', 'data:application/json,{}'],
  ])('%s to an address', (uri, url) => {
    expect(place(uri)).toBe(url);
  });
});

test.each([
  ['schemas\\pet.yaml', 'malformed'],
  ['..\\..\\pet.yaml', 'malformed'],
  ['a%5Cb.yaml', 'malformed'],
  ['a\0.yaml', 'malformed'],
  ['a%00.yaml', 'malformed'],
  ['a\n.yaml', 'malformed'],
  ['a%0a.yaml', 'malformed'],
  ['50%.yaml', 'malformed'],
  ['%zz.yaml', 'malformed'],
  ['%ff.yaml', 'malformed'],
  ['http://exa mple/', 'malformed'],
  ['http://', 'malformed'],
  ['file://server/share/pet.yaml', 'escape'],
  ['\\\\server\\share\\pet.yaml', 'escape'],
])('%j is %s', (uri, problem) => {
  expect(place(uri)).toBe(problem);
});

test('the right spelling of a backslash is told', () => {
  expect(locate(BASE, 'schemas\\pet.yaml')).toMatchObject({
    reason: 'a backslash is no separator; write "schemas/pet.yaml"',
  });
});

describe('a drive letter', () => {
  test('is no scheme, and leads out of a root without one', () => {
    expect(place('C:\\Users\\pet.yaml')).toBe('C:/Users/pet.yaml');
    expect(place('c:/Users/pet.yaml')).toBe('c:/Users/pet.yaml');
  });

  test('is kept where files have one', () => {
    const base = 'C:/repo/api/openapi.yaml';
    expect(place('../pet.yaml', base)).toBe('C:/repo/pet.yaml');
    expect(place('/pet.yaml', base)).toBe('C:/pet.yaml');
    expect(place('file:///C:/repo/pet.yaml', base)).toBe('C:/repo/pet.yaml');
  });
});

describe('a reference in a fetched document', () => {
  const base = 'https://example.com/api/openapi.yaml';

  test.each([
    ['pet.yaml', 'https://example.com/api/pet.yaml'],
    ['../pet.yaml', 'https://example.com/pet.yaml'],
    ['/etc/passwd', 'https://example.com/etc/passwd'],
    ['//other.example/pet.yaml', 'https://other.example/pet.yaml'],
  ])('%s leads to an address', (uri, url) => {
    expect(place(uri, base)).toBe(url);
  });

  test.each(['file:///etc/passwd', 'file:pet.yaml', 'C:/pet.yaml'])(
    '%s names no file of this computer',
    (uri) => {
      expect(place(uri, base)).toBe('escape');
    },
  );
});

test('whatever the text, it leads to a clean absolute path, an address or a problem', () => {
  const pieces = fc.constantFrom(
    '..',
    '.',
    '/',
    '%2e',
    '%2F',
    '\\',
    'a',
    ':',
    '//',
    '?',
    '%',
    ' ',
    'é',
    '\0',
    'file:',
    'C:',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (uri) => {
      const at = locate(BASE, uri);
      if (at.kind === 'file') {
        expect(at.path).toMatch(/^(?:\/|[a-z]:\/)/i);
        expect(at.path.split('/')).not.toContain('..');
        expect(at.path).not.toMatch(/[\0\\]/);
      } else if (at.kind === 'url') expect(URL.canParse(at.url)).toBe(true);
      else expect(at.reason).not.toBe('');
    }),
    { numRuns: 2000 },
  );
}, 60_000);
