import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { chunks } from './chunks.ts';

/**
 * Writes a file as a whole or not at all: readers see the old one or the new one, never a part. Makes its folders.
 * A link is replaced, not followed; a device or a pipe is written to. Throws a UserError where that is not possible.
 */
export function writeFile(path: string, pieces: Iterable<string>): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (isSpecial(path)) writeInto(path, pieces);
    else replace(path, pieces);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    // Whatever has no code of the system was thrown by the reporter and is a bug.
    if (code === undefined) throw error;
    throw new UserError(`"${path}" could not be written: ${WORDS[code] ?? code}.`);
  }
}

const WORDS: { readonly [code: string]: string } = {
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Replacing /dev/null or /dev/stdout by a file would harm the whole machine. */
function isSpecial(path: string): boolean {
  if (path.startsWith('/dev/')) return true;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

function replace(path: string, pieces: Iterable<string>): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  }
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.${process.hrtime.bigint()}`);
  try {
    writeInto(draft, pieces);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeInto(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    for (const chunk of chunks(pieces)) {
      const bytes = Buffer.from(chunk);
      for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
    }
  } finally {
    closeSync(file);
  }
}
