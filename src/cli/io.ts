import { UserError } from '../errors.ts';

/** A stream for text, as far as the command needs to know it. */
export interface Output {
  /** Resolves when the reader is ready for more. After the reader has gone away it does nothing. */
  write(text: string): Promise<void>;
  /** Whether nobody reads any more, as after `| head`. */
  isClosed(): boolean;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  /** The stream behind it, for a spinner; missing where there is none. */
  readonly stream?: NodeJS.WritableStream;
}

/** Everything outside of the command that it may touch. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: { readonly isTTY: boolean; readonly bytes: AsyncIterable<Uint8Array> };
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  /** Milliseconds since the process began. */
  readonly now: () => number;
}

/** The process's own streams, environment and folder. */
export function processIo(): Io {
  return {
    stdout: outputOf(process.stdout, 'standard output'),
    stderr: outputOf(process.stderr, 'standard error'),
    stdin: { isTTY: process.stdin.isTTY === true, bytes: process.stdin },
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
  };
}

function outputOf(stream: NodeJS.WriteStream, name: string): Output {
  let problem: Error | undefined;
  // Without a listener a reader that goes away would end the process with a stack trace.
  stream.on('error', (error) => {
    problem ??= error;
  });
  const settle = (error: Error | null | undefined): void => {
    if (error === null || error === undefined || isGone(error)) return;
    throw new UserError(`${name} could not be written: ${codeOf(error)}`);
  };
  return {
    isTTY: stream.isTTY === true,
    // A terminal that does not know its width says 0.
    columns: stream.isTTY && stream.columns > 0 ? stream.columns : undefined,
    stream,
    isClosed: () => problem !== undefined,
    async write(text) {
      settle(problem ?? (await written(stream, text)));
    },
  };
}

function written(stream: NodeJS.WriteStream, text: string): Promise<Error | null | undefined> {
  return new Promise((resolve) => {
    stream.write(text, resolve);
  });
}

function isGone(error: Error): boolean {
  return ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(codeOf(error));
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}
