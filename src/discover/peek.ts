import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { looksLikeDescription } from './looks-like.ts';

const HEAD_BYTES = 64 * 1024;

/**
 * Whether a file seems to be an API description, by its first part and, if that does not tell, by the rest up to
 * `maxBytes`. Of a larger file only the first part counts. Throws what the file system says.
 */
export function isDescriptionFile(path: string, maxBytes: number): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = readPart(file, 0, Math.min(size, HEAD_BYTES));
    if (looksLikeDescription(textOf(head))) return true;
    if (size <= HEAD_BYTES || size > maxBytes) return false;
    const rest = readPart(file, head.length, size - head.length);
    // Most large files that are something else never name either word: they need no decoding.
    if (!isUtf16(head) && !rest.includes('openapi') && !rest.includes('swagger')) return false;
    return looksLikeDescription(textOf(Buffer.concat([head, rest])));
  } finally {
    closeSync(file);
  }
}

function readPart(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const got = readSync(file, bytes, filled, length - filled, from + filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}

function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The bytes as text that is good enough to find ASCII words in: a broken encoding is told when the file is scanned. */
function textOf(bytes: Buffer): string {
  if (!isUtf16(bytes)) return withoutMark(bytes).toString('latin1');
  const whole = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return (bytes[0] === 0xff ? whole : Buffer.from(whole).swap16()).toString('utf16le');
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
