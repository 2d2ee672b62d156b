import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadLimits, readNow } from '../../src/source/read.ts';
import { Source } from '../../src/source/source.ts';

let folder = '';
const limits: ReadLimits = { maxBytes: 1000 };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'specgate-read-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('readNow', () => {
  it('reads a file and names it by its absolute path', () => {
    const path = file('a.yaml', 'a: é');
    const source = readNow(path, limits);
    expect(source).toBeInstanceOf(Source);
    expect(source).toMatchObject({ uri: path, text: 'a: é' });
  });

  it('follows a symbolic link', () => {
    const path = join(folder, `link-${Math.random()}`);
    symlinkSync(file('target.yaml', 'a: 1'), path);
    expect(readNow(path, limits)).toMatchObject({ text: 'a: 1' });
  });

  it.each([
    ['a missing file', () => join(folder, 'missing.yaml'), 'There is no such file.'],
    [
      'a path through a file',
      () => join(file('plain', ''), 'x.yaml'),
      /no such file.*not a folder/,
    ],
    ['a folder', () => folder, 'This is a folder, not a file.'],
    ['a device', () => '/dev/zero', /not a regular file/],
    ['a circle of links', circle, /go round in a circle/],
    ['a name that is too long', () => join(folder, 'x'.repeat(300)), /too long/],
    ['a name with a zero byte', () => 'a\0b', /could not be read/],
  ])('says in words that it was given %s', (_what, path, message) => {
    const failure = readNow(path(), limits);
    expect(failure).not.toBeInstanceOf(Source);
    expect(failure).toMatchObject({ message: expect.stringMatching(message) });
    expect(failure).not.toMatchObject({ message: expect.stringMatching(/ENO|ELOOP|EACC/) });
  });

  it('refuses a file beyond the limit before it opens it', () => {
    const failure = readNow(file('large.yaml', 'x'.repeat(1001)), limits);
    expect(failure).toMatchObject({
      message: 'The file has 1001 bytes, more than the 1000 bytes that are allowed.',
    });
    expect(readNow(file('fits.yaml', 'x'.repeat(1000)), limits)).toBeInstanceOf(Source);
  });

  it.runIf(process.platform === 'linux')(
    'is not misled by a file that claims to have no size',
    () => {
      expect(readNow('/proc/self/status', { maxBytes: 10 })).toMatchObject({
        message: expect.stringMatching(/more than the 10 bytes/),
      });
    },
  );

  it('does not open a named pipe, which would wait for ever', () => {
    const path = join(folder, `pipe-${Math.random()}`);
    execFileSync('mkfifo', [path]);
    expect(readNow(path, limits)).toMatchObject({
      message: expect.stringMatching(/not a regular file/),
    });
  });

  it('does not open a socket', async () => {
    const path = join(folder, `socket-${String(Math.random()).slice(2, 8)}`);
    const server = createServer().listen(path);
    await new Promise((done) => server.once('listening', done));
    expect(readNow(path, limits)).toMatchObject({
      message: expect.stringMatching(/not a regular file/),
    });
    server.close();
  });

  it.skipIf(process.getuid?.() === 0)('says in words that permission is missing', () => {
    const path = file('secret.yaml', 'a: 1');
    chmodSync(path, 0);
    expect(readNow(path, limits)).toMatchObject({
      message: expect.stringMatching(/no permission/),
    });
  });
});

function circle(): string {
  const path = join(folder, `circle-${Math.random()}`);
  symlinkSync(path, path);
  return path;
}
