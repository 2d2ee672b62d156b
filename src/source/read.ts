import { readFileSync, type Stats, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Failure } from '../errors.ts';
import { decode } from './decode.ts';
import type { Source } from './source.ts';

/** The largest file that is read. */
export interface ReadLimits {
  readonly maxBytes: number;
}

/**
 * Reads and decodes a regular file; whatever stands in the way is told in words. Not asynchronous, since for thousands
 * of small local files that takes eight times as long.
 */
export function readNow(path: string, limits: ReadLimits): Source | Failure {
  const uri = uriOf(path);
  try {
    const stats = statSync(path);
    const refusal = notRegular(stats) ?? tooLarge(stats.size, limits);
    if (refusal !== undefined) return { uri, message: refusal };
    const bytes = readFileSync(path);
    // What the system makes up as it is read, as in /proc, has no size before.
    const message = tooLarge(bytes.length, limits);
    return message === undefined ? decode(uri, bytes) : { uri, message };
  } catch (error) {
    return { uri, message: inWords(error) };
  }
}

function uriOf(path: string): string {
  return resolve(path).replaceAll(sep, '/');
}

/** Asked before a file is opened, since merely opening a pipe or a device can hang or act. */
function notRegular(stats: Stats): string | undefined {
  if (stats.isDirectory()) return 'This is a folder, not a file.';
  return stats.isFile()
    ? undefined
    : 'This is not a regular file but a device, a pipe or a socket.';
}

function tooLarge(bytes: number, { maxBytes }: ReadLimits): string | undefined {
  if (bytes <= maxBytes) return undefined;
  return `The file has ${megabytes(bytes)}, more than the ${megabytes(maxBytes)} that are allowed.`;
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file: a part of its path is a file, not a folder.',
  EACCES: 'You have no permission to read this file.',
  EPERM: 'You have no permission to read this file.',
  ELOOP: 'The symbolic links on the way to this file go round in a circle.',
  ENAMETOOLONG: 'The name of this file is too long.',
  EMFILE: 'Too many files are open at once.',
  ENFILE: 'Too many files are open at once.',
  EIO: 'The disk could not be read.',
  EBUSY: 'The file is in use by another program.',
};

function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words[code] ?? `The file could not be read (${code === '' ? String(error) : code}).`;
}
