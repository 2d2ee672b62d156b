import { UserError } from '../errors.ts';
import type { TextDocument } from '../scan/inputs.ts';
import type { Io } from './io.ts';

/** The document on standard input. Throws a UserError where nothing comes, or more than `maxBytes`. */
export async function readStdin(
  name: string,
  maxBytes: number,
  { stdin }: Io,
): Promise<TextDocument> {
  if (stdin.isTTY) {
    throw new UserError(
      'Standard input is a terminal, and nothing is piped into it.',
      'Pipe a description in, as in `make-spec | specgate -`.',
    );
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stdin.bytes) {
    size += part.length;
    if (size > maxBytes) {
      throw new UserError('Standard input is larger than --max-file-size allows.');
    }
    parts.push(part);
  }
  const content = Buffer.concat(parts);
  if (isBlank(content)) {
    throw new UserError(
      'Standard input is empty.',
      'The program that should write the description to it may have failed.',
    );
  }
  return { path: name, content };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
}
