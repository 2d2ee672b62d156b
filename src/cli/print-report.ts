import { randomUUID } from 'node:crypto';
import { chunks } from './chunks.ts';
import type { Io } from './io.ts';

/** Writes a report to stdout as fast as it is read, and stops where nobody reads any more. */
export async function printReport(pieces: Iterable<string>, { stdout }: Io): Promise<void> {
  for (const chunk of chunks(pieces)) {
    if (stdout.isClosed()) return;
    await stdout.write(chunk);
  }
}

/** The report in a fence within which GitHub Actions takes no line for a command: a second wall around what it quotes. */
export function* fenced(pieces: Iterable<string>): Iterable<string> {
  const token = randomUUID();
  yield `::stop-commands::${token}\n`;
  yield* pieces;
  yield `::${token}::\n`;
}
