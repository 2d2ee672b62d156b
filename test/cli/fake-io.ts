import type { Io, Output } from '../../src/cli/io.ts';

/** What a fake terminal or pipe is like. */
export interface Setting {
  readonly cwd: string;
  readonly env?: { readonly [name: string]: string };
  /** The bytes on standard input, in pieces; undefined: a terminal. */
  readonly stdin?: readonly string[];
  readonly isTTY?: { readonly stdout?: boolean; readonly stderr?: boolean };
  readonly columns?: number;
  /** The script of threads, for a command that may start some. */
  readonly worker?: string;
}

/** An Io whose outputs are kept as text. */
export interface FakeIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

export function fakeIo({ cwd, env = {}, stdin, isTTY = {}, columns, worker }: Setting): FakeIo {
  const stdout = fakeOutput(isTTY.stdout ?? false, columns);
  const stderr = fakeOutput(isTTY.stderr ?? false, columns);
  return {
    cwd,
    env,
    stdout,
    stderr,
    stdin: { isTTY: stdin === undefined, bytes: bytesOf(stdin ?? []) },
    now: () => performance.now(),
    ...(worker === undefined ? {} : { worker }),
    out: () => stdout.texts.join(''),
    err: () => stderr.texts.join(''),
  };
}

async function* bytesOf(pieces: readonly string[]): AsyncIterable<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

function fakeOutput(
  isTTY: boolean,
  columns: number | undefined,
): Output & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    isTTY,
    columns,
    texts,
    isClosed: () => false,
    async write(text) {
      texts.push(text);
    },
  };
}
