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
  /** The script of a thread that takes a share of a large scan; missing where all is done in one. */
  readonly worker?: string;
}

/** The process's own streams, environment and folder. Each stream is opened when it is used: that takes milliseconds. */
export function processIo(more: Pick<Io, 'worker'> = {}): Io {
  return {
    stdout: outputOf(() => process.stdout, 'standard output'),
    stderr: outputOf(() => process.stderr, 'standard error'),
    stdin: {
      get isTTY() {
        return process.stdin.isTTY === true;
      },
      get bytes() {
        return process.stdin;
      },
    },
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
    ...more,
  };
}

function outputOf(streamOf: () => NodeJS.WriteStream, name: string): Output {
  let problem: Error | undefined;
  let opened: NodeJS.WriteStream | undefined;
  const open = (): NodeJS.WriteStream => {
    if (opened !== undefined) return opened;
    // Without a listener a reader that goes away would end the process with a stack trace.
    opened = streamOf().on('error', (error) => {
      problem ??= error;
    });
    return opened;
  };
  return {
    get isTTY() {
      return open().isTTY === true;
    },
    get columns() {
      const { isTTY, columns } = open();
      // A terminal that does not know its width says 0.
      return isTTY && columns > 0 ? columns : undefined;
    },
    get stream() {
      return open();
    },
    isClosed: () => problem !== undefined,
    async write(text) {
      if (text === '') return;
      const failure = problem ?? (await written(open(), text));
      if (failure === undefined || failure === null || isGone(failure)) return;
      throw new UserError(`${name} could not be written: ${codeOf(failure)}`);
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
