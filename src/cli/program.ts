import { Command, Option } from 'commander';
import { VERSION } from '../package.generated.ts';
import type { CommandRow } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { GivenOptions } from './flags.ts';
import { helpOf, type OptionRow, usageOf } from './option.ts';

/** What a command line asks for. */
export interface Request {
  readonly row: CommandRow;
  readonly operands: readonly string[];
  readonly given: GivenOptions;
}

/** Where the parser's own words go: help and version to `out`, complaints to `error`. */
export interface Words {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Asked only for what is wrapped: it takes milliseconds to look at a stream that may never be written. */
  readonly columns: () => number;
}

/** Takes a command line apart. Throws commander's CommanderError, also after help and version, when all is said. */
export function parseArguments(argv: readonly string[], words: Words): Request | undefined {
  let request: Request | undefined;
  const program = new Command('specgate')
    .description('The security gate for OpenAPI.')
    .version(VERSION, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .usage('[command] [options] [paths...]')
    .showHelpAfterError('Run `specgate --help` or `specgate help <command>` for what there is.');
  configure(program, words);
  for (const row of COMMANDS) {
    addCommand(program, row, words, (asked) => {
      request = asked;
    });
  }
  program.addHelpText('after', () => epilogue());
  program.parse(argv, { from: 'user' });
  return request;
}

function configure(command: Command, { out, error, columns }: Words): void {
  command.exitOverride().configureOutput({
    writeOut: out,
    writeErr: error,
    getOutHelpWidth: columns,
    getErrHelpWidth: columns,
    // What was typed may hold anything; commander repeats it.
    outputError: (text, write) => write(text.replace(/^error: /, 'specgate: ')),
  });
}

function addCommand(
  program: Command,
  row: CommandRow,
  words: Words,
  onAction: (request: Request) => void,
): void {
  const given = new Map<string, string[]>();
  const command = program
    .command(`${row.name} ${row.operands}`.trim(), { isDefault: row.isDefault === true })
    .description(row.about)
    .helpOption('-h, --help', 'Print this help.')
    .allowExcessArguments(false)
    .showHelpAfterError(`Run \`specgate help ${row.name}\` for what there is.`);
  configure(command, words);
  for (const option of row.options) {
    command.addOption(optionOf(option));
    command.on(`option:${option.name}`, (value: string | null | undefined) => {
      given.set(option.name, [...(given.get(option.name) ?? []), value ?? 'true']);
    });
  }
  command.addHelpText('after', () => examplesText(row));
  command.action(() => {
    onAction({ row, operands: command.args, given });
  });
}

function optionOf(row: OptionRow): Option {
  return new Option(usageOf(row), helpOf(row)).helpGroup(`${row.group}:`);
}

function examplesText({ examples }: CommandRow): string {
  const lines = examples.map(([line, about]) => `  ${line}\n      ${about}`);
  return `\nExamples:\n${lines.join('\n')}`;
}

function epilogue(): string {
  const scan = COMMANDS.find(({ isDefault }) => isDefault);
  return scan === undefined
    ? ''
    : `${examplesText(scan)}

Exit codes:
  0  everything was scanned and the gate passed
  1  the gate failed
  2  wrong usage, or something could not be scanned
  3  a bug of ours

\`specgate help scan\` lists the options of a scan.`;
}
