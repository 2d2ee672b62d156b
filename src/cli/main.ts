import { CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { REPOSITORY } from '../package.generated.ts';
import { flagsOf } from './flags.ts';
import { type Io, processIo } from './io.ts';
import { refuseMisspelt } from './misspelt.ts';
import { printable } from './printable.ts';
import { parseArguments, type Request } from './program.ts';
import { refuseSenseless } from './refuse-senseless.ts';

export { processIo } from './io.ts';
export { untune } from './tune.ts';

/** What a thread does that takes a share of a large scan. */
export async function serve(): Promise<void> {
  const work = await import('./jobs/serve.ts');
  await work.serve();
}

const REPORT_AT = `${REPOSITORY}/issues`;

/**
 * Runs a command line and answers with the exit code: 0 passed, 1 the gate failed, 2 the user's mistake or an incomplete
 * scan, 3 a bug. Never throws and never ends the process, so that everything written reaches its reader.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    const request = await understand(argv, io);
    if (typeof request === 'number') return request;
    refuseSenseless(request);
    refuseMisspelt(request, io.cwd);
    const run = await request.row.load();
    const flags = flagsOf(request.row.options, request.given);
    return await run({ operands: request.operands, flags, io, given: request.given });
  } catch (error) {
    if (error instanceof UserError) {
      await complain(error, io);
      return 2;
    }
    await confess(error, argv, io);
    return 3;
  }
}

/** What is asked for, or the exit code where the parser has said everything. */
async function understand(argv: readonly string[], io: Io): Promise<Request | number> {
  const said: { readonly out: string[]; readonly error: string[] } = { out: [], error: [] };
  let answer: Request | number | undefined;
  try {
    answer = parseArguments(argv, {
      out: (text) => said.out.push(text),
      error: (text) => said.error.push(text),
      columns: () => io.stdout.columns ?? 80,
    });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander's own code for wrong usage is 1, which here means a failed gate.
    answer = error.exitCode === 0 ? 0 : 2;
  }
  if (said.out.length > 0) await io.stdout.write(said.out.join(''));
  if (said.error.length > 0) await io.stderr.write(printable(said.error.join('')));
  return answer ?? 0;
}

async function complain({ message, hint }: UserError, { stderr }: Io): Promise<void> {
  const lines = hint === undefined ? [message] : [message, `  ${hint}`];
  await stderr.write(printable(`specgate: ${lines.join('\n')}\n`));
}

async function confess(error: unknown, argv: readonly string[], { stderr }: Io): Promise<void> {
  const isVerbose = argv.includes('-v') || argv.includes('--verbose');
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error && isVerbose ? `${error.stack ?? ''}\n` : '';
  const more = isVerbose ? '' : ', with what the same command prints with -v';
  await stderr.write(
    printable(
      `specgate: this is a bug of ours: ${what}\n${stack}  Please report it at ${REPORT_AT}${more}.\n`,
    ),
  );
}
