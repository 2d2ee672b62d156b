import { isAscii, isUtf8 } from 'node:buffer';
import type { Failure } from '../errors.ts';
import { Source } from './source.ts';

/** Decodes UTF-8, or UTF-16 that says so by a byte order mark; the mark is no part of the text. */
export function decode(uri: string, bytes: Uint8Array): Source | Failure {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (hasUtf32Mark(buffer)) return { uri, message: 'The file is UTF-32; save it as UTF-8.' };
  const utf16 = utf16Mark(buffer);
  if (utf16 !== undefined) return decodeUtf16(uri, buffer.subarray(2), utf16);
  const isMarked = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  const body = isMarked ? buffer.subarray(3) : buffer;
  const zero = body.indexOf(0);
  if (zero !== -1) return { uri, message: zeroMessage(body, zero), ...placeOf(uri, body, zero) };
  if (isAscii(body)) return new Source(uri, body.toString('latin1'));
  if (isUtf8(body)) return new Source(uri, body.toString('utf8'));
  return invalidUtf8(uri, body);
}

type Endian = 'little' | 'big';

function utf16Mark(buffer: Buffer): Endian | undefined {
  const [first, second] = buffer;
  if (first === 0xfe && second === 0xff) return 'big';
  return first === 0xff && second === 0xfe ? 'little' : undefined;
}

/** The mark of UTF-16 with two zeros: after it in little endian, before it in big endian. */
function hasUtf32Mark(buffer: Buffer): boolean {
  const mark = buffer.toString('hex', 0, 4);
  return mark === 'fffe0000' || mark === '0000feff';
}

function decodeUtf16(uri: string, body: Buffer, endian: Endian): Source | Failure {
  if (body.length % 2 === 1) {
    return {
      uri,
      message: 'The file begins as UTF-16 but is cut off in the middle of a character.',
    };
  }
  const little = endian === 'little' ? body : Buffer.from(body).swap16();
  const text = little.toString('utf16le');
  const zero = text.indexOf('\0');
  if (zero === -1) return new Source(uri, text);
  return { uri, message: binaryMessage, ...new Source(uri, text).position(zero) };
}

const binaryMessage =
  'The file holds a zero byte, so it is no text; an API description is YAML or JSON in UTF-8.';

function zeroMessage(body: Buffer, zero: number): string {
  const other = body.subarray(0, 512).filter((byte) => byte === 0).length;
  const isWide = zero < 4 && other * 2 >= Math.min(body.length, 512) - 2;
  if (!isWide) return binaryMessage;
  const name = other * 4 >= Math.min(body.length, 512) * 3 - 8 ? 'UTF-32' : 'UTF-16';
  return `The file seems to be ${name} without a byte order mark; save it as UTF-8.`;
}

function invalidUtf8(uri: string, body: Buffer): Failure {
  const offset = firstInvalid(body);
  const byte = (body[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const message = `The file is not valid UTF-8: the byte 0x${byte} here begins no character. Save the file as UTF-8; it may be Latin-1 or Windows-1252 now.`;
  return { uri, message, ...placeOf(uri, body, offset) };
}

function placeOf(uri: string, body: Buffer, offset: number) {
  const before = body.toString('utf8', 0, offset);
  return new Source(uri, before).position(before.length);
}

/** The offset of the first byte that is not part of a valid character. */
function firstInvalid(body: Buffer): number {
  let at = 0;
  while (at < body.length) {
    const length = characterLength(body[at] ?? 0);
    if (length > 1 && !isUtf8(body.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

/** How many bytes a character has by its first one; a byte that begins none is judged with the next. */
function characterLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
